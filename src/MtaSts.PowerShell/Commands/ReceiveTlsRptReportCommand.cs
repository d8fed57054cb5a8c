using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Concurrency;
using MtaSts.Intake;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using MtaSts.Text;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Commands;

/// <summary>Returns the TLS reports that are new in a mailbox of Exchange Online or in a folder, each once.</summary>
[Cmdlet(VerbsCommunications.Receive, "TlsRptReport", DefaultParameterSetName = MailboxSet, SupportsShouldProcess = true)]
[OutputType(typeof(TlsReport))]
public sealed class ReceiveTlsRptReportCommand : PSCmdlet, IWorkQueueSink<IntakeItem, object?>, IDisposable
{
    private const string MailboxSet = "Mailbox";
    private const string MoveSet = "MailboxMove";
    private const string PathSet = "Path";
    private const int AtOnce = 8; // more than Graph allows, so that messages are read while others are fetched
    private const int FilesPerPage = 500;
    private const int MostInARow = 5;

    private readonly PassedOver _passedOver = new();
    private ReportSelection _selection = null!;
    private readonly ReadMemory _memory = new(256_000_000);
    private readonly ConcurrentDictionary<ReportBatch, bool> _open = new();
    private OrderedWorkQueue<IntakeItem, object?> _queue = null!;
    private ProgressBar _bar = null!;
    private TlsReportReader _reader = null!;
    private IntakeStateFile? _file;
    private IntakeState _state = null!;
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

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _after = UtcTime.FromOrNull(After);
        _selection = new ReportSelection(DomainName, _after, null, _passedOver);
        _reader = new TlsReportReader(new TlsReportReaderOptions { MaxMailBytes = MaxMailBytes, IgnoreOtherContent = ParameterSetName != PathSet });
        foreach (var domain in DomainName) SeenDomains.OfProcess.AddUnchecked(domain);
        _statePath = StatePath is null ? null : FilePaths.ToWrite(this, StatePath);
        _records = _statePath is not null && ShouldProcess(_statePath, "Record what was received");
        _queue = new OrderedWorkQueue<IntakeItem, object?>((item, token) => item.Work(token), AtOnce, this);
        _bar = new ProgressBar("Receiving TLS reports", _queue.Post);
        PipelineStop.Run(() =>
        {
            if (ParameterSetName == PathSet) ReceiveFiles();
            else ReceiveMail();
        });
        _bar.Hide(this);
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

    private void ReceiveMail()
    {
        _client = Connect();
        var folder = FindFolder(Folder);
        var target = IsMoving ? FindFolder(MoveTo) : "";
        OpenState(_client.Endpoint.MailFolder(Mailbox, folder).AbsoluteUri);
        var options = new MessageWalkOptions { Mailbox = Mailbox, Folder = folder, After = _after };
        MessageWalk walk = IsMoving ? new ListWalk(_client, _state, options) : new DeltaWalk(_client, _state, options);
        while (Do("messages", token => walk.NextAsync(token)) is { } page)
        {
            var read = new MailPage(page);
            foreach (var message in page.Messages) AddMessage(message, read);
            _queue.Complete();
            if (IsMoving) Move(read, target);
            try
            {
                walk.Complete(page, read.Failed);
            }
            catch (GraphException error)
            {
                Fail(error);
            }

            Save();
        }

        if (walk is DeltaWalk { Restarts: > 0 })
            WriteVerbose("The delta link had expired, so the folder was walked from the beginning. Messages that are known were not fetched again.");
        if (walk is ListWalk { HasMore: true })
            WriteWarning(FormattableString.Invariant($"The folder has more than {ListWalk.MostMessages:#,0} messages. Run the command again for the others."));
    }

    private void AddMessage(MailMessage message, MailPage page)
    {
        var number = _number++;
        _queue.Add(new IntakeItem(message.Name, token => FetchAsync(message, number, token), result => TakeMessage(message, page, result)) { Number = number });
    }

    private async Task<object?> FetchAsync(MailMessage message, long number, CancellationToken cancellationToken)
    {
        var name = SafeText.Excerpt(message.Subject, 60);
        _queue.Post(new ProgressMessage(name, IsBegin: true));
        try
        {
            var mime = await _client!.GetMimeAsync(Mailbox, message.Id, MaxMailBytes, cancellationToken).ConfigureAwait(false);
            return Open(ReportInput.Bytes(mime, message.Name) with { Number = number }, cancellationToken);
        }
        catch (GraphException error) when (error.Fault is GraphFault.NotFound or GraphFault.TooLarge or GraphFault.Unavailable or GraphFault.Throttled)
        {
            return error;
        }
        finally
        {
            _queue.Post(new ProgressMessage(name, IsBegin: false));
        }
    }

