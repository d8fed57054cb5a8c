using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Security;
using System.Threading;
using MtaSts.Concurrency;
using MtaSts.Intake;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Commands;

/// <summary>Returns the TLS reports that are new in a mailbox of Exchange Online, or in a folder of files, each once.</summary>
[Cmdlet(VerbsCommunications.Receive, "TlsRptReport", DefaultParameterSetName = MailboxSet, SupportsShouldProcess = true)]
[OutputType(typeof(TlsReport))]
public sealed partial class ReceiveTlsRptReportCommand : PSCmdlet, IWorkQueueSink<IntakeItem, object?>, IDisposable
{
    private const string MailboxSet = "Mailbox";
    private const string MoveSet = "MailboxMove";
    private const string PathSet = "Path";
    private const int AtOnce = 8; // more than Graph allows, so that messages are read while others are fetched
    private const int FilesPerPage = 500;
    private const int MostInARow = 5;

    private readonly PassedOver _passedOver = new("run the command with its path as -Path, and a separate -StatePath");
    private ReportSelection _selection = null!;
    private readonly ReadMemory _memory = new(256_000_000);
    private readonly ConcurrentDictionary<ReportBatch, bool> _open = new();
    private OrderedWorkQueue<IntakeItem, object?> _queue = null!;
    private ProgressBar _bar = null!;
    private TlsReportReader _reader = null!;
    private IntakeStateFile? _file;
    private IntakeState _state = null!;
    private OpenPage _page = null!;
    private GraphHttpTransport? _http;
    private SessionGraph? _session;
    private GraphClient? _client;
    private string? _statePath;
    private DateTime? _after;
    private long _number;
    private int _others;
    private int _known;
    private int _failedInARow;
    private bool _records; // the state is written; -WhatIf leaves it alone
    private bool _hasWarnedOfWait;

    /// <summary>The mailbox: an address or an id.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = MailboxSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = MoveSet)]
    [Alias("UserId")]
    [ValidateNotNullOrEmpty]
    public string Mailbox { get; set; } = "";

    /// <summary>A folder of files that grows.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The file that keeps what was received.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = MailboxSet)]
    [Parameter(ParameterSetName = MoveSet)]
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>The mail folder: a well-known name, a path of names, or an id.</summary>
    [Parameter(ParameterSetName = MailboxSet)]
    [Parameter(ParameterSetName = MoveSet)]
    [ValidateNotNullOrEmpty]
    public string Folder { get; set; } = "inbox";

    /// <summary>The mail folder to move each message to once its reports were returned.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MoveSet)]
    [ValidateNotNullOrEmpty]
    public string MoveTo { get; set; } = "";

    /// <summary>An access token for Microsoft Graph; without it the connection of Connect-MgGraph is used.</summary>
    [Parameter(ParameterSetName = MailboxSet)]
    [Parameter(ParameterSetName = MoveSet)]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>The cloud of the tenant, with the names of Connect-MgGraph.</summary>
    [Parameter(ParameterSetName = MailboxSet)]
    [Parameter(ParameterSetName = MoveSet)]
    [ValidateSet("Global", "USGov", "USGovDoD", "China")]
    public string? Environment { get; set; }

    /// <summary>The address of Microsoft Graph, for another cloud.</summary>
    [Parameter(ParameterSetName = MailboxSet)]
    [Parameter(ParameterSetName = MoveSet)]
    [ValidateNotNull]
    public Uri? GraphEndpoint { get; set; }

