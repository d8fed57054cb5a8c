using System;
using System.Linq;
using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Rollout;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.PowerShell.Commands;

/// <summary>Sums up TLS reports, and says for each domain whether the evidence is enough for the next stage.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "TlsRptReport")]
[OutputType(typeof(TlsReportSummary), typeof(TlsReportRecurrence))]
public sealed class MeasureTlsRptReportCommand : PSCmdlet, IDisposable
{
    private readonly RejectedInputs _rejected = new();
    private readonly RejectedSums _notAdded = new();
    private TlsReportMeasure? _measure;

#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>Reports or rows, as returned by Read-TlsRptReport, and sums of other shards, as returned by this cmdlet.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>How to group; several values can be combined.</summary>
    [Parameter(Position = 0)]
    [NamedValueTransformation(typeof(TlsReportGrouping))]
    [ValidateNotNullOrEmpty]
    public TlsReportGrouping[] GroupBy { get; set; } = [TlsReportGrouping.Domain];
#pragma warning restore CA1819

    /// <summary>The stage of the domains, if it is known better than from the reports.</summary>
    [Parameter]
    [NamedValueTransformation(typeof(RolloutStage))]
    public RolloutStage? Stage { get; set; }

    /// <summary>Split the failures at this time, such as that of a fix, and report whether they came back; UTC unless the time says otherwise.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>Count only the domains of one shard, such as 3/16, and return sums that can be added to those of the other shards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Shard { get; set; }

    /// <summary>Take successes in reports that came by mail without an aligned DKIM signature as evidence too.</summary>
    [Parameter]
    public SwitchParameter TrustUnsigned { get; set; }

    /// <summary>How many of a sender's sessions of a day may fail without counting against the domain, in percent.</summary>
    [Parameter]
    [ValidateRange(0d, 5d)]
    public double MaxFailureRate { get; set; } = RolloutStages.MaxFailureRate * 100;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var grouping = GroupBy.Aggregate(TlsReportGrouping.None, (all, one) => all | one);
        if (Since is not null && (grouping & TlsReportGrouping.Day) != 0) ThrowTerminatingError(ErrorRecords.SinceWithDay(Since));
        DomainShard? shard = null;
        if (Shard is not null)
        {
            if (!DomainShard.TryParse(Shard, out var part)) ThrowTerminatingError(ErrorRecords.InvalidShard(Shard));
            if (Since is not null) ThrowTerminatingError(ErrorRecords.SinceWithShard(Since));
            shard = part;
        }

        _measure = new TlsReportMeasure(new TlsReportMeasureOptions
        {
            GroupBy = grouping,
            Stage = Stage,
            Since = UtcTime.FromOrNull(Since),
            TrustUnsigned = TrustUnsigned,
            Shard = shard,
            MaxFailureRate = MaxFailureRate / 100,
            NowUtc = DateTime.UtcNow,
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in InputObject) Take(input);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var (first, count) in _rejected.Kinds) WriteError(ErrorRecords.NotAReport(first, count));
        foreach (var (first, count, reason) in _notAdded.Reasons) WriteError(ErrorRecords.SumNotAdded(first, count, reason));
        var summaries = _measure!.GetSummaries();
        var duplicates = _measure.Duplicates;
        if (duplicates > 0)
        {
            WriteVerbose(
                duplicates == 1
                    ? "1 duplicate report was left out."
                    : FormattableString.Invariant($"{duplicates:#,0} duplicate reports were left out."));
        }

        foreach (var warning in _measure.SumWarnings) WriteWarning(warning);
        if (_measure.LeftOut > 0) WriteError(ErrorRecords.TooManyGroups(_measure.LeftOut, _measure.MaxGroups));
        foreach (var summary in summaries) SeenDomains.OfProcess.AddUnchecked(summary.Domain);
        WriteObject(summaries, enumerateCollection: true);
    }

    private void Take(PSObject input)
    {
        if (SavedReport.From(input) is { } report) _measure!.Add(report);
        else if (input.BaseObject is TlsReportRow row) _measure!.Add(row);
        else if (IsSum(input)) AddSum(input);
        else if (RowInput.TryRead(input, out var saved, out var problem)) _measure!.Add(saved!);
        else if (problem is not null) WriteError(ErrorRecords.DateUnreadable(input, problem));
        else _rejected.Add(input);
    }

    private void AddSum(PSObject input)
    {
        if (SavedValue.Text(input, nameof(TlsReportSummary.Part)) is not { Length: > 0 } part)
        {
            _notAdded.Add(input, "the property Part is missing or empty. The sum was measured without -Shard, or the property was left out when it was saved");
        }
        else if (!_measure!.TryAddPart(part, out var problem))
        {
            _notAdded.Add(input, problem!);
        }
    }

    private static bool IsSum(PSObject input) =>
        input.BaseObject is TlsReportSummary || (input.Properties["SuccessRate"] is not null
            && (input.Properties[nameof(TlsReportSummary.Part)] ?? input.Properties[nameof(TlsReportSummary.DaysWithoutFailure)]) is not null);

    /// <summary>Frees the resources of the summary; PowerShell always calls it.</summary>
    public void Dispose() => _measure?.Dispose();
}
