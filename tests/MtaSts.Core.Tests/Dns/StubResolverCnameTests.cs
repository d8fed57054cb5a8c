using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MtaSts.Dns;
using Xunit;

namespace MtaSts.Tests.Dns;

public class StubResolverCnameTests
{
    [Fact]
    public async Task A_chain_in_one_answer_is_followed_in_any_order()
    {
        await using var server = ScriptedServer.Answering(query => Packet.To(query)
            .Answer("c.test", Packet.Txt, Packet.Text("end"), 500)
            .Answer("b.test", Packet.Cname, Packet.Name("C.test"), 20)
            .Answer("contoso.test", Packet.Cname, Packet.Name("b.test"), 400));
        var response = await Ask.Txt(server);
        Assert.Equal("end", Ask.TextOf(response));
        Assert.Equal(["b.test", "C.test"], response.CnameChain);
        Assert.Equal(TimeSpan.FromSeconds(20), response.TimeToLive);
        Assert.Single(server.UdpQueries);
    }

    [Fact]
    public async Task The_target_is_queried_when_the_server_does_not_follow_the_CNAME()
    {
        await using var server = Chain(2, packet => packet.Authentic());
        var response = await Ask.Async("n0.test", DnsRecordType.TXT, Ask.Long, server.Server);
        Assert.Equal("end", Ask.TextOf(response));
        Assert.Equal(["n1.test", "n2.test"], response.CnameChain);
        Assert.Equal(3, server.UdpQueries.Count);
        Assert.True(response.IsAuthenticated);
        Assert.Equal("n0.test", response.Name);
    }

    [Fact]
    public async Task The_answer_is_authenticated_only_when_every_message_was()
    {
        var first = true;
        await using var server = Chain(1, packet =>
        {
            if (first) packet.Authentic();
            first = false;
            return packet;
        });
        Assert.False((await Ask.Async("n0.test", DnsRecordType.TXT, Ask.Long, server.Server)).IsAuthenticated);
    }

    [Fact]
    public async Task Sixteen_CNAMEs_are_followed()
    {
        await using var server = Chain(16);
        var response = await Ask.Async("n0.test", DnsRecordType.TXT, Ask.Long, server.Server);
        Assert.Equal("end", Ask.TextOf(response));
        Assert.Equal(16, response.CnameChain.Count);
    }

    [Fact]
    public async Task Seventeen_CNAMEs_are_too_many()
    {
        await using var server = Chain(17);
        var response = await Ask.Async("n0.test", DnsRecordType.TXT, Ask.Long, server.Server);
        Assert.Equal(DnsStatus.CnameLoop, response.Status);
        Assert.Contains("longer than 16", response.Error, StringComparison.Ordinal);
        Assert.Equal(16, response.CnameChain.Count);
        Assert.Equal(17, server.UdpQueries.Count);
    }

    [Theory]
    [InlineData(true)] // both in one answer
    [InlineData(false)] // one per answer
    public async Task A_loop_is_found(bool atOnce)
    {
        await using var server = ScriptedServer.Answering(query => atOnce
            ? Packet.To(query).Answer("contoso.test", Packet.Cname, Packet.Name("b.test")).Answer("b.test", Packet.Cname, Packet.Name("CONTOSO.test"))
            : Packet.To(query)
                .Answer(Packet.QuestionName(query), Packet.Cname, Packet.Name(Packet.QuestionName(query) == "b.test" ? "contoso.test" : "b.test")));
        var response = await Ask.Txt(server);
        Assert.Equal(DnsStatus.CnameLoop, response.Status);
        Assert.Contains("loop", response.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_CNAME_to_itself_is_a_loop()
    {
        await using var server = ScriptedServer.Answering(query => Packet.To(query).Answer("contoso.test", Packet.Cname, Packet.Name("contoso.test")));
        Assert.Equal(DnsStatus.CnameLoop, (await Ask.Txt(server)).Status);
    }

    [Fact]
    public async Task NXDOMAIN_applies_to_the_end_of_the_chain()
    {
        await using var server = ScriptedServer.Answering(query => Packet.To(query).Code(3)
            .Answer("contoso.test", Packet.Cname, Packet.Name("gone.test"), 40)
            .Authority("test", Packet.Soa, Packet.Start(300), 300));
        var response = await Ask.Txt(server);
        Assert.Equal(DnsStatus.NxDomain, response.Status);
        Assert.Equal(["gone.test"], response.CnameChain);
        Assert.Equal(TimeSpan.FromSeconds(40), response.NegativeTimeToLive);
    }

    [Fact]
    public async Task NODATA_at_the_end_is_not_queried_again_when_there_is_an_SOA()
    {
        await using var server = ScriptedServer.Answering(query => Packet.To(query)
            .Answer("contoso.test", Packet.Cname, Packet.Name("b.test")).Authority("test", Packet.Soa, Packet.Start(300)));
        Assert.Equal(DnsStatus.NoData, (await Ask.Txt(server)).Status);
        Assert.Single(server.UdpQueries);
    }

    [Fact]
    public async Task A_failure_at_the_target_keeps_the_chain()
    {
        await using var server = ScriptedServer.Answering(query => Packet.QuestionName(query) == "contoso.test"
            ? Packet.To(query).Authentic().Answer("contoso.test", Packet.Cname, Packet.Name("b.test"))
            : Packet.To(query).Code(5));
        var response = await Ask.Txt(server);
        Assert.Equal(DnsStatus.Refused, response.Status);
        Assert.Equal(["b.test"], response.CnameChain);
        Assert.False(response.IsAuthenticated);
    }

    [Fact]
    public async Task The_alias_itself_can_be_queried()
    {
        await using var server = ScriptedServer.Answering(query => Packet.To(query)
            .Answer("contoso.test", Packet.Cname, Packet.Name("b.test")).Answer("b.test", Packet.Cname, Packet.Name("c.test")));
        var response = await Ask.Async("contoso.test", DnsRecordType.CNAME, Ask.Long, server.Server);
        Assert.Equal("b.test", response.RecordsOf<CnameRecord>().Single().Target);
        Assert.Empty(response.CnameChain);
    }

    [Fact]
    public async Task A_target_with_unusual_octets_is_queried_over_TCP_unchanged()
    {
        await using var server = new ScriptedServer(
            query => [Packet.To(query).Answer("contoso.test", Packet.Cname, [4, (byte)'a', (byte)'.', 0xFF, (byte)'\\', 0]).Build()],
            query => [Packet.Framed(Packet.To(query).Raw(0, [0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 9, 0, 2, 1, (byte)'x']).Build())]);
        var response = await Ask.Txt(server);
        Assert.Single(server.UdpQueries);
        Assert.Equal("x", Ask.TextOf(response));
        Assert.Equal(["a\\.\\255\\\\"], response.CnameChain);
    }

    /// <summary>n0 to n(length), each a CNAME to the next, the last with a text; one step per answer.</summary>
    private static ScriptedServer Chain(int length, Func<Packet, Packet>? change = null) => ScriptedServer.Answering(query =>
    {
        var name = Packet.QuestionName(query);
        var step = int.Parse(name[1..name.IndexOf('.', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        var packet = step == length
            ? Packet.To(query).Answer(name, Packet.Txt, Packet.Text("end"))
            : Packet.To(query).Answer(name, Packet.Cname, Packet.Name(FormattableString.Invariant($"n{step + 1}.test")));
        return change?.Invoke(packet) ?? packet;
    });
}
