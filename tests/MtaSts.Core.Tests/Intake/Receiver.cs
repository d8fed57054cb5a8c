using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Intake;
using MtaSts.TlsRpt;

namespace MtaSts.Tests.Intake;

/// <summary>One run over a mailbox, as the cmdlet does it, with a clock that waits for nobody.</summary>
internal sealed class Receiver(string path, int pageSize = 200)
{
    private static readonly TlsReportReader Reader = new();

    private DateTime _now = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    public List<TimeSpan> Waits { get; } = [];

    public List<MailMessage> Failed { get; } = [];

    public int Restarts { get; private set; }

    public int PagesSaved { get; private set; }

    public DateTime? After { get; init; }

    /// <summary>Called at each place where a process may end: after a report was written, before and after the state was saved.</summary>
    public Action? Checkpoint { get; init; }

    public GraphClientOptions Options() => new()
    {
        UtcNow = () => _now,
        Delay = (time, _) =>
        {
            lock (Waits)
            {
                Waits.Add(time);
                _now += time;
            }

            return Task.CompletedTask;
        },
    };

    public async Task<List<TlsReport>> RunAsync(IGraphTransport transport, List<TlsReport>? written = null)
    {
        written ??= [];
        using var client = new GraphClient(transport, GraphEndpoint.Global, Options());
        using var file = IntakeStateFile.Open(path, "mailbox");
        var walk = new DeltaWalk(
            client, file.State, new MessageWalkOptions { Mailbox = GraphStub.Mailbox, Folder = "inbox", After = After, PageSize = pageSize });
        try
        {
            while (await walk.NextAsync(CancellationToken.None) is { } page)
            {
                var fetches = page.Messages.Select(message => FetchAsync(client, message)).ToList();
                List<MailMessage> failed;
                try
                {
                    failed = await WriteAsync(page, fetches, file.State, written);
                }
                finally
                {
                    await Task.WhenAll(fetches).ContinueWith(_ => { }, TaskScheduler.Default); // a process ends with all that it does
                }

                walk.Complete(page, failed);
                Failed.AddRange(failed);
                Checkpoint?.Invoke();
                file.Save(_now);
                PagesSaved++;
                Checkpoint?.Invoke();
            }
        }
        finally
        {
            Restarts = walk.Restarts;
        }

        return written;
    }

    private async Task<List<MailMessage>> WriteAsync(MessagePage page, List<Task<byte[]?>> fetches, IntakeState state, List<TlsReport> written)
    {
        var failed = new List<MailMessage>();
        foreach (var (message, fetch) in page.Messages.Zip(fetches))
        {
            if (await fetch is not { } mime)
            {
                failed.Add(message);
                continue;
            }

            foreach (var result in Reader.Read(mime, message.Name))
            {
                if (result.Report is not { } report || !state.Reports.Add(ReportIdentity.Of(report))) continue;
                written.Add(report);
                Checkpoint?.Invoke();
            }
        }

        return failed;
    }

    private static async Task<byte[]?> FetchAsync(GraphClient client, MailMessage message)
    {
        try
        {
            return await client.GetMimeAsync(GraphStub.Mailbox, message.Id, 25_000_000, CancellationToken.None);
        }
        catch (GraphException error) when (error.Fault is GraphFault.Unavailable)
        {
            return null;
        }
        catch (GraphException error) when (error.Fault is GraphFault.NotFound)
        {
            return [];
        }
    }
}
