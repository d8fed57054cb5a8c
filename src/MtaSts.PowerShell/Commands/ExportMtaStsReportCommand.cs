using System;
using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Threading;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Reporting;
using MtaSts.Rollout;
using MtaSts.Text;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Commands;

/// <summary>Writes one HTML file that shows the mail transport security of all domains, and what senders reported.</summary>
[Cmdlet(VerbsData.Export, "MtaStsReport", DefaultParameterSetName = HtmlSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(string))]
public sealed class ExportMtaStsReportCommand : PSCmdlet, IDisposable
{
    private const string HtmlSet = "Html";
    private const string JsonSet = "Json";
    private const string Activity = "Reading TLS reports";

    private readonly CancellationTokenSource _stop = new();
    private readonly TlsReportReader _reader = new();
    // One file is read at a time, and its reports are summed at once: this much is more than one of them takes.
    private readonly ReadMemory _memory = new(256_000_000);
    private readonly PassedOver _passedOver = new("give its path with -ReportPath");
    private MtaStsReport? _report;
    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private readonly RejectedInputs _rejected = new();
    private int _files;
    private string? _target;
    private int _reports;

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = HtmlSet)]
    [Parameter(Position = 0, ParameterSetName = JsonSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>
    /// What to show, in any mixture: results of Test-MtaSts, TLS reports or their rows, steps of Step-MtaStsPolicy,
    /// files and folders with reports.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>Files and folders with TLS reports, with wildcards; folders are read with everything below them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ReportPath { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>The heading.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>The culture of dates and numbers; by default the session's.</summary>
    [Parameter]
    [ValidateNotNull]
    public CultureInfo Culture { get; set; } = CultureInfo.CurrentCulture;

    /// <summary>Write the data as JSON instead of the page: to the pipeline, or with -Path to a file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = JsonSet)]
    public SwitchParameter AsJson { get; set; }

    /// <summary>Take successes in reports that came by mail without an aligned DKIM signature as evidence too.</summary>
    [Parameter]
    public SwitchParameter TrustUnsigned { get; set; }

    /// <summary>How many of a sender's sessions of a day may fail without counting against the domain, in percent.</summary>
    [Parameter]
    [ValidateRange(0d, 5d)]
    public double MaxFailureRate { get; set; } = RolloutStages.MaxFailureRate * 100;

    /// <summary>Overwrite the file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Return the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Show the file in the browser, where there is a desktop.</summary>
    [Parameter(ParameterSetName = HtmlSet)]
    public SwitchParameter Open { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // What is wrong with the target shows before an hour of tests.
        if (Path is not null)
        {
            _target = FilePaths.ToWrite(this, Path);
            CheckTarget(_target);
        }

        _report = new MtaStsReport(new MtaStsReportOptions
        {
            Title = Title ?? "",
            UtcNow = DateTime.UtcNow,
            CultureName = Culture.Name,
            TrustUnsigned = TrustUnsigned,
            MaxFailureRate = MaxFailureRate / 100,
            ModuleVersion = typeof(ExportMtaStsReportCommand).Assembly.GetName().Version?.ToString(3) ?? "",
        });
        foreach (var path in ReportPath)
        {
            foreach (var found in FilePaths.Resolve(this, path)) ReadFiles(found);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in InputObject ?? []) Take(input);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteProgress(new ProgressRecord(1, Activity, Activity) { RecordType = ProgressRecordType.Completed });
        _report!.Complete();
        foreach (var (first, count) in _rejected.Kinds) WriteError(ErrorRecords.NotReportable(first, count));
        if (_report.Duplicates > 0)
        {
            WriteVerbose(
                _report.Duplicates == 1
                    ? "1 duplicate TLS report was left out."
                    : FormattableString.Invariant($"{_report.Duplicates:#,0} duplicate TLS reports were left out."));
        }
        if (_report.OutOfRange > 0)
        {
            WriteWarning(
                _report.OutOfRange == 1
                    ? "1 TLS report is older than three years, dated in the future or without a date, and was left out."
                    : FormattableString.Invariant($"{_report.OutOfRange} TLS reports are older than three years, dated in the future or ")
                        + "without a date, and were left out.");
        }

        foreach (var warning in _passedOver.Warnings([])) WriteWarning(warning);
        if (_report is { Domains: 0, Reports: 0 })
        {
            WriteError(ErrorRecords.NothingToShow(Path));
            return;
        }

        if (Path is null) WriteJson();
        else WriteFile(_target!);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Frees the resources of the report; PowerShell always calls it.</summary>
    public void Dispose()
    {
        _report?.Dispose();
        _stop.Dispose();
    }

    private void Take(PSObject? input)
    {
        switch (input?.BaseObject)
        {
            case TestResult result:
                SeenDomains.OfProcess.AddUnchecked(result.DomainName);
                _report!.Add(result);
                break;
            case TlsReport report: _report!.Add(report); break;
            case TlsReportRow row: _report!.Add(row); break;
            case RolloutStep step: _report!.Add(step); break;
            case FileInfo file: ReadFiles(file.FullName); break;
            case DirectoryInfo folder: ReadFiles(folder.FullName); break;
            case object?[] or IList:
                foreach (var one in (IEnumerable)input!.BaseObject) Take(one is null ? null : PSObject.AsPSObject(one));
                break;
            default:
                if (SavedReport.From(input) is { } old) _report!.Add(old);
                else if (RowInput.TryRead(input, out var saved, out var problem)) _report!.Add(saved!);
                else if (problem is not null) WriteError(ErrorRecords.DateUnreadable(input, problem));
                else _rejected.Add(input);
                break;
        }
    }

    private void ReadFiles(string path)
    {
        var before = _reports;
        var files = new ReportFiles(
            (folder, error) => WriteError(ErrorRecords.FileUnreadable(folder, error)), _passedOver.AddNotRegular, _passedOver.AddLinked);
        if (files.IsFolder(path))
        {
            foreach (var file in files.Below(path)) Read(ReportInput.File(file.Path));
        }
        else if (files.IsWanted(path))
        {
            Read(ReportInput.File(path));
        }

        if (_reports == before && Directory.Exists(path)) WriteWarning($"The folder '{SafeText.Excerpt(path, 1000)}' contains no TLS report.");
    }

    private void Read(ReportInput input)
    {
        // A folder of reports may be where this report goes to as well.
        if (_target is not null && FilePaths.AreSame(input.Name, _target)) return;
        ShowProgress(input.ShortName);
        try
        {
            using var batch = ReportBatch.ReadOrLeaveAsync(input, _reader, _memory, _stop.Token).GetAwaiter().GetResult();
            if (batch.Error is { } error) WriteError(error);
            foreach (var result in batch.Results())
            {
                if (result.Report is { } report)
                {
                    _reports++;
                    _passedOver.AddFollowed(report);
                    _report!.Add(report);
                }
                else if (!_passedOver.Takes(result.Error!))
                {
                    WriteError(ErrorRecords.ReportUnreadable(result.Error!, input.Target, ReportUse.Show));
                }
            }
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            WriteError(ErrorRecords.PathNotFound(input.Name, error));
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            WriteError(ErrorRecords.FileUnreadable(input.Name, error));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Quick work shows no bar.</summary>
    private void ShowProgress(string name)
    {
        _files++;
        if (_sinceShown.ElapsedMilliseconds < 500) return;
        _sinceShown.Restart();
        WriteProgress(
            new ProgressRecord(1, Activity, FormattableString.Invariant($"{_files} files, {name}")));
    }

    private static string Counted(long count, string thing) => FormattableString.Invariant($"{count} {thing}{(count == 1 ? "" : "s")}");

    private void WriteJson()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _report!.WriteJson(text);
        WriteObject(text.ToString());
    }

    private void CheckTarget(string file)
    {
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(file)!)) ThrowTerminatingError(ErrorRecords.FolderNotFound(file));
        if (!Force && File.Exists(file)) ThrowTerminatingError(ErrorRecords.FileExists(file));
    }

    private void WriteFile(string file)
    {
        if (!ShouldProcess(file, $"Write a report on {Counted(_report!.Domains, "domain")} and {Counted(_report.Reports, "TLS report")}")) return;
        CheckTarget(file);
        try
        {
            TargetFile.Write(file, writer =>
            {
                if (AsJson) _report.WriteJson(writer);
                else _report.WriteHtml(writer);
            }, _stop.Token);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException)
        {
            ThrowTerminatingError(ErrorRecords.ReportNotWritten(file, error));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        if (Open && Desktop.WhyNot(SessionState) is { } why) WriteWarning($"The report was not opened: {why} It is at {SafeText.Clean(file)}.");
        else if (Open) InvokeProvider.Item.Invoke([file], literalPath: true);
        if (PassThru) WriteObject(WrittenFile.At(file));
    }
}
