using System;

namespace MtaSts;

/// <summary>One difference of a domain from its accepted baseline: an open fault, a drift, or one that is gone.</summary>
public sealed class BaselineChange
{
    /// <summary>The domain in A-label form.</summary>
    public required string DomainName { get; init; }

    /// <summary>New, Persisting, Resolved or Drift.</summary>
    public required ChangeState State { get; init; }

    /// <summary>The status of the check: Fail, Warning, or Info for a drift that needs no work.</summary>
    public required CheckStatus Severity { get; init; }

    /// <summary>The permanent id of the check, for example <c>Coverage.Mx</c> or <c>Drift.PolicyChanged</c>.</summary>
    public required string CheckId { get; init; }

    /// <summary>When it was first seen, UTC.</summary>
    public required DateTime Since { get; init; }

    /// <summary>When it was last seen, UTC.</summary>
    public required DateTime LastSeen { get; init; }

    /// <summary>True in the run that reports it for the first time, or in which it became worse or different.</summary>
    public bool IsNew { get; init; }

    /// <summary>False when it could not be checked this time: it stays open because nothing shows that it is gone.</summary>
    public bool IsConfirmed { get; init; } = true;

    /// <summary>True when this run accepted it.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>The evidence.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do; empty when there is nothing to do.</summary>
    public string Fix { get; init; } = "";

    /// <summary>One line: state, severity, domain, check and evidence.</summary>
    public override string ToString() => FormattableString.Invariant($"{State} {Severity} {DomainName} {CheckId}: {Detail}");
}
