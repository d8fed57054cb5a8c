using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using MtaSts.Intake;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.TlsRpt.Archive;

namespace MtaSts.PowerShell.Commands;

/// <summary>Writes TLS reports to a folder of compressed NDJSON files, one folder per day, which any engine can query.</summary>
[Cmdlet(VerbsData.Export, "TlsRptReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportTlsRptReportCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly RejectedInputs _rejected = new();
    private readonly RefusedReports _refused = new();
    private ReportArchive? _archive;
    private string _folder = "";
    private int _shown;
    private int _reports;

    /// <summary>The folder.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>The reports, as returned by Receive-TlsRptReport and Read-TlsRptReport (without -Flatten).</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PSObject[] InputObject { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>Return the files that were written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _folder = FilePaths.FolderToWrite(this, Path);
        if (!ShouldProcess(_folder, "Write TLS reports as NDJSON")) return;
        Do(() => _archive = ReportArchive.Open(_folder, new ReportArchiveOptions { Cancellation = _stop.Token }));
        if (_archive!.Files.Count > 0)
            WriteVerbose(FormattableString.Invariant($"An earlier run was interrupted. Its reports are now in files: {_archive.Files.Count}."));
        Show();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in InputObject)
        {
            if (SavedReport.From(input) is not { } report)
            {
                _rejected.Add(input);
                continue;
            }

            if (_archive is not null) Do(() => Add(report));
        }

        Show();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_archive is not null) Complete();
        WriteErrors(); // at last: with -ErrorAction Stop the first error ends the pipeline
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Closes the drafts; PowerShell always calls it. What is in drafts becomes files in the next run.</summary>
    public void Dispose()
    {
        _archive?.Dispose();
        _stop.Dispose();
    }

    private void Add(TlsReport report)
    {
        var refusal = _archive!.Add(report);
        if (refusal == ArchiveRefusal.None) _reports++;
        else _refused.Add(report, refusal);
    }

    private void Complete()
    {
        Do(_archive!.Complete);
        Show();
        var rows = _archive.Files.Sum(file => (long)file.Rows);
        var old = _archive.Files.Count(file => !file.IsNew);
        var refused = _refused.Count == 0 ? "" : FormattableString.Invariant($" Reports that were not exported: {_refused.Count}.");
        WriteVerbose(
            FormattableString.Invariant($"Reports: {_reports}. Rows: {rows}. Files: {_archive.Files.Count}, of which {old} existed already.") + refused);
    }

    private void WriteErrors()
    {
        foreach (var (first, count) in _rejected.Kinds) WriteError(ErrorRecords.NotAReport(first, count, "exported"));
        foreach (var error in _refused.Errors()) WriteError(error);
    }

    private void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or System.Security.SecurityException)
        {
            WriteErrors(); // no later run says them
            ThrowTerminatingError(ErrorRecords.ReportsNotExported(_folder, error, _reports > 0));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Show()
    {
        if (_archive is null) return;
        for (; _shown < _archive.Files.Count; _shown++)
        {
            if (PassThru) WriteObject(WrittenFile.At(_archive.Files[_shown].Path));
        }
    }
}
