using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Dns;

public class StubResolverAnswerTests
{
    [Fact]
    public async Task A_query_has_recursion_AD_and_EDNS_of_1232_octets()
    {
        await using var server = ScriptedServer.Answering(Ask.Hello);
        await Ask.Txt(server);

        var query = Assert.Single(server.UdpQueries);
        byte[] expected =
        [
            0x01, 0x20, 0, 1, 0, 0, 0, 0, 0, 1, .. Packet.Name("contoso.test"), 0, 16, 0, 1,
            0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 0,
        ];
        Assert.Equal(expected, query[2..]);
    }

    [Fact]
    public async Task Every_query_has_its_own_id_and_source_port()
    {
        await using var server = ScriptedServer.Answering(Ask.Hello);
        using var resolver = Ask.Resolver(Ask.Long, 1, server.Server);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)));

        // 50 of 65,536: most runs have one equal pair, but fewer than 40 different values are not chance.
        Assert.InRange(server.UdpQueries.Select(query => (query[0] << 8) | query[1]).Distinct().Count(), 40, 50);
        Assert.InRange(server.ClientPorts.Distinct().Count(), 40, 50);
    }

    [Fact]
    public async Task A_success_contains_the_query_the_server_and_the_smallest_TTL()
    {
        await using var server = ScriptedServer.Answering(query => Ask.Hello(query).Answer("contoso.test", Packet.Txt, Packet.Text("again"), 60));
        var response = await Ask.Txt(server);

        Assert.Equal(DnsStatus.Success, response.Status);
        Assert.True(response.IsDefinite);
        Assert.Null(response.Error);
        Assert.Equal("contoso.test", response.Name);
        Assert.Equal(DnsRecordType.TXT, response.Type);
        Assert.Equal(["hello", "again"], response.RecordsOf<TxtRecord>().Select(record => record.Text));
        Assert.Equal(TimeSpan.FromSeconds(60), response.TimeToLive);
        Assert.Equal(server.Server.ToString(), response.Server);
        Assert.False(response.IsAuthenticated);
        Assert.True(response.Elapsed > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("contoso.test.", "contoso.test")] // a final dot is allowed and not shown
    [InlineData("_mta-sts.contoso.test", "_mta-sts.contoso.test")] // names with underscores are valid
    [InlineData("CONTOSO.test", "CONTOSO.test")] // shown as given
    public async Task Names_are_accepted(string asked, string shown)
    {
        await using var server = ScriptedServer.Answering(query => Packet.To(query).Answer(shown.ToUpperInvariant(), Packet.Txt, Packet.Text("x")));
        var response = await Ask.Async(asked, DnsRecordType.TXT, Ask.Long, server.Server);
        Assert.Equal(DnsStatus.Success, response.Status);
        Assert.Equal(shown, response.Name);
    }

    [Theory]
    [InlineData("a..test", "empty label")]
    [InlineData(".test", "empty label")]
    [InlineData("a123456789a123456789a123456789a123456789a123456789a123456789abcd.test", "63")] // 64 octets
    [InlineData("abc\\", "escape")]
    public async Task A_name_that_cannot_exist_is_NXDOMAIN_without_a_query(string name, string reason)
    {
        await using var server = ScriptedServer.Answering(Ask.Hello);
        var response = await Ask.Async(name, DnsRecordType.TXT, Ask.Long, server.Server);
        Assert.Equal(DnsStatus.NxDomain, response.Status);
        Assert.Contains(reason, response.Error, StringComparison.Ordinal);
        Assert.Empty(server.UdpQueries);
    }

    [Fact]
    public async Task Misuse_throws()
    {
        using var resolver = Ask.Resolver(Ask.Long, 1, Ask.Nobody());
        await Assert.ThrowsAsync<ArgumentNullException>(() => resolver.QueryAsync(null!, DnsRecordType.A, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => resolver.QueryAsync("bücher.test", DnsRecordType.A, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StubResolver(new StubResolverOptions { AttemptTimeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StubResolver(new StubResolverOptions { AttemptsPerServer = 0 }));
    }

    [Fact]
    public async Task NXDOMAIN_and_NODATA_are_definite_and_cached_as_long_as_the_SOA_says()
    {
        await using var none = ScriptedServer.Answering(query => Packet.To(query).Code(3).Authority("test", Packet.Soa, Packet.Start(120), 3600));
        await using var empty = ScriptedServer.Answering(query => Packet.To(query).Authority("test", Packet.Soa, Packet.Start(3600), 90));
        await using var bare = ScriptedServer.Answering(query => Packet.To(query));

        var nxDomain = await Ask.Txt(none);
        Assert.Equal((DnsStatus.NxDomain, true, null), (nxDomain.Status, nxDomain.IsDefinite, nxDomain.Error));
        Assert.Equal(TimeSpan.FromSeconds(120), nxDomain.NegativeTimeToLive);
        Assert.Equal(TimeSpan.Zero, nxDomain.TimeToLive);

        var noData = await Ask.Txt(empty);
        Assert.Equal((DnsStatus.NoData, true, null), (noData.Status, noData.IsDefinite, noData.Error));
        Assert.Equal(TimeSpan.FromSeconds(90), noData.NegativeTimeToLive);

        var withoutSoa = await Ask.Txt(bare);
        Assert.Equal(DnsStatus.NoData, withoutSoa.Status);
        Assert.Equal(TimeSpan.Zero, withoutSoa.NegativeTimeToLive);
    }

    [Fact]
    public async Task Records_of_other_names_and_types_are_not_used()
    {
        await using var server = ScriptedServer.Answering(query => Packet.To(query)
            .Answer("other.test", Packet.Txt, Packet.Text("stolen"))
            .Answer("contoso.test", Packet.Mx, Packet.Mail(1, "mx.test"))
            .Additional("contoso.test", Packet.Txt, Packet.Text("slipped in")));
        Assert.Equal(DnsStatus.NoData, (await Ask.Txt(server)).Status);
    }

    [Fact]
    public async Task The_AD_bit_is_kept()
    {
        await using var server = ScriptedServer.Answering(query => Ask.Hello(query).Authentic());
        Assert.True((await Ask.Txt(server)).IsAuthenticated);
    }

    [Fact]
    public async Task Each_exchange_is_reported()
    {
        await using var server = ScriptedServer.Answering(Ask.Hello);
        var steps = new ConcurrentQueue<NetworkStep>();
        using var resolver = Ask.Listening(steps.Enqueue, Ask.Nobody(), server.Server);
        await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None);

        Assert.Equal(2, steps.Count);
        Assert.All(steps, step => Assert.Equal(("DNS", "TXT contoso.test"), (step.Kind, step.Target)));
        Assert.Contains("refused the connection", steps.First().Outcome, StringComparison.Ordinal);
        Assert.Equal("1 record from " + server.Server, steps.Last().Outcome);
    }

    [Fact]
    public async Task A_server_that_does_not_support_EDNS_is_queried_without_it()
    {
        await using var server =
            new ScriptedServer(query => [query[11] == 1 ? [query[0], query[1], 0x81, 0x81, 0, 0, 0, 0, 0, 0, 0, 0] : Ask.Hello(query).Build()]);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
        Assert.Equal(2, server.UdpQueries.Count);
    }

    [Fact]
    public async Task A_machine_without_servers_is_Unreachable_and_the_message_says_so()
    {
        using var resolver = new StubResolver(new StubResolverOptions { SystemServers = static () => ReadableList<DnsServer>.Empty });
        var response = await resolver.QueryAsync("contoso.test", DnsRecordType.A, CancellationToken.None);
        Assert.Equal(DnsStatus.Unreachable, response.Status);
        Assert.Contains("-Server", response.Error, StringComparison.Ordinal);
    }
}