    /// <summary>Read the files in all folders below the folder too.</summary>
    [Parameter(ParameterSetName = PathSet)]
    public SwitchParameter Recurse { get; set; }

#pragma warning disable CA1819 // Parameters are arrays
    /// <summary>Only reports about one of these domains, and of those only the policies for them.</summary>
    [Parameter]
    [DomainArgumentTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
    public string[] DomainName { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>Only reports whose period ends after this time; a date without a zone is UTC.</summary>
    [Parameter]
    public DateTime? After { get; set; }

    /// <summary>The largest message, in bytes.</summary>
    [Parameter]
    [ValidateRange(1L, 2_000_000_000L)]
    public long MaxMailBytes { get; set; } = 25_000_000;

    private bool IsMoving => ParameterSetName == MoveSet;

    private ReportUse Use => IsMoving ? ReportUse.Move : _records ? ReportUse.Receive : ReportUse.Try;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        GivenDomain.RequireText(this, DomainName);
        _after = UtcTime.FromOrNull(After);
        _selection = new ReportSelection(DomainName, _after, null, _passedOver);
        _reader = new TlsReportReader(new TlsReportReaderOptions { MaxMailBytes = MaxMailBytes, IgnoreOtherContent = ParameterSetName != PathSet });
        foreach (var domain in DomainName) SeenDomains.OfProcess.AddUnchecked(domain);
        _statePath = StatePath is null ? null : FilePaths.ToKeep(this, StatePath);
        _records = _statePath is not null && ShouldProcess(_statePath, "Record what was received");
        _queue = new OrderedWorkQueue<IntakeItem, object?>((item, token) => item.Work(token), AtOnce, this);
        _bar = new ProgressBar("Receiving TLS reports", _queue.Post);
        PipelineStop.Run(() =>
        {
            if (ParameterSetName == PathSet) ReceiveFiles();
            else ReceiveMail();
        });
        _bar.Hide(this);
        if (_records && _file is { IsWhereLinkLeads: false } file) WriteError(ErrorRecords.IntakeLinkChanged(_statePath!, file.FullPath));
        if (_others > 0) WriteVerbose(FormattableString.Invariant($"Messages that are not TLS reports: {_others}."));
        if (_known > 0) WriteVerbose(FormattableString.Invariant($"Reports that were received before: {_known}."));
        foreach (var warning in _passedOver.Warnings(DomainName)) WriteWarning(warning);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _queue?.Stop();

    /// <summary>Stops running work and releases the state file; PowerShell always calls it.</summary>
    public void Dispose()
    {
        _bar?.Dispose();
        _queue?.Dispose();
        foreach (var batch in _open.Keys) batch.Dispose();
        _client?.Dispose();
        _http?.Dispose();
        _file?.Dispose();
    }

    void IWorkQueueSink<IntakeItem, object?>.Result(IntakeItem item, object? result)
    {
        if (item.Number >= 0) _memory.SetTurn(item.Number); // its later results are read here
        item.Take(result);
        if (item.Number >= 0) _memory.SetTurn(item.Number + 1);
    }

    void IWorkQueueSink<IntakeItem, object?>.Fault(IntakeItem item, Exception exception)
    {
        if (item.Number >= 0) _memory.SetTurn(item.Number + 1);
        WriteErrors();
        if (exception is GraphException fault) Fail(fault);
        ThrowTerminatingError(ErrorRecords.Unexpected(item.Name, exception));
    }

    void IWorkQueueSink<IntakeItem, object?>.Message(object message)
    {
        _session?.RunCalls();
        switch (message)
        {
            case WaitNote note: Tell(note); break;
            default: _bar.Take(message, this); break;
        }
    }

    private ReportBatch Open(ReportInput input, CancellationToken cancellationToken)
    {
        var batch = new ReportBatch(input, _reader, _memory, cancellationToken);
        _open[batch] = true;
        return batch;
    }

    /// <summary>Writes the new reports of a message or a file.</summary>
    /// <param name="batch">What is read from it.</param>
    /// <param name="target">Its name in an error.</param>
    /// <param name="isLeftOut">Whether -DomainName or -After left out a report.</param>
    /// <returns>Whether all its reports were written, now or earlier, and there is at least one.</returns>
    private bool Write(ReportBatch batch, string target, out bool isLeftOut)
    {
        isLeftOut = false;
        var count = 0;
        var isWhole = true;
        using (batch)
        {
            if (batch.Error is not null) Tell(batch.Error);
            var isOther = batch.Error is null;
            foreach (var found in batch.Results())
            {
                isOther = false;
                if (found.Error is { } error)
                {
                    isWhole = false;
                    if (!_passedOver.Takes(error)) Tell(ErrorRecords.ReportUnreadable(error, target, Use));
                    continue;
                }

                count++;
                _passedOver.AddFollowed(found.Report!);
                if (Write(found.Report!)) continue;
                isLeftOut = true;
                isWhole = false;
            }

            if (isOther) _others++;
        }

        _open.TryRemove(batch, out _);
        return isWhole && count > 0;
    }

    /// <summary>Writes a report that is wanted and new.</summary>
    /// <returns>False when -DomainName or -After leaves it out.</returns>
    private bool Write(TlsReport report)
    {
        if (_selection.Of(report) is not { } wanted) return false;
        if (!_page.AddReport(ReportIdentity.Of(report)))
        {
            _known++;
            return true;
        }

        foreach (var domain in wanted.ReportDomains) SeenDomains.OfProcess.AddUnchecked(domain);
        WriteObject(wanted);
        return true;
    }

    private void OpenState(string source)
    {
        try
        {
            _file = _statePath is null ? null : IntakeStateFile.Open(_statePath, source);
            _state = _file?.State ?? new IntakeState(source);
            _page = new OpenPage(_state);
        }
        catch (IntakeException error)
        {
            ThrowTerminatingError(ErrorRecords.InvalidIntakeState(_statePath!, error));
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            ThrowTerminatingError(ErrorRecords.FileUnreadable(_statePath!, error));
        }
    }

    private void Save()
    {
        if (!_records) return;
        try
        {
            _file!.Save(DateTime.UtcNow);
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            ThrowTerminatingError(ErrorRecords.IntakeStateNotWritten(_statePath!, error));
        }
    }
}
