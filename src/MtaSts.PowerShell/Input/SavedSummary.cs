using System.Management.Automation;
using MtaSts.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>Totals of Measure-TlsRptReport by domain that were saved: what Import-Clixml, jobs, remoting and ConvertFrom-Json make of them.</summary>
internal static class SavedSummary
{
    /// <summary>The totals that an object is, or was; null when it lacks the domain, its readiness or the date of the last report.</summary>
    public static TlsReportSummary? From(PSObject? input)
    {
        if (input?.BaseObject is TlsReportSummary summary) return summary;
        if (input is null || SavedValue.Text(input, nameof(TlsReportSummary.Domain)) is not { Length: > 0 } domain) return null;
        if (!SavedName.TryRead<Readiness>(SavedValue.Text(input, nameof(TlsReportSummary.Readiness)), out var readiness)) return null;
        if (SavedValue.Time(input, nameof(TlsReportSummary.Last)) is not { } last) return null;
        return new TlsReportSummary
        {
            Domain = domain,
            Readiness = readiness,
            Reasons = ReferenceInput.Items(SavedValue.Of(input, nameof(TlsReportSummary.Reasons))).ToReadableList(),
            Stage = SavedName.TryRead<RolloutStage>(SavedValue.Text(input, nameof(TlsReportSummary.Stage)), out var stage) ? stage : null,
            Last = last,
            LastEvidence = SavedValue.Time(input, nameof(TlsReportSummary.LastEvidence)),
        };
    }
}
