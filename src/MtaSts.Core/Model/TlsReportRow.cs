using System;
using System.Globalization;
using MtaSts.Text;

namespace MtaSts;

/// <summary>
/// A report as rows of a table: one per failure detail, or one per policy without details. Every column is plain. Texts are
/// safe to show and to open in a spreadsheet: control characters are visible escapes, and a text that a spreadsheet
/// would run as a formula (it begins with <c>=</c>, <c>+</c>, <c>-</c> or <c>@</c>) begins with an apostrophe.
/// </summary>
public sealed class TlsReportRow
{
    /// <summary>Who sent the report.</summary>
    public string OrganizationName { get; init; } = string.Empty;

    /// <summary>The sender's name for the report.</summary>
    public string ReportId { get; init; } = string.Empty;

    /// <summary>The begin of the period, in UTC; null when the report does not contain it.</summary>
    public DateTime? StartDate { get; init; }

    /// <summary>
    /// The begin of the period as ISO 8601 text in UTC (2026-11-27T00:00:00Z), which <c>Export-Csv</c> writes alike in every culture; empty when
    /// the report does not contain it.
    /// </summary>
    public string StartDateUtc => IsoTime.Of(StartDate);

    /// <summary>The end of the period, in UTC; null when the report does not contain it.</summary>
    public DateTime? EndDate { get; init; }

    /// <summary>
    /// The end of the period as ISO 8601 text in UTC (2026-11-27T00:00:00Z), which <c>Export-Csv</c> writes alike in every culture; empty when
    /// the report does not contain it.
    /// </summary>
    public string EndDateUtc => IsoTime.Of(EndDate);

    /// <summary>The domain that the policy is for; empty when the sender omitted it.</summary>
    public string PolicyDomain { get; init; } = string.Empty;

    /// <summary><c>sts</c>, <c>tlsa</c>, <c>no-policy-found</c> or what the sender wrote.</summary>
    public string PolicyType { get; init; } = string.Empty;

    /// <summary>Successful sessions of the whole policy: the same in each of its rows, so do not sum it over them.</summary>
    public long PolicySuccessCount { get; init; }

    /// <summary>Failed sessions of the whole policy: the same in each of its rows, so do not sum it over them.</summary>
    public long PolicyFailureCount { get; init; }

    /// <summary>What failed; empty in the row of a policy without failure details.</summary>
    public string ResultType { get; init; } = string.Empty;

    /// <summary>Sessions that failed for this reason.</summary>
    public long FailedSessionCount { get; init; }

    /// <summary>What the result type means; empty when it is not known.</summary>
    public string Meaning { get; init; } = string.Empty;

    /// <summary><c>Low</c>, <c>Medium</c> or <c>High</c>; empty without a failure; <c>Unknown</c> for an unknown type.</summary>
    public string Severity { get; init; } = string.Empty;

    /// <summary>What to do; empty when the type is not known.</summary>
    public string Action { get; init; } = string.Empty;

    /// <summary>The MX host that was contacted.</summary>
    public string ReceivingMxHostname { get; init; } = string.Empty;

    /// <summary>What the MX host called itself.</summary>
    public string ReceivingMxHelo { get; init; } = string.Empty;

    /// <summary>The address that was contacted.</summary>
    public string ReceivingIp { get; init; } = string.Empty;

    /// <summary>The sender's address.</summary>
    public string SendingMtaIp { get; init; } = string.Empty;

    /// <summary>The sender's own code or words for the fault.</summary>
    public string FailureReasonCode { get; init; } = string.Empty;

    /// <summary>Where the sender gives more information. A stranger's link.</summary>
    public string AdditionalInformation { get; init; } = string.Empty;

    /// <summary>How to reach the sender.</summary>
    public string ContactInfo { get; init; } = string.Empty;

    /// <summary>What the receiving system says about the mail's DKIM signature.</summary>
    public string DkimResult { get; init; } = string.Empty;

    /// <summary>Whether the mail's signature is one of the organization (see <see cref="TlsReport.DkimAlignment"/>).</summary>
    public DkimAlignment DkimAlignment { get; init; }

    /// <summary>The file, and the way into it.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>The mail domain that the policy is for; a DANE policy has an MX host in <see cref="PolicyDomain"/>. Empty when it is not known.</summary>
    public string ReportDomain { get; init; } = string.Empty;

    /// <summary><c>Domain</c>, <c>Sender</c> or <c>Undecided</c>: who is responsible for the failure; empty without one.</summary>
    public string Owner { get; init; } = string.Empty;

    /// <summary>What the report itself shows about the failure beyond its result type.</summary>
    public string Explanation { get; init; } = string.Empty;

    /// <summary>The report that the row was made of; null for a row that was saved.</summary>
    internal TlsReport? Report { get; init; }

    /// <summary>The row's number in the report, from 0.</summary>
    internal int Number { get; init; }

    /// <summary>One line: day, sender, domain, result and count.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1} {2}: {3} {4}",
        StartDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "(no date)",
        OrganizationName,
        PolicyDomain,
        ResultType.Length > 0 ? ResultType : FailedSessionCount > 0 ? "failed without details" : "ok",
        ResultType.Length > 0 || FailedSessionCount > 0 ? FailedSessionCount : PolicySuccessCount);
}
