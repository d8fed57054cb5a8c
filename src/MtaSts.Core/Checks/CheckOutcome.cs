using MtaSts.Scanning;

namespace MtaSts.Checks;

/// <summary>The result of a check method; the catalogue adds id, title and reference.</summary>
/// <param name="Status">The result.</param>
/// <param name="Detail">The evidence.</param>
/// <param name="Fix">What to do; null for the fix in the catalogue.</param>
/// <param name="TlsRptResult">The result type that senders report; null for the one in the catalogue.</param>
internal sealed record CheckOutcome(CheckStatus Status, string Detail, string? Fix = null, string? TlsRptResult = null)
{
    public static CheckOutcome Pass(string detail) => new(CheckStatus.Pass, detail);

    public static CheckOutcome Info(string detail, string? fix = "") => new(CheckStatus.Info, detail, fix);

    public static CheckOutcome Warning(string detail, string? fix = null, string? result = null) => new(CheckStatus.Warning, detail, fix, result);

    public static CheckOutcome Fail(string detail, string? fix = null, string? result = null) => new(CheckStatus.Fail, detail, fix, result);

    public static CheckOutcome Unknown(string detail, string? fix = null) => new(CheckStatus.Unknown, detail, fix);

    public static CheckOutcome Skipped(string detail) => new(CheckStatus.Skipped, detail);

    /// <summary>What was left out, because only the DNS was asked.</summary>
    public static CheckOutcome DnsOnly(DomainScan o) => Skipped(o.StsAnswer is { IsDefinite: true }
        ? "It was not looked at: the domain has no MTA-STS record (-DnsFirst)."
        : "It was not looked at: whether the domain has an MTA-STS record is not known (-DnsFirst).");

    /// <summary>
    /// Under <c>mode: none</c> senders act as if there were no policy (RFC 8461 §5), and so they do where they cannot fetch or use it:
    /// what they would mind under another mode is for information.
    /// </summary>
    public static CheckOutcome UnderMode(DomainScan o, CheckOutcome outcome) =>
        o.Policy?.Mode == PolicyMode.None && outcome.Status is CheckStatus.Warning or CheckStatus.Fail
            ? Info(outcome.Detail + " Senders do not apply it in mode none.", ("Fix it before another mode is published. " + outcome.Fix).Trim())
            : outcome;
}
