using System;

namespace MtaSts;

/// <summary>One check of one domain: what was looked at, what was seen, why it matters, what to do.</summary>
public sealed class Check
{
    /// <summary>The permanent id, for example <c>Coverage.Mx</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the check requires, as a short statement.</summary>
    public required string Title { get; init; }

    /// <summary>The result.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>The evidence.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do; empty when there is nothing to do.</summary>
    public string Fix { get; init; } = "";

    /// <summary>RFC and section.</summary>
    public required string Reference { get; init; }

    /// <summary>The result type that senders report for it (RFC 8460 §4.3); empty when there is none.</summary>
    public string TlsRptResult { get; init; } = "";

    /// <summary>True for what should be acted on: warnings, failures and what could not be checked.</summary>
    public bool IsProblem => Status is CheckStatus.Warning or CheckStatus.Fail or CheckStatus.Unknown;

    /// <summary>One line: status, id and evidence.</summary>
    public override string ToString() => FormattableString.Invariant($"{Status} {Id}: {Detail}");
}
