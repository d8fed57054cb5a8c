namespace MtaSts.TlsRpt.Json;

/// <summary>Where a report came from.</summary>
/// <param name="Source">The file and the path inside it.</param>
/// <param name="DkimResult">What the receiving system says of DKIM, or null.</param>
/// <param name="DkimDomain">The signing domain, or null.</param>
/// <param name="MailReportDomain">The mail's TLS-Report-Domain header, or null.</param>
/// <param name="MailSubmitter">The mail's TLS-Report-Submitter header, or null.</param>
internal readonly record struct ReportOrigin(
    string Source,
    string? DkimResult = null,
    string? DkimDomain = null,
    string? MailReportDomain = null,
    string? MailSubmitter = null);
