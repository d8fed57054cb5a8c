using System;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Input;

/// <summary>Which reports a cmdlet returns: those about some domains, of some time.</summary>
/// <param name="domains">The domains; empty for all.</param>
/// <param name="after">Only reports whose period ends after this time, in UTC; null for any.</param>
/// <param name="before">Only reports whose period begins before this time, in UTC; null for any.</param>
/// <param name="passedOver">Counts what is left out and may have been wanted.</param>
internal sealed class ReportSelection(string[] domains, DateTime? after, DateTime? before, PassedOver passedOver)
{
    /// <summary>The requested part of a report; null for nothing.</summary>
    public TlsReport? Of(TlsReport report)
    {
        if (after is not null || before is not null)
        {
            if ((report.StartDate ?? report.EndDate) is not { } begin || (report.EndDate ?? report.StartDate) is not { } end)
            {
                if (domains.Length == 0 || TlsReportFilter.ForDomains(report, domains) is not null) passedOver.AddUndated();
                return null;
            }

            if (end <= after || begin >= before) return null;
        }

        if (domains.Length == 0) return report;
        var wanted = TlsReportFilter.ForDomains(report, domains, out var leftOut);
        passedOver.AddLeftOut(leftOut, isWhole: wanted is null);
        return wanted;
    }
}
