using System;
using System.Linq;
using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.PowerShell.Commands;

/// <summary>Sums up TLS reports, and says for each domain whether the evidence is enough for the next stage.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "TlsRptReport")]
[OutputType(typeof(TlsReportSummary), typeof(TlsReportRecurrence))]
public sealed class MeasureTlsRptReportCommand : PSCmdlet, IDisposable
{
    private readonly RejectedInputs _rejected = new();
    private TlsReportMeasure? _measure;

#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>The reports, as Read-TlsRptReport gives them (without -Flatten).</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>How to group; several values can be combined.</summary>
    [Parameter(Position = 0)]
    public TlsReportGrouping[] GroupBy { get; set; } = [TlsReportGrouping.Domain];
#pragma warning restore CA1819

    /// <summary>The stage that the domains are in, when it is known better than from the reports.</summary>
    [Parameter]
    public RolloutStage? Stage { get; set; }

    /// <summary>Split the failures at this time, such as that of a fix, and say whether they came back; UTC unless it says otherwise.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _measure = new TlsReportMeasure(new TlsReportMeasureOptions
    {
        GroupBy = GroupBy.Aggregate(TlsReportGrouping.None, (all, one) => all | one),
        Stage = Stage,
        Since = Since is { } since ? UtcTime.From(since) : null,
        NowUtc = DateTime.UtcNow,
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in InputObject)
        {
            if (input?.BaseObject is TlsReport report) _measure!.Add(report);
            else _rejected.Add(input);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var (first, count) in _rejected.Kinds) WriteError(ErrorRecords.NotAReport(first, count));
        var duplicates = _measure!.Duplicates;
        if (duplicates > 0)
        {
            WriteVerbose(
                duplicates == 1
                    ? "1 report was counted before and was left out."
                    : FormattableString.Invariant($"{duplicates} reports were counted before and were left out."));
        }
        var summaries = _measure.GetSummaries();
        foreach (var summary in summaries) SeenDomains.OfProcess.AddUnchecked(summary.Domain);
        WriteObject(summaries, enumerateCollection: true);
    }

    /// <summary>Frees what the summary holds; PowerShell calls it in every case.</summary>
    public void Dispose() => _measure?.Dispose();
}
