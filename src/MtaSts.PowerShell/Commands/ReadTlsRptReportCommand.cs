using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Concurrency;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Commands;

/// <summary>Reads TLS reports from files, folders and the pipeline: JSON, gzip, zip, messages and mailboxes, told apart by content.</summary>
[Cmdlet(VerbsCommunications.Read, "TlsRptReport", DefaultParameterSetName = PathSet)]
[OutputType(typeof(TlsReport), typeof(TlsReportRow))]
public sealed class ReadTlsRptReportCommand : PSCmdlet, IWorkQueueSink<ReportGroup, GroupBatch>, IDisposable
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string InputSet = "InputObject";

    private ProgressBar? _bar;
    private PipedContent _piped = null!; // made in BeginProcessing, when the limits are known
    private ReportFiles _files = null!;
    private PipedFolders _folders = null!;
    private HashSet<string>? _named; // of several paths, one may be in another, and each file is read once
    private ReadMemory _memory = null!;
    private long _groups;
    private string? _lastDomain;
    private readonly PassedOver _passedOver = new("give its path with -Path");
    private ReportSelection _selection = null!;
    private readonly ConcurrentDictionary<GroupBatch, bool> _open = new();
    private OrderedWorkQueue<ReportGroup, GroupBatch>? _queue;

#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>Files to read, with wildcards, or folders whose files to read; see -Recurse.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files to read, or folders whose files to read; the path is taken literally.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>File objects, bytes, streams, JSON text, or attachments of Microsoft Graph.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ContentBytes")]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>Only reports about one of these domains, and of those only the policies for them.</summary>
    [Parameter]
    [DomainArgumentTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
    public string[] DomainName { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>Read the files in all folders below a folder too.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Rows for Export-Csv: one per failure detail, or one per policy without failures.</summary>
    [Parameter]
    public SwitchParameter Flatten { get; set; }

    /// <summary>Only reports whose period ends after this time; a date without a zone is UTC.</summary>
    [Parameter]
    public DateTime? After { get; set; }

    /// <summary>Only reports whose period begins before this time; a date without a zone is UTC.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    /// <summary>How many files are read at once.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = Math.Max(1, Math.Min(8, Environment.ProcessorCount));

    /// <summary>The largest unpacked report, in bytes.</summary>
    [Parameter]
    [ValidateRange(1L, 2_000_000_000L)]
    public long MaxUnpackedBytes { get; set; } = 20_000_000;

    /// <summary>The largest message, in bytes.</summary>
    [Parameter]
    [ValidateRange(1L, 2_000_000_000L)]
    public long MaxMailBytes { get; set; } = 25_000_000;

    /// <summary>How many entries a zip or parts a message may have.</summary>
    [Parameter]
    [ValidateRange(1, 65_000)]
    public int MaxEntries { get; set; } = 1_000;

    /// <summary>How deep containers may be nested: a message in a zip in a message.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int MaxNesting { get; set; } = 5;

    /// <summary>How deep objects and lists may be nested in the JSON.</summary>
    [Parameter]
    [ValidateRange(8, 1_000)]
    public int MaxJsonDepth { get; set; } = 64;

    /// <summary>How many reports, whole or damaged, a file or a message may hold.</summary>
    [Parameter]
    [ValidateRange(1, 10_000_000)]
    public int MaxReports { get; set; } = 100_000;

    /// <summary>What the reports that are read at the same time, and those that wait for their turn, may take together, in megabytes.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int MemoryLimitMB { get; set; } = 256;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        GivenDomain.RequireText(this, DomainName);
        _memory = new ReadMemory(MemoryLimitMB * 1_000_000L);
        _selection = new ReportSelection(DomainName, UtcTime.FromOrNull(After), UtcTime.FromOrNull(Before), _passedOver);
        _files = new ReportFiles(
            (folder, error) => WriteError(ErrorRecords.FileUnreadable(folder, error)), _passedOver.AddNotRegular, _passedOver.AddLinked);
        _folders = new PipedFolders(_files, Recurse);
        var limit = Math.Max(MaxUnpackedBytes, MaxMailBytes);
        _piped = new PipedContent(limit, () => WriteError(ErrorRecords.PipedTooLarge(limit, "What came")));
        foreach (var domain in DomainName) SeenDomains.OfProcess.AddUnchecked(domain);
        var reader = new TlsReportReader(new TlsReportReaderOptions
        {
            MaxUnpackedBytes = MaxUnpackedBytes,
            MaxTotalUnpackedBytes = Math.Max(200_000_000, MaxUnpackedBytes),
            MaxMailBytes = MaxMailBytes,
            MaxEntries = MaxEntries,
            MaxNesting = MaxNesting,
            MaxJsonDepth = MaxJsonDepth,
            MaxReports = MaxReports,
        });
        _queue = new OrderedWorkQueue<ReportGroup, GroupBatch>((group, token) => ReadFirstAsync(group, reader, token), ThrottleLimit, this);
        _bar = new ProgressBar("Reading TLS reports", _queue.Post);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                if (Path.Length > 1) _named = new HashSet<string>(FilePaths.Comparer);
                foreach (var path in Path)
                    foreach (var found in FilePaths.Resolve(this, path)) AddFiles(found, isNamed: !WildcardPattern.ContainsWildcardCharacters(path));
                break;
            case LiteralPathSet:
                if (LiteralPath.Length > 1) _named = new HashSet<string>(FilePaths.Comparer);
                foreach (var path in LiteralPath)
                    foreach (var file in FilePaths.Literal(this, path)) AddFiles(file, isNamed: true);
                break;
            default:
                Take(InputObject);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Add(_piped.Flush());
        AddFolders();
        PipelineStop.Run(() => _queue!.Complete());
        _bar!.Hide(this);
        foreach (var warning in _passedOver.Warnings(DomainName)) WriteWarning(warning);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _queue?.Stop();

    /// <summary>Stops running work and closes open files and connections; PowerShell always calls it.</summary>
    public void Dispose()
    {
        _bar?.Dispose();
        _queue?.Dispose();
        foreach (var batch in _open.Keys) batch.Dispose();
    }

    void IWorkQueueSink<ReportGroup, GroupBatch>.Result(ReportGroup item, GroupBatch result)
    {
        _memory.SetTurn(item.Number); // its later results are read here
        using (result)
        {
            foreach (var (input, batch) in result.Batches()) HandOut(input, batch);
        }

        _open.TryRemove(result, out _);
        _memory.SetTurn(item.Number + 1);
    }

    void IWorkQueueSink<ReportGroup, GroupBatch>.Fault(ReportGroup item, Exception exception)
    {
        _memory.SetTurn(item.Number + 1);
        foreach (var input in item.Inputs) WriteError(ErrorRecords.Unexpected(input.Target, exception));
    }

    void IWorkQueueSink<ReportGroup, GroupBatch>.Message(object message) => _bar!.Take(message, this);

    private void HandOut(ReportInput input, ReportBatch batch)
    {
        using (batch)
        {
            if (batch.Error is not null) WriteError(batch.Error);
            foreach (var found in batch.Results())
            {
                if (found.Report is not null) Take(found.Report);
                else if (!_passedOver.Takes(found.Error!)) WriteError(ErrorRecords.ReportUnreadable(found.Error!, input.Target));
            }
        }
    }

    private async Task<GroupBatch> ReadFirstAsync(ReportGroup group, TlsReportReader reader, CancellationToken cancellationToken)
    {
        var name = group.Inputs[0].ShortName;
        _queue!.Post(new ProgressMessage(name, IsBegin: true));
        var batch = await GroupBatch.ReadAsync(group, reader, _memory, cancellationToken).ConfigureAwait(false);
        _open[batch] = true;
        _queue.Post(new ProgressMessage(name, IsBegin: false) { Count = group.Inputs.Count });
        return batch;
    }

    private void Take(PSObject? input, string? origin = null)
    {
        switch (input?.BaseObject)
        {
            case string text:
                FlushOthers(input, origin);
                Add(_piped.Take(text));
                return;
            case byte value:
                FlushOthers(input, origin);
                _piped.Take(value);
                return;
            case DirectoryInfo folder:
                _folders.AddFolder(folder.FullName);
                return;
            case object?[] several:
                origin = FileOf(input!) ?? origin; // the array of Get-Content -ReadCount has it, and its items do not
                foreach (var one in several) Take(one is null ? null : PSObject.AsPSObject(one), origin);
                return;
        }

        Add(_piped.Flush());
        if (input?.BaseObject is FileInfo piped)
        {
            TakeFile(piped.FullName);
        }
        else if (input is not null && ReportObjects.PathOf(input) is { } path)
        {
            foreach (var file in FilePaths.Literal(this, path)) TakePath(file);
        }
        else if (input is not null && ReportObjects.Find(input) is { } found)
        {
            Add([found]);
        }
        else
        {
            WriteError(ErrorRecords.NoReportContent(input?.BaseObject));
        }
    }

    /// <summary>Ends a text or an array of another file than that of the next line or byte.</summary>
    private void FlushOthers(PSObject next, string? origin)
    {
        if (_piped.IsOfOther(FileOf(next) ?? origin)) Add(_piped.Flush());
    }

    /// <summary>The file that Get-Content read a line or byte from; null when it is not known.</summary>
    private static string? FileOf(PSObject input) => input.Properties["PSPath"]?.Value as string;

    private void AddFiles(string path, bool isNamed)
    {
        if (!_files.IsFolder(path))
        {
            if ((isNamed || _files.IsWanted(path)) && IsNew(path)) Add([ReportInput.File(path, isNamed)]);
        }
        else if (Recurse)
        {
            Add(_files.Below(path).Where(file => IsNew(file.Path)).Select(ReportInput.File));
        }
        else if (isNamed)
        {
            Add(_files.Top(path, _passedOver.AddOnlyFolders).Where(file => IsNew(file.Path)).Select(ReportInput.File));
        }
        else
        {
            WriteError(ErrorRecords.IsFolder(path, isPiped: false));
        }
    }

    private bool IsNew(string file) => _named is null || _named.Add(file);

    /// <summary>Takes the path of an object of the pipeline.</summary>
    private void TakePath(string path)
    {
        if (_files.IsFolder(path)) _folders.AddFolder(path);
        else TakeFile(path);
    }

    private void TakeFile(string path)
    {
        _folders.NoteFile(path);
        if (_files.IsWanted(path)) Add([ReportInput.File(path)]);
    }

    private void AddFolders()
    {
        if (Recurse)
        {
            Add(_folders.Files().Select(ReportInput.File));
            return;
        }

        foreach (var folder in _folders.Unread()) WriteError(ErrorRecords.IsFolder(folder, isPiped: true));
    }

    private void Add(IEnumerable<ReportInput> inputs)
    {
        PipelineStop.Run(() =>
        {
            foreach (var group in ReportGroup.Of(inputs, _groups))
            {
                _groups = group.Number + 1;
                _queue!.Add(group);
            }
        });
    }

    /// <summary>Most reports are about the same domain as the one before, and the reader gives equal texts as one object.</summary>
    private void NoteDomains(TlsReport report)
    {
        var only = report.PolicyDomains.Count == 1 ? report.PolicyDomains[0] : null;
        if (only is not null && only == _lastDomain) return;
        _lastDomain = only;
        foreach (var domain in report.ReportDomains) SeenDomains.OfProcess.AddUnchecked(domain);
    }

    private void Take(TlsReport report)
    {
        _passedOver.AddFollowed(report);
        if (_selection.Of(report) is { } wanted) Write(wanted);
    }

    private void Write(TlsReport report)
    {
        NoteDomains(report);
        if (!Flatten) WriteObject(report);
        else WriteObject(TlsReportFlattener.Flatten(report), enumerateCollection: true);
    }
}