    private void TakeMessage(MailMessage message, MailPage page, object? result)
    {
        if (result is ReportBatch batch)
        {
            _failedInARow = 0;
            var isWhole = Write(batch, message.Name, out var isLeftOut);
            if (isWhole) page.Received.Add(message);
            else if (isLeftOut && IsMoving) page.Failed.Add(message); // it stays in the folder, for a run that wants it
            return;
        }

        var error = (GraphException)result!;
        if (error.Fault == GraphFault.NotFound) return; // somebody moved or deleted it
        WriteError(ErrorRecords.MessageNotFetched(message, error));
        if (error.Fault == GraphFault.TooLarge) return; // it would be too large the next time too
        page.Failed.Add(message);
        if (++_failedInARow >= MostInARow) Fail(error);
    }

    /// <summary>A message is moved when its reports were returned, so that what is left shows what is wrong.</summary>
    private void Move(MailPage page, string target)
    {
        foreach (var message in page.Received)
        {
            if (!ShouldProcess(message.Name, $"Move to the folder '{SafeText.Excerpt(MoveTo, 100)}'"))
            {
                page.Failed.Add(message);
                continue;
            }

            _queue.Add(new IntakeItem(message.Name, token => MoveAsync(message, target, token), result =>
            {
                if (result is not GraphException error) return;
                page.Failed.Add(message);
                WriteError(ErrorRecords.MessageNotMoved(message, error));
            }));
        }

        _queue.Complete();
    }

