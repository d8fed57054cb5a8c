using MtaSts.Rollout.Evidence;
using MtaSts.TlsRpt.Senders;

namespace MtaSts.TlsRpt.Summary;

/// <summary>Makes reports that count.</summary>
internal static class CountedReports
{
    /// <summary>A report with what is known about its sender.</summary>
    /// <param name="report">The report.</param>
    /// <param name="number">Tells it from others.</param>
    /// <param name="isTrusted">Its successes are evidence.</param>
    public static CountedReport Of(TlsReport report, long number, bool isTrusted) => new(
        report, number, ReportPeriod.Of(report), isTrusted, SignerOf(report),
        report.DkimAlignment == DkimAlignment.NotByMail
            || (report.DkimAlignment == DkimAlignment.Aligned && KnownSenders.DomainsOf(report.OrganizationName) is not null));

    private static string? SignerOf(TlsReport report) => report.DkimAlignment switch
    {
        DkimAlignment.NotByMail => null,
        DkimAlignment.Aligned => OrganizationalDomain.Of(report.DkimDomain) ?? "",
        _ => "",
    };
}
