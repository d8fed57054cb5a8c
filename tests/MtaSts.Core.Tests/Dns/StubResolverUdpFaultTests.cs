using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using Xunit;

namespace MtaSts.Tests.Dns;

/// <summary>What may arrive instead of the answer. A forged answer must be neither accepted nor final.</summary>
public class StubResolverUdpFaultTests
{
    public static TheoryData<string> StrayNames => [.. Strays.Select(stray => stray.Name)];

    private static (string Name, Func<byte[], byte[]> Make)[] Strays =>
    [
        ("empty datagram", _ => []),
        ("eleven octets", query => query[..11]),
        ("garbage", _ => [.. Enumerable.Repeat((byte)0xA5, 100)]),
        ("the query itself", query => query),
        ("wrong id", query => Changed(Forged(query), 1, 0x01)),
        ("another opcode", query => Changed(Forged(query), 2, 0x10)),
        ("another name", query => Changed(Forged(query), 13, 0x01)),
        ("a longer name", query => Forged(Packet.Query("sub.contoso.test", Packet.Txt), query)),
        ("another type", query => Forged(Packet.Query("contoso.test", Packet.Mx), query)),
        ("another class", query => Changed(Forged(query), 12 + 14 + 3, 0x02)),
        ("no question, though it is an answer", query => [query[0], query[1], 0x81, 0x80, 0, 0, 0, 0, 0, 0, 0, 0]),
        ("two questions", query => Changed(Forged(query), 5, 0x03)),
    ];

    [Theory]
    [MemberData(nameof(StrayNames))]
    public async Task A_forged_answer_is_discarded_and_the_query_is_repeated_over_TCP(string name)
    {
        var make = Strays.Single(stray => stray.Name == name).Make;
        await using var server = new ScriptedServer(query => [make(query), Ask.Hello(query).Build()], Right);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
        Assert.Single(server.UdpQueries);
        Assert.Single(server.TcpQueries);
    }