    private async Task<object?> MoveAsync(MailMessage message, string target, CancellationToken cancellationToken)
    {
        try
        {
            await _client!.MoveAsync(Mailbox, message.Id, target, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (GraphException error) when (error.Fault is not (GraphFault.Unauthorized or GraphFault.NotConnected))
        {
            return error;
        }
    }

    private void ReceiveFiles()
    {
        var folder = FilePaths.Literal(this, Path).FirstOrDefault();
        if (folder is null) return;
        if (!Directory.Exists(folder)) ThrowTerminatingError(ErrorRecords.FolderNotFound(System.IO.Path.Combine(folder, "x")));
        OpenState("folder " + folder);
        var isWhole = true;
        void Unreadable(string path, Exception error)
        {
            isWhole = false;
            WriteError(ErrorRecords.FileUnreadable(path, error));
        }

        bool IsOther(string file) => !IntakeStateFile.IsOwn(_statePath!, file);
        void NotRegular(string file)
        {
            if (IsOther(file)) _passedOver.AddNotRegular(file);
        }

        var files = new ReportFiles(Unreadable, NotRegular);
        var all = (Recurse ? files.Below(folder) : files.In(folder)).Select(file => file.Path).Where(IsOther);
        var growing = new GrowingFolder(folder, _state);
        var found = growing.New(all, Unreadable);

        // The state is written for each page. Pages grow with it, so that writing never takes most of the time.
        for (var at = 0; at < found.Count;)
        {
            var page = found.GetRange(at, Math.Min(Math.Max(FilesPerPage, _state.Files.Count / 20), found.Count - at));
            at += page.Count;
            foreach (var (path, key) in page) AddFile(path, key);
            _queue.Complete();
            Save();
        }

        if (!isWhole || !_records) return;
        var before = _state.Files.Count;
        growing.ForgetOthers();
        if (_state.Files.Count != before || _file!.IsNew) Save();
    }

    private void AddFile(string path, ContentKey key)
    {
        var input = ReportInput.File(path) with { Number = _number++ };
        var name = input.ShortName;
        _queue.Add(new IntakeItem(
            path,
            token =>
            {
                _queue.Post(new ProgressMessage(name, IsBegin: true));
                object batch = Open(input, token);
                _queue.Post(new ProgressMessage(name, IsBegin: false));
                return Task.FromResult<object?>(batch);
            },
            result =>
            {
                var batch = (ReportBatch)result!;
                Write(batch, path, out _);
                if (batch.Error is null) _state.Files.Add(key);
            }) { Number = input.Number });
    }

    private ReportBatch Open(ReportInput input, CancellationToken cancellationToken)
    {
        var batch = new ReportBatch(input, _reader, _memory, cancellationToken);
        _open[batch] = true;
        return batch;
    }

    /// <summary>Writes the new reports of a message or a file.</summary>
    /// <returns>Whether all its reports were written, now or earlier, and there is at least one.</returns>
    private bool Write(ReportBatch batch, string target, out bool isLeftOut)
    {
        isLeftOut = false;
        var count = 0;
        var isWhole = true;
        using (batch)
        {
            if (batch.Error is not null) WriteError(batch.Error);
            var isOther = batch.Error is null;
            foreach (var found in batch.Results())
            {
                isOther = false;
                if (found.Error is { } error)
                {
                    isWhole = false;
                    Tell(error, target);
                    continue;
                }

                count++;
                if (Write(found.Report!)) continue;
                isLeftOut = true;
                isWhole = false;
            }

            if (isOther) _others++;
        }

        _open.TryRemove(batch, out _);
        return isWhole && count > 0;
    }

    private void Tell(TlsReportError error, string target)
    {
        if (error.Fault == TlsReportFault.DmarcReport) _passedOver.AddDmarc(error.Source);
        else WriteError(ErrorRecords.ReportUnreadable(error, target, isReceived: true, IsMoving));
    }

    /// <summary>Writes a report that is wanted and new.</summary>
    /// <returns>False when -DomainName or -After leaves it out.</returns>
    private bool Write(TlsReport report)
    {
        if (_selection.Of(report) is not { } wanted) return false;
        if (!_state.Reports.Add(ReportIdentity.Of(report)))
        {
            _known++;
            return true;
        }

        foreach (var domain in wanted.ReportDomains) SeenDomains.OfProcess.AddUnchecked(domain);
        WriteObject(wanted);
        return true;
    }

    private GraphClient Connect()
    {
        _session = AccessToken is null ? SessionGraph.Find(InvokeCommand, _queue.Post) : null;
        if (_session is null && AccessToken is null) ThrowTerminatingError(ErrorRecords.NoGraphConnection());
        var endpoint = Endpoint(_session);
        try
        {
            IGraphTransport transport = _session is not null ? _session : _http = new GraphHttpTransport(endpoint, AccessToken!);
            return new GraphClient(transport, endpoint, new GraphClientOptions { Waiting = (time, why) => _queue.Post(new WaitNote(time, why)) });
        }
        catch (GraphException error)
        {
            Fail(error);
            throw;
        }
    }

    private GraphEndpoint Endpoint(SessionGraph? session)
    {
        if (GraphEndpoint is not null)
        {
            if (Intake.GraphEndpoint.Create(GraphEndpoint) is { } given) return given;
            ThrowTerminatingError(ErrorRecords.InvalidGraphEndpoint(GraphEndpoint));
        }

        var root = (Environment ?? session?.Environment()) switch
        {
            "USGov" => "https://graph.microsoft.us",
            "USGovDoD" => "https://dod-graph.microsoft.us",
            "China" => "https://microsoftgraph.chinacloudapi.cn",
            _ => "https://graph.microsoft.com",
        };
        return Intake.GraphEndpoint.Create(new Uri(root))!;
    }

    private string FindFolder(string name)
    {
        var id = Do(name, token => FolderFinder.FindAsync(_client!, Mailbox, name, token));
        if (id is null) ThrowTerminatingError(ErrorRecords.MailFolderNotFound(Mailbox, name));
        return id!;
    }

    /// <summary>Does one piece of work and waits for it; the pipeline thread sends the requests of the session meanwhile.</summary>
    private T? Do<T>(string name, Func<CancellationToken, Task<T?>> work)
        where T : class
    {
        T? taken = null;
        _queue.Add(new IntakeItem(name, async token => await work(token).ConfigureAwait(false), result => taken = (T?)result));
        _queue.Complete();
        return taken;
    }

    private void OpenState(string source)
    {
        if (_statePath is null)
        {
            _state = new IntakeState(source);
            return;
        }

        try
        {
            _file = IntakeStateFile.Open(_statePath, source);
            _state = _file.State;
        }
        catch (IntakeException error)
        {
            ThrowTerminatingError(ErrorRecords.InvalidIntakeState(_statePath, error));
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            ThrowTerminatingError(ErrorRecords.FileUnreadable(_statePath, error));
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

    private void Tell(WaitNote note)
    {
        var text = FormattableString.Invariant($"Waiting {Math.Ceiling(note.Time.TotalSeconds):0} s before the next attempt. {note.Why}");
        if (note.Time.TotalSeconds >= 30 && !_hasWarnedOfWait)
        {
            _hasWarnedOfWait = true;
            WriteWarning(text);
        }
        else
        {
            WriteVerbose(text);
        }
    }

    private void Fail(GraphException error) => ThrowTerminatingError(ErrorRecords.GraphFailed(Mailbox, error, AccessToken is not null));

    private sealed record WaitNote(TimeSpan Time, string Why);

    /// <summary>What became of the messages of a page.</summary>
    private sealed class MailPage(MessagePage page)
    {
        public IReadOnlyList<MailMessage> Messages => page.Messages;

        /// <summary>Their reports were all returned.</summary>
        public List<MailMessage> Received { get; } = [];

        /// <summary>They are not received: they could not be fetched or moved.</summary>
        public List<MailMessage> Failed { get; } = [];
    }
}
