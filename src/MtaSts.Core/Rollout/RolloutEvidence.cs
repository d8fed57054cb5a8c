using System;
using MtaSts.Text;

namespace MtaSts;

/// <summary>What the TLS reports of one domain say about its present stage.</summary>
public sealed class RolloutEvidence
{
    /// <summary>The stage that the domain is in, or null when no report shows a policy.</summary>
    public RolloutStage? Stage { get; init; }

    /// <summary>Days, in this stage, on which a sender reported sessions under the MTA-STS policy.</summary>
    public int Days { get; init; }

    /// <summary>How many of them came after the last day with a failure of the domain's own.</summary>
    public int DaysWithoutFailure { get; init; }

    /// <summary>The last of them (UTC), or null when there is none.</summary>
    public DateTime? LastDay { get; init; }

    /// <summary>The last day in this stage with a failure of the domain's own (UTC), or null.</summary>
    public DateTime? LastFailureDay { get; init; }

    /// <summary>The domain's own failures in this stage, each with its count.</summary>
    public ReadableList<TlsResultCount> Failures { get; init; } = ReadableList<TlsResultCount>.Empty;

    /// <summary>Failed sessions that no change of the domain could have mended.</summary>
    public long SenderFailures { get; init; }

    /// <summary>How many senders reported.</summary>
    public int Reporters { get; init; }
}