    [Fact]
    public async Task The_second_query_has_its_own_id()
    {
        await using var server = new ScriptedServer(query => [Changed(Forged(query), 1, 0x01)], Right);
        using var resolver = Ask.Resolver(Ask.Long, 1, server.Server);
        for (var i = 0; i < 3; i++) Assert.True((await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)).IsDefinite);
        // one equal value of three can be chance
        Assert.Contains(server.UdpQueries.Zip(server.TcpQueries), pair => pair.First[0] != pair.Second[0] || pair.First[1] != pair.Second[1]);
        Assert.All(server.UdpQueries.Zip(server.TcpQueries), pair => Assert.Equal(pair.First[2..], pair.Second[2..]));
    }

    [Fact]
    public async Task A_forged_answer_from_a_server_without_TCP_is_Malformed_and_the_query_is_repeated()
    {
        await using var server = new ScriptedServer(query => [Changed(Forged(query), 1, 0x01)]);
        using var resolver = Ask.Resolver(Ask.Long, 2, server.Server);
        var response = await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None);
        Assert.Equal(DnsStatus.Malformed, response.Status);
        Assert.Contains("different id, and over TCP it refused the connection", response.Error, StringComparison.Ordinal);
        Assert.Empty(response.Records);
        Assert.Equal(2, server.UdpQueries.Count);
    }

    [Fact]
    public async Task A_flood_of_forged_answers_is_one_guess_of_the_id_per_query()
    {
        await using var server = new ScriptedServer(query => [.. Enumerable.Range(1, 120).Select(i => Changed(Forged(query), 1, (byte)i))], Right);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
        Assert.Single(server.TcpQueries);
    }

    [Fact]
    public async Task An_answer_from_another_port_is_not_accepted()
    {
        await using var server = new ScriptedServer(query => [Ask.Hello(query).Build()], Right, query => [Forged(query), Forged(query)]);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
        Assert.Single(server.TcpQueries);

        await using var silent = new ScriptedServer(_ => [], null, query => [Forged(query)]);
        var response = await Ask.Txt(silent);
        Assert.Equal(DnsStatus.Malformed, response.Status);
        Assert.Contains("did not send the UDP answer (it came from 127.0.0.1:", response.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_of_two_answers_counts()
    {
        await using var server = new ScriptedServer(query => [Ask.Hello(query).Build(), Forged(query)]);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
    }

    [Fact]
    public async Task A_slow_answer_is_awaited()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new ScriptedServer(async query =>
        {
            asked.SetResult();
            await answer.Task;
            return [Ask.Hello(query).Build()];
        });
        var response = Ask.Txt(server);
        await asked.Task;
        Assert.False(response.IsCompleted);
        answer.SetResult();
        Assert.Equal("hello", Ask.TextOf(await response));
    }

    [Fact]
    public async Task Silence_is_a_Timeout()
    {
        await using var server = ScriptedServer.Silent();
        using var resolver = Ask.Resolver(Ask.Short, 2, server.Server);
        var response = await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None);
        Assert.Equal(DnsStatus.Timeout, response.Status);
        Assert.False(response.IsDefinite);
        Assert.Contains("did not answer within 150 ms", response.Error, StringComparison.Ordinal);
        Assert.True(SpinWait.SpinUntil(() => server.UdpQueries.Count == 2, Ask.Long));
        Assert.Equal(server.Server.ToString(), response.Server);
    }

    [Fact]
    public async Task A_closed_port_is_Unreachable_well_before_the_timeout()
    {
        // Windows reports the closed port. On other systems only the TCP socket is notified, a second later.
        var response = await Ask.Async("contoso.test", DnsRecordType.TXT, TimeSpan.FromMinutes(10), Ask.Nobody());
        Assert.Equal(DnsStatus.Unreachable, response.Status);
        Assert.Contains("refused the connection", response.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_query_at_once()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new ScriptedServer(_ =>
        {
            cancel.Cancel();
            return [];
        });
        using var resolver = Ask.Resolver(TimeSpan.FromMinutes(10), 1, server.Server);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolver.QueryAsync("contoso.test", DnsRecordType.TXT, cancel.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolver.QueryAsync("contoso.test", DnsRecordType.TXT, cancel.Token));
        Assert.Single(server.UdpQueries);
    }

    [Fact]
    public async Task The_overall_timeout_applies_across_servers_and_repetitions()
    {
        await using var server = ScriptedServer.Silent();
        using var resolver = new StubResolver(new StubResolverOptions
        {
            Servers = new([server.Server, server.Server]),
            AttemptTimeout = TimeSpan.FromMinutes(10),
            OverallTimeout = Ask.Short,
            AttemptsPerServer = 100,
        });
        Assert.Equal(DnsStatus.Timeout, (await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)).Status);
        Assert.InRange(server.UdpQueries.Count, 0, 1); // 0 when the server has not read the query yet
    }

    [Fact]
    public async Task A_server_that_is_silent_over_UDP_is_also_queried_over_TCP()
    {
        await using var server = new ScriptedServer(_ => [], Right);
        Assert.Equal("hello", Ask.TextOf(await Ask.Async("contoso.test", DnsRecordType.TXT, TimeSpan.FromMinutes(10), server.Server)));
    }

    [Fact]
    public async Task A_slow_answer_over_UDP_is_accepted_after_the_query_went_over_TCP()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new ScriptedServer(
            async query =>
            {
                await answer.Task;
                return [Ask.Hello(query).Build()];
            },
            _ =>
            {
                answer.TrySetResult();
                return [[]];
            });
        Assert.Equal("hello", Ask.TextOf(await Ask.Async("contoso.test", DnsRecordType.TXT, TimeSpan.FromMinutes(10), server.Server)));
    }

    [Fact]
    public async Task A_slow_server_without_TCP_is_queried_again()
    {
        var asked = 0;
        await using var server = new ScriptedServer(query => Interlocked.Increment(ref asked) == 1 ? [] : [Ask.Hello(query).Build()]);
        using var resolver = Ask.Resolver(TimeSpan.FromMinutes(10), 2, server.Server);
        Assert.Equal("hello", Ask.TextOf(await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)));
    }

    [Fact]
    public async Task A_slow_server_without_TCP_has_the_whole_time_when_it_is_asked_again()
    {
        var asked = 0;
        await using var server = new ScriptedServer(async query =>
        {
            if (Interlocked.Increment(ref asked) == 1) return [];
            await Task.Delay(TimeSpan.FromSeconds(1.5)); // longer than the silence after which TCP is asked, which is refused
            return [Ask.Hello(query).Build()];
        });
        using var resolver = Ask.Resolver(TimeSpan.FromMinutes(10), 2, server.Server);
        Assert.Equal("hello", Ask.TextOf(await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)));
        Assert.Equal(2, asked);
    }

    private static byte[][] Right(byte[] query) => [Packet.Framed(Ask.Hello(query).Build())];

    private static byte[] Forged(byte[] query) => Packet.To(query).Answer(Packet.QuestionName(query), Packet.Txt, Packet.Text("forged")).Build();

    private static byte[] Forged(byte[] question, byte[] query)
    {
        var message = Forged(question);
        (message[0], message[1]) = (query[0], query[1]);
        return message;
    }

    private static byte[] Changed(byte[] message, int at, byte bits)
    {
        message[at] ^= bits;
        return message;
    }
}
