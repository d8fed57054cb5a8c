using System;
using System.Globalization;
using MtaSts.Text;

namespace MtaSts;

/// <summary>
/// An aggregate TLS report (RFC 8460 §4): how often one sender could, and could not, reach a domain securely in one
/// period. All strings are as the sender wrote them; only <see cref="ToString"/> makes them safe to show.
/// </summary>
public sealed class TlsReport
{
    /// <summary>The placeholder for a sender without a name.</summary>
    internal const string NotNamed = "(not named)";

    /// <summary>Who sent the report (<c>organization-name</c>); <c>(not named)</c> when the sender omitted it.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>The sender's name for this report (<c>report-id</c>); empty when the sender omitted it.</summary>
    public required string ReportId { get; init; }

    /// <summary>How to reach the sender (<c>contact-info</c>), or null.</summary>
    public string? ContactInfo { get; init; }

    /// <summary>The begin of the period, in UTC; null when the report does not contain it.</summary>
    public required DateTime? StartDate { get; init; }

    /// <summary>The end of the period, in UTC; null when the report does not contain it.</summary>
    public required DateTime? EndDate { get; init; }

    /// <summary>The domains that the policies are for, each once, in the order of the report.</summary>
    public ReadableList<string> PolicyDomains { get; init; } = ReadableList<string>.Empty;

    /// <summary>
    /// The mail domains that the report is for, in A-labels. Where a DANE policy (type tlsa) names an MX host, or a policy
    /// names no domain, it is the domain of the mail's <c>TLS-Report-Domain</c> header, or that of the other policies, or
    /// the one in the file's name (RFC 8460 §5.1) or the report-id.
    /// </summary>
    public ReadableList<string> ReportDomains => DomainRule(this);

    /// <summary>Computes <see cref="ReportDomains"/> when needed; for most reports it never is.</summary>
    internal Func<TlsReport, ReadableList<string>> DomainRule { get; init; } = static report => report.PolicyDomains;

    /// <summary>Sessions with the TLS that the policy requires, summed over the policies.</summary>
    public long SuccessCount { get; init; }

    /// <summary>Sessions without that TLS, summed over the policies.</summary>
    public long FailureCount { get; init; }

    /// <summary>Successes of all sessions in percent, with two decimals, never rounded up to 100; null when there was no session.</summary>
    public double? SuccessRate => SessionMath.SuccessRate(SuccessCount, FailureCount);

    /// <summary>The result type with the most failed sessions, or null.</summary>
    public string? TopFailure { get; init; }

    /// <summary>
    /// What the receiving system's <c>Authentication-Results</c> header says about the mail's DKIM signature, for example
    /// <c>pass</c>; null when there is no such header, the report did not come by mail, or the mail came inside another
    /// one, whose sender could have written anything into it. A report without a valid
    /// signature must be ignored (RFC 8460 §3).
    /// </summary>
    public string? DkimResult { get; init; }

    /// <summary>The domain that signed the mail (<c>header.d</c>), or null. Of several valid signatures it is the aligned one.</summary>
    public string? DkimDomain { get; init; }

    /// <summary>
    /// Whether that signature is one of the organization that the report names (RFC 8460 §3). Only an aligned report, and one that
    /// did not come by mail, is evidence of success.
    /// </summary>
    public DkimAlignment DkimAlignment { get; init; }

    /// <summary>Put together from rows of a table, which tell less than the report did.</summary>
    internal bool IsFromRows { get; init; }

    /// <summary>The mail's <c>TLS-Report-Domain</c> header, or null.</summary>
    public string? MailReportDomain { get; init; }

    /// <summary>The mail's <c>TLS-Report-Submitter</c> header, or null.</summary>
    public string? MailSubmitter { get; init; }

    /// <summary>The file, and the path inside it: <c>mail.eml > part 2 > report.json.gz</c>. Safe to show.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>What differs from RFC 8460, each with its place.</summary>
    public ReadableList<TlsReportWarning> Warnings { get; init; } = ReadableList<TlsReportWarning>.Empty;

    /// <summary>The policies that the sender applied, with their counts.</summary>
    public ReadableList<TlsReportPolicy> Policies { get; init; } = ReadableList<TlsReportPolicy>.Empty;

    /// <summary>Members that RFC 8460 does not define.</summary>
    public ReadableList<TlsReportMember> OtherMembers { get; init; } = ReadableList<TlsReportMember>.Empty;

    /// <summary>One line: sender, domains, first day and counts, safe to show.</summary>
    public override string ToString() => SafeText.Clean(string.Format(
        CultureInfo.InvariantCulture,
        "{0}, {1}, {2}: {3} ok, {4} failed",
        OrganizationName,
        PolicyDomains,
        StartDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no date",
        SuccessCount,
        FailureCount));
}
