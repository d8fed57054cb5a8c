namespace MtaSts.Rollout.Evidence;

/// <summary>A report that counts.</summary>
/// <param name="Report">The report. Totals must not keep it: they are of any number of reports.</param>
/// <param name="Number">Tells it from the report before and after.</param>
/// <param name="Period">The days that it is about; null for a report without dates, which is not evidence for a stage.</param>
/// <param name="IsTrusted">Its successes are evidence. Failures count in every case.</param>
/// <param name="Signer">
/// Who signed the mail with the report, because anyone can write any organization's name into a report of one's own: the organizational
/// domain; empty without an aligned signature; null for a report that did not come by mail.
/// </param>
/// <param name="IsVouchedFor">The organization is one whose signing domains are known, or the report did not come by mail.</param>
internal sealed record CountedReport(TlsReport Report, long Number, ReportPeriod? Period, bool IsTrusted, string? Signer, bool IsVouchedFor);
