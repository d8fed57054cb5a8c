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
/// Sends one query to the servers in order until one returns a definite answer. A server that does not answer
/// is queried again after the others; one that fails, refuses or cannot be reached is not. A server that did not
/// answer several times in succession comes last for a while (<see cref="ServerHealth"/>).
/// </summary>
internal sealed class NameServerFailover(IReadOnlyList<IDnsTransport> servers, StubResolverOptions options)
{
    private readonly ServerHealth[] _health = [.. servers.Select(_ => new ServerHealth(options.Clock))];

    /// <summary>Queries one name; CNAMEs are not followed here.</summary>
    /// <param name="query">The question.</param>
    /// <param name="remaining">The rest of the overall timeout.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<NameServerResult> AskAsync(DnsQuery query, Func<TimeSpan> remaining, CancellationToken cancellationToken)
    {
        var faults = new NameServerResult[servers.Count];
        var order = Order();
        for (var attempt = 0; attempt < options.AttemptsPerServer; attempt++)
        {
            foreach (var i in order)
            {
                if (attempt > 0 && !faults[i].MayPass) continue;
                var left = remaining();
                if (left <= TimeSpan.Zero) return Worst(faults);
                var result = await AskAsync(i, query, left, isRepeat: attempt > 0, cancellationToken).ConfigureAwait(false);
                if (result.Message is not null) return result;
                faults[i] = result;

                // Timers may end a little early; the rest of the time would only allow a burst of queries.
                if (result.Status == DnsStatus.Timeout && left <= options.AttemptTimeout) return Worst(faults);
            }
        }

        return Worst(faults);
    }

    /// <summary>The servers as they were given, and those that rest after the others.</summary>
    private List<int> Order()
    {
        var order = new List<int>(servers.Count);
        var resting = new List<int>();
        for (var i = 0; i < servers.Count; i++) (servers.Count == 1 || _health[i].TakesTurn() ? order : resting).Add(i);
        order.AddRange(resting);
        return order;
    }

    private async Task<NameServerResult> AskAsync(int number, DnsQuery query, TimeSpan left, bool isRepeat, CancellationToken cancellationToken)
    {
        var server = servers[number];
        var timeout = left < options.AttemptTimeout ? left : options.AttemptTimeout;
        var clock = Stopwatch.StartNew();
        var reply = await server.ExchangeAsync(query, timeout, isRepeat, cancellationToken).ConfigureAwait(false);
        if (reply.Message?.ResponseCode is ResponseCode.FormErr or ResponseCode.NotImp or ResponseCode.BadVers && query.HasEdns)
        {
            // An old server that does not support EDNS (RFC 6891 §7).
            reply = await server.ExchangeAsync(query.WithoutEdns(), timeout - clock.Elapsed, isRepeat, cancellationToken).ConfigureAwait(false);
        }

        var result = reply.Message is { } message
            ? NameServerResult.Judge(server.Server, message)
            : new NameServerResult(
                server.Server, null, reply.Fault, reply.Error) { MayPass = reply.WasSilent || reply.Fault is DnsStatus.Timeout or DnsStatus.Malformed };
        if (options.OnStep is { } onStep)
        {
            var outcome = result.Message is null ? $"{server.Server.Shown} {result.Error}" : result.Outcome + " from " + server.Server.Shown;
            onStep(new NetworkStep("DNS", $"{query.Type} {query.Name}", outcome, clock.Elapsed));
        }

        Remember(number, reply.Message is null && reply.Fault is DnsStatus.Timeout or DnsStatus.Unreachable, timeout, clock.Elapsed);
        return result;
    }

    private void Remember(int number, bool isSilent, TimeSpan timeout, TimeSpan elapsed)
    {
        if (!isSilent)
        {
            _health[number].Answered();
            return;
        }

        // The last moment of a question's time is too short to say anything about the server.
        if (timeout < TimeSpan.FromTicks(options.AttemptTimeout.Ticks / 2) || !_health[number].Failed() || servers.Count == 1) return;
        var outcome = FormattableString.Invariant($"{ServerHealth.FailuresBeforeRest} queries in succession without an answer; ")
            + FormattableString.Invariant($"queried after the others for {ServerHealth.Rest.TotalSeconds:0} s");
        options.OnStep?.Invoke(new NetworkStep("DNS", "server " + servers[number].Server.Shown, outcome, elapsed));
    }

    /// <summary>The most informative of several faults; the error text has all of them.</summary>
    private static NameServerResult Worst(NameServerResult[] faults)
    {
        var seen = faults.Where(static fault => fault.Error is not null).ToList();
        if (seen.Count == 0)
            return new NameServerResult(null, null, DnsStatus.Timeout, "The time for this DNS query ran out before a server could be asked.");
        var told = seen[0];
        foreach (var fault in seen)
        {
            if (Weight(fault.Status) >= Weight(told.Status)) told = fault;
        }

        return new NameServerResult(
            told.Server, null, told.Status, string.Join("; ", seen.Select(static fault => $"DNS server {fault.Server?.Shown} {fault.Error}")) + ".");
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
