using System.Collections.Generic;
using System.Management.Automation;
using MtaSts.TlsRpt.Archive;

namespace MtaSts.PowerShell.Output;

/// <summary>
/// The reports that an archive refused. Their errors wait for the end of the pipeline: with -ErrorAction Stop an error ends the pipeline, and
/// Receive-TlsRptReport would return the same report again in each run.
/// </summary>
internal sealed class RefusedReports
{
    private const int MaxErrors = 1_000; // anyone can send such reports

    private readonly List<ErrorRecord> _errors = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Notes a report. Only its name is held.</summary>
    /// <param name="report">The report.</param>
    /// <param name="refusal">Why it was refused.</param>
    public void Add(TlsReport report, ArchiveRefusal refusal)
    {
        Count++;
        if (_errors.Count < MaxErrors) _errors.Add(ErrorRecords.ReportNotExported(report.ReportId, report.OrganizationName, report.Source, refusal));
    }

    /// <summary>One error per report, up to a limit, and one that counts the rest.</summary>
    public IEnumerable<ErrorRecord> Errors()
    {
        foreach (var error in _errors) yield return error;
        if (Count > _errors.Count) yield return ErrorRecords.MoreReportsNotExported(Count - _errors.Count);
    }
}
