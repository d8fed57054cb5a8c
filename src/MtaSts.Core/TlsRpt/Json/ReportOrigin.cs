namespace MtaSts.TlsRpt.Json;

/// <summary>Where a report came from.</summary>
/// <param name="Source">The file and the way into it.</param>
/// <param name="Signature">What is known of the signature of the mail that brought it; null when it did not come by mail.</param>
/// <param name="MailReportDomain">The mail's TLS-Report-Domain header, or null.</param>
/// <param name="MailSubmitter">The mail's TLS-Report-Submitter header, or null.</param>
internal readonly record struct ReportOrigin(
    string Source,
    MailSignature? Signature = null,
    string? MailReportDomain = null,
    string? MailSubmitter = null);
