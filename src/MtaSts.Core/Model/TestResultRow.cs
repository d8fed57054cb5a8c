using System;

namespace MtaSts;

/// <summary>
/// One check of one domain that needs someone, or the one row of a domain without such a check: what
/// <c>Test-MtaSts -Flatten</c> returns. Every property is plain text, a number, a date or a state. A text that a
/// spreadsheet would run as a formula begins with an apostrophe.
/// </summary>
public sealed class TestResultRow
{
    /// <summary>The domain in A-label form.</summary>
    public required string DomainName { get; init; }

    /// <summary>The state of the whole deployment.</summary>
    public required TestStatus Status { get; init; }

    /// <summary>What a sender that follows RFC 8461 does with mail today.</summary>
    public required SenderAction SenderAction { get; init; }

    /// <summary>The id of the check, for example <c>Coverage.Mx</c>; empty in the row of a domain without a problem.</summary>
    public string CheckId { get; init; } = "";

    /// <summary>The state of the check: Warning, Fail or Unknown; null in the row of a domain without a problem.</summary>
    public CheckStatus? CheckStatus { get; init; }

    /// <summary>What the check looks at.</summary>
    public string Title { get; init; } = "";

    /// <summary>What was found.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What to do about it.</summary>
    public string Fix { get; init; } = "";

    /// <summary>The RFC and its section.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The result type that senders report for this problem (RFC 8460 §4.3).</summary>
    public string TlsRptResult { get; init; } = "";

    /// <summary>The policy's mode; null when there is no policy.</summary>
    public PolicyMode? Mode { get; init; }

    /// <summary>The id in the record; empty when there is none.</summary>
    public string PolicyId { get; init; } = "";

    /// <summary>The policy's max_age in seconds; null when there is none.</summary>
    public long? MaxAge { get; init; }

    /// <summary>Who runs the MX hosts; empty when it is not known.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The MX hosts by preference, joined by <c>"; "</c>.</summary>
    public string MxHosts { get; init; } = "";

    /// <summary>Whether the policy covers every MX host; null when there is no policy or no MX host.</summary>
    public bool? MxCovered { get; init; }

    /// <summary>The end of validity of the policy host's certificate, UTC; null when none was seen.</summary>
    public DateTime? PolicyHostCertificateExpires { get; init; }

    /// <summary>Where TLS reports go, joined by <c>"; "</c>.</summary>
    public string TlsRptRua { get; init; } = "";

    /// <summary>When the test began, UTC.</summary>
    public required DateTime Tested { get; init; }

    /// <summary>The domain, the check and its state.</summary>
    public override string ToString() => CheckStatus is null ? $"{DomainName}: {Status}" : $"{DomainName}: {CheckStatus} {CheckId}: {Detail}";
}
