using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts;

/// <summary>The evidence of TLS reports for one domain's current stage.</summary>
public sealed class RolloutEvidence
{
    /// <summary>The stage that the domain is in, as given or as the reports show it; null when they show none.</summary>
    public RolloutStage? Stage { get; init; }

    /// <summary>Days, in this stage, on which a session under the MTA-STS policy succeeded.</summary>
    public int Days { get; init; }

    /// <summary>How many of them came after the last day with a failure caused by the domain.</summary>
    public int DaysWithoutFailure { get; init; }

    /// <summary>The last of them (UTC), or null when there is none.</summary>
    public DateTime? LastDay { get; init; }

    /// <summary>The last day in this stage with a failure caused by the domain (UTC), or null.</summary>
    public DateTime? LastFailureDay { get; init; }

    /// <summary>The failures caused by the domain in this stage, each with its count.</summary>
    public ReadableList<TlsResultCount> Failures { get; init; } = ReadableList<TlsResultCount>.Empty;

    /// <summary>The failures on <see cref="LastFailureDay"/>.</summary>
    internal ReadableList<TlsResultCount> LastFailures { get; init; } = ReadableList<TlsResultCount>.Empty;

    /// <summary>The failures on the days before it.</summary>
    internal ReadableList<TlsResultCount> EarlierFailures { get; init; } = ReadableList<TlsResultCount>.Empty;

    /// <summary>Days after the last failure with sessions, none of which succeeded (UTC).</summary>
    internal IReadOnlyList<DateTime> DaysWithoutSuccess { get; init; } = [];

    /// <summary>The policy that the reports show; null when they show none.</summary>
    internal ReportedStageEvidence? Seen { get; init; }

    /// <summary>MX hosts with failures in this stage that the policy in the same report does not cover.</summary>
    internal IReadOnlyList<string> NotCovered { get; init; } = [];

    /// <summary>The number of reports without dates, which are counted but show nothing about a stage.</summary>
    internal int UndatedReports { get; init; }

    /// <summary>Failures in them that a change to the domain may fix.</summary>
    internal long UndatedFailures { get; init; }

    /// <summary>Reports over fewer than 24 hours.</summary>
    internal int ShortReports { get; init; }

    /// <summary>Reports that may not be from whom they say; null when there are none.</summary>
    internal ContestedEvidence? Contested { get; init; }

    /// <summary>Failed sessions that no change of the domain could have fixed.</summary>
    public long SenderFailures { get; init; }

    /// <summary>
    /// Failed sessions of the domain's own kind that do not count against it: so few of a sender's sessions of a day that they may fail, or
    /// one event that the sender did not see again.
    /// </summary>
    public long PassingFailures { get; init; }

    /// <summary>How many senders reported, in reports that are evidence.</summary>
    public int Reporters { get; init; }
}
