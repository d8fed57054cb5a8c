using System;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Intake;
using MtaSts.PowerShell.Input;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Commands;

/// <content>The connection to Microsoft Graph, its waits and its faults.</content>
public sealed partial class ReceiveTlsRptReportCommand
{
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
}
