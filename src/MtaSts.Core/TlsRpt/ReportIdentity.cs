using System;

namespace MtaSts.TlsRpt;

/// <summary>
/// What makes two reports the same one: organization, report-id, period and policies, and whether a signature vouches for them. The
/// id alone is not enough: ids can be guessed, so a forged report with the id of a real one would keep the real one out.
/// </summary>
public static class ReportIdentity
{
    /// <summary>The identity of a report. It is the same on every machine and in every version of the module.</summary>
    /// <param name="report">The report, before anything is left out of it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public static ContentKey Of(TlsReport report)
    {
        if (report is null) throw new ArgumentNullException(nameof(report));
        return ContentKey.Of((IsTrusted(report) ? "trusted\n" : "other\n") + TlsReportWriter.ToJson(report));
    }

    /// <summary>Whether a signature vouches for a report, or it did not come by mail: its successes are evidence.</summary>
    internal static bool IsTrusted(TlsReport report) => report.DkimAlignment is DkimAlignment.Aligned or DkimAlignment.NotByMail;
}
