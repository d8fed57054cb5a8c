using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns.Transport;
using MtaSts.Dns.Wire;
using MtaSts.Net.Transport;

namespace MtaSts.Dns;

/// <summary>
/// Asks the servers one question, the first one first, until one gives a definite answer. A server that is silent
/// is asked again after the others; one that fails, refuses or cannot be reached is not.
/// </summary>
internal sealed class NameServerFailover(IReadOnlyList<IDnsTransport> servers, StubResolverOptions options)
{
    /// <summary>Asks one name; CNAMEs are not followed here.</summary>
    /// <param name="query">The question.</param>
    /// <param name="remaining">What is left of the overall time-out.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<NameServerResult> AskAsync(DnsQuery query, Func<TimeSpan> remaining, CancellationToken cancellationToken)
    {
        var faults = new NameServerResult[servers.Count];
        for (var attempt = 0; attempt < options.AttemptsPerServer; attempt++)
        {
            for (var i = 0; i < servers.Count; i++)
            {
                if (attempt > 0 && !faults[i].MayPass) continue;
                var left = remaining();
                if (left <= TimeSpan.Zero) return Worst(faults);
                var result = await AskAsync(servers[i], query, left, isRepeat: attempt > 0, cancellationToken).ConfigureAwait(false);
                if (result.Message is not null) return result;
                faults[i] = result;

                // Timers may end a little early; what is then left would only be good for a burst of questions.
                if (result.Status == DnsStatus.Timeout && left <= options.AttemptTimeout) return Worst(faults);
            }
        }

        return Worst(faults);
    }

    private async Task<NameServerResult> AskAsync(
        IDnsTransport server, DnsQuery query, TimeSpan left, bool isRepeat, CancellationToken cancellationToken)
    {
        var timeout = left < options.AttemptTimeout ? left : options.AttemptTimeout;
        var clock = Stopwatch.StartNew();
        var reply = await server.ExchangeAsync(query, timeout, isRepeat, cancellationToken).ConfigureAwait(false);
        if (reply.Message?.ResponseCode is ResponseCode.FormErr or ResponseCode.NotImp or ResponseCode.BadVers && query.HasEdns)
        {
            // An old server that does not know EDNS (RFC 6891 §7).
            reply = await server.ExchangeAsync(query.WithoutEdns(), timeout - clock.Elapsed, isRepeat, cancellationToken).ConfigureAwait(false);
        }

        var result = reply.Message is { } message
            ? NameServerResult.Judge(server.Server, message)
            : new NameServerResult(
                server.Server, null, reply.Fault, reply.Error) { MayPass = reply.WasSilent || reply.Fault is DnsStatus.Timeout or DnsStatus.Malformed };
        if (options.OnStep is { } onStep)
        {
            var outcome = result.Message is null ? $"{server.Server} {result.Error}" : result.Outcome + " from " + server.Server;
            onStep(new NetworkStep("DNS", $"{query.Type} {query.Name}", outcome, clock.Elapsed));
        }

        return result;
    }

    /// <summary>Of several faults the one that tells most; in the error text all of them.</summary>
    private static NameServerResult Worst(NameServerResult[] faults)
    {
        var seen = faults.Where(static fault => fault.Error is not null).ToList();
        if (seen.Count == 0)
            return new NameServerResult(null, null, DnsStatus.Timeout, "The time for this DNS question was over before a server could be asked.");
        var told = seen[0];
        foreach (var fault in seen)
        {
            if (Weight(fault.Status) >= Weight(told.Status)) told = fault;
        }

        return new NameServerResult(
            told.Server, null, told.Status, string.Join("; ", seen.Select(static fault => $"DNS server {fault.Server} {fault.Error}")) + ".");
    }

    private static int Weight(DnsStatus status) => status switch
    {
        DnsStatus.ServFail => 5,
        DnsStatus.Refused => 4,
        DnsStatus.ServerError => 3,
        DnsStatus.Malformed => 2,
        DnsStatus.Timeout => 1,
        _ => 0,
    };
}
