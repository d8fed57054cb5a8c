using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Dns.Transport;
using MtaSts.Dns.Wire;
using MtaSts.Net.Transport;
using Xunit;

namespace MtaSts.Tests.Dns;

public class ServerHealthTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(3);

    private readonly ConcurrentQueue<NetworkStep> _steps = new();
    private TimeSpan _now = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(DnsStatus.Timeout)]
    [InlineData(DnsStatus.Unreachable)]
    public async Task A_dead_first_server_is_asked_three_times_and_then_once_in_thirty_seconds(DnsStatus fault)
    {
        var (first, second) = (new Scripted(1, () => Fault(fault)), new Scripted(2, Answer));
        var failover = Failover(first, second);
        await AskAsync(failover, 500);
        Assert.Equal((3, 500), (first.Count, second.Count));

        _now += ServerHealth.Rest;
        await AskAsync(failover, 500);
        Assert.Equal((4, 1000), (first.Count, second.Count));
        Assert.All(await AskAsync(failover, 10), result => Assert.Equal(second.Server, result.Server));
    }

    [Fact]
    public async Task A_server_that_answers_again_is_the_first_again()
    {
        var isDead = true;
        var (first, second) = (new Scripted(1, () => isDead ? Fault(DnsStatus.Timeout) : Answer()), new Scripted(2, Answer));
        var failover = Failover(first, second);
        await AskAsync(failover, 10);
        isDead = false;
        Assert.Equal(second.Server, (await AskAsync(failover, 1))[0].Server);
        _now += ServerHealth.Rest;
        Assert.All(await AskAsync(failover, 10), result => Assert.Equal(first.Server, result.Server));
    }

    [Fact]
    public async Task Names_that_get_no_answer_do_not_make_a_server_dead_while_it_answers_others()
    {
        var number = 0;
        var (first, second) = (new Scripted(1, () => ++number % 3 == 0 ? Answer() : Fault(DnsStatus.Timeout)), new Scripted(2, Answer));
        await AskAsync(Failover(first, second), 300);
        Assert.Equal(300, first.Count);
    }

    [Theory]
    [InlineData(ResponseCode.ServFail)]
    [InlineData(ResponseCode.Refused)]
    public async Task A_server_that_fails_or_refuses_is_alive(int code)
    {
        var (first, second) = (new Scripted(1, () => Answer(code)), new Scripted(2, Answer));
        await AskAsync(Failover(first, second), 20);
        Assert.Equal(20, first.Count);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_comes_from_a_server_that_is_alive()
    {
        var (first, second) = (new Scripted(1, () => DnsReply.Malformed("sent nonsense")), new Scripted(2, Answer));
        await AskAsync(Failover(first, second), 20);
        Assert.Equal(20, first.Count);
    }

    [Fact]
    public async Task A_server_that_rests_is_asked_when_the_others_do_not_answer()
    {
        var secondIsDead = false;
        var firstIsDead = true;
        var first = new Scripted(1, () => firstIsDead ? Fault(DnsStatus.Timeout) : Answer());
        var second = new Scripted(2, () => secondIsDead ? Fault(DnsStatus.Timeout) : Answer());
        var failover = Failover(first, second);
        await AskAsync(failover, 10);
        (firstIsDead, secondIsDead) = (false, true);
        Assert.Equal(first.Server, (await AskAsync(failover, 1))[0].Server);

        // It has answered, so it does not rest any more.
        var before = second.Count;
        Assert.Equal(first.Server, (await AskAsync(failover, 1))[0].Server);
        Assert.Equal(before, second.Count);
    }

    [Fact]
    public async Task When_all_servers_are_dead_all_are_named_in_the_order_given()
    {
        var failover = Failover(new Scripted(1, () => Fault(DnsStatus.Timeout)), new Scripted(2, () => Fault(DnsStatus.Timeout)));
        var results = await AskAsync(failover, 10);
        Assert.All(results, result => Assert.Equal(
            "DNS server 192.0.2.1 did not answer within 3 s; DNS server 192.0.2.2 did not answer within 3 s.", result.Error));
    }

    [Fact]
    public async Task A_single_server_is_always_asked()
    {
        var only = new Scripted(1, () => Fault(DnsStatus.Timeout));
        await AskAsync(Failover(only), 20);
        Assert.Equal(20, only.Count);
        Assert.DoesNotContain(_steps, step => step.Target.StartsWith("server", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_left_at_the_end_of_a_question_is_too_short_to_judge_a_server()
    {
        var (first, second) = (new Scripted(1, () => Fault(DnsStatus.Timeout)), new Scripted(2, Answer));
        var failover = Failover(first, second);
        for (var i = 0; i < 20; i++) await failover.AskAsync(Question(), () => TimeSpan.FromSeconds(1), CancellationToken.None);
        Assert.Equal(20, first.Count);
    }

    [Fact]
    public async Task One_question_alone_tries_it_again()
    {
        var (first, second) = (new Scripted(1, () => Fault(DnsStatus.Timeout)), new Scripted(2, Answer));
        var failover = Failover(first, second);
        await AskAsync(failover, 3);
        _now += ServerHealth.Rest;
        var held = new TaskCompletionSource<DnsReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Held = held.Task;
        var trying = failover.AskAsync(Question(), () => Attempt, CancellationToken.None);
        Assert.All(await AskAsync(failover, 100), result => Assert.Equal(second.Server, result.Server));
        Assert.Equal(4, first.Count);
        held.SetResult(Answer());
        Assert.Equal(first.Server, (await trying).Server);
    }

    [Fact]
    public async Task Each_rest_is_a_step_that_Verbose_shows()
    {
        var failover = Failover(new Scripted(1, () => Fault(DnsStatus.Timeout)), new Scripted(2, Answer));
        await AskAsync(failover, 100);
        var step = Assert.Single(_steps, step => step.Target == "server 192.0.2.1");
        Assert.Equal("3 queries in succession without an answer; queried after the others for 30 s", step.Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_silent_first_server_costs_a_resolver_a_few_questions_and_not_every_one(int atOnce)
    {
        await using var silent = ScriptedServer.Silent();
        await using var second = ScriptedServer.Answering(Ask.Hello);
        using var resolver = Ask.Resolver(Ask.Short, 1, silent.Server, second.Server);
        for (var round = 0; round < 8; round++)
        {
            var responses = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(
                i => resolver.QueryAsync(FormattableString.Invariant($"r{round}-{i}.contoso.test"), DnsRecordType.TXT, CancellationToken.None)));
            Assert.All(responses, response => Assert.Equal(second.Server.ToString(), response.Server));
        }

        Assert.InRange(silent.UdpQueries.Count, 1, Math.Max(ServerHealth.FailuresBeforeRest, atOnce));
    }

    private static DnsReply Fault(DnsStatus fault) =>
        fault == DnsStatus.Timeout ? DnsReply.Timeout(Attempt) : DnsReply.Unreachable("refused the connection");

    private static DnsReply Answer() => Answer(ResponseCode.NoError);

    private static DnsReply Answer(int code)
    {
        var octets = Ask.Hello(Question().Message).Code(code).Build();
        return DnsReply.Read(octets, octets.Length);
    }

    private static DnsQuery Question()
    {
        Assert.Null(DnsQuery.TryCreate("contoso.test", DnsRecordType.TXT, out var query));
        return query!;
    }

    private static async Task<List<NameServerResult>> AskAsync(NameServerFailover failover, int count)
    {
        var results = new List<NameServerResult>();
        for (var i = 0; i < count; i++) results.Add(await failover.AskAsync(Question(), () => TimeSpan.FromSeconds(10), CancellationToken.None));
        return results;
    }

    private NameServerFailover Failover(params Scripted[] servers) =>
        new(servers, new StubResolverOptions { AttemptTimeout = Attempt, AttemptsPerServer = 1, Clock = () => _now, OnStep = _steps.Enqueue });

    private sealed class Scripted(int number, Func<DnsReply> reply) : IDnsTransport
    {
        private int _count;

        public DnsServer Server { get; } = DnsServer.FromAddress(IPAddress.Parse(FormattableString.Invariant($"192.0.2.{number}")));

        public int Count => _count;

        public Task<DnsReply>? Held { get; set; }

        public Task<DnsReply> ExchangeAsync(DnsQuery query, TimeSpan timeout, bool isRepeat, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return Held ?? Task.FromResult(reply());
        }

        public void Dispose()
        {
        }
    }
}
