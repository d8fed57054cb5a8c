using System;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns.Udp;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns.Transport;

/// <summary>
/// Plain DNS: over UDP first, by a client that is loaded for the first query. Anything but a clean answer decides
/// nothing, and the query is repeated over TCP with our own strict reader (RFC 5452 §9.1, RFC 7766 §5). So is silence, after a
/// while, for networks that block UDP; UDP then still has its full time.
/// </summary>
internal sealed class PlainTransport(DnsServer server, RandomNumberGenerator random, UdpClientLoader udp) : IDnsTransport
{
    /// <summary>How long UDP may be silent before TCP is tried in parallel.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(1);

    private readonly IPEndPoint _endPoint = server.EndPoint;
    private readonly TcpTransport _tcp = new(server, random);

    public DnsServer Server => server;

    public async Task<DnsReply> ExchangeAsync(DnsQuery query, TimeSpan timeout, bool isRepeat, CancellationToken cancellationToken)
    {
        if (udp.Load().Client is not { } client) return await _tcp.ExchangeAsync(query, timeout, isRepeat, cancellationToken).ConfigureAwait(false);

        var clock = Stopwatch.StartNew();
        query.NewId(random);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = client.AskAsync(query, _endPoint, timeout, stop.Token);
        if (timeout > SilenceLimit && !await EndsSoonAsync(asked, cancellationToken).ConfigureAwait(false))
            return await AskBothAsync(query, asked, stop, timeout, isRepeat, clock).ConfigureAwait(false);

        var answer = await asked.ConfigureAwait(false);
        return answer.NotClean is null
            ? answer.Reply
            : (await _tcp.ExchangeAsync(query, timeout - clock.Elapsed, isRepeat, cancellationToken).ConfigureAwait(false)).After(answer);
    }

    public void Dispose() => _tcp.Dispose();

    private static async Task<bool> EndsSoonAsync(Task<UdpAnswer> asked, CancellationToken cancellationToken)
    {
        if (asked.IsCompleted) return true;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(asked, Task.Delay(SilenceLimit, enough.Token)).ConfigureAwait(false);
        enough.Cancel();
        return first == asked || cancellationToken.IsCancellationRequested;
    }

    private async Task<DnsReply> AskBothAsync(
        DnsQuery query, Task<UdpAnswer> asked, CancellationTokenSource stop, TimeSpan timeout, bool isRepeat, Stopwatch clock)
    {
        var overTcp = _tcp.ExchangeAsync(query.Copy(), timeout - clock.Elapsed, isRepeat, stop.Token);
        try
        {
            if (await Task.WhenAny(asked, overTcp).ConfigureAwait(false) == overTcp)
            {
                var first = await overTcp.ConfigureAwait(false);

                // Refused: most likely nothing listens there. To wait longer would hold up the servers that are next;
                // this one is asked again after them, for it may only be slow. Then no server is left to try, and UDP has its
                // whole time: a resolver without TCP may need more than a second for a name that it has to look up itself.
                if (first.Message is not null || (first.Fault == DnsStatus.Unreachable && !isRepeat)) return first.AfterSilence(clock.Elapsed);
            }

            var answer = await asked.ConfigureAwait(false);
            if (answer.NotClean is null && answer.Reply.Fault != DnsStatus.Timeout) return answer.Reply;
            var second = await overTcp.ConfigureAwait(false);
            return answer.NotClean is null ? second.AfterSilence(timeout) : second.After(answer);
        }
        finally
        {
            stop.Cancel();
            await Task.WhenAll(Ended(asked), Ended(overTcp)).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the end of a task, whatever its outcome.</summary>
    private static Task Ended(Task task) =>
        task.ContinueWith(
            static ended => { _ = ended.Exception; }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
