using System;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using Xunit;

namespace MtaSts.Tests.Dns;

public class StubResolverServersTests
{
    [Theory]
    [InlineData("silent")]
    [InlineData("closed")]
    [InlineData("SERVFAIL")]
    [InlineData("REFUSED")]
    [InlineData("header only")]
    [InlineData("NOTAUTH")]
    [InlineData("compression loop")]
    [InlineData("count lies")]
    [InlineData("lame")]
    public async Task A_server_that_fails_is_followed_by_the_next(string how)
    {
        await using var first = Failing(how);
        await using var second = ScriptedServer.Answering(Ask.Hello);
        var bad = how == "closed" ? Ask.Nobody() : first.Server;
        using var resolver = Ask.Resolver(how == "silent" ? TimeSpan.FromSeconds(1) : Ask.Long, 3, bad, second.Server);
        var response = await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None);
        Assert.Equal("hello", Ask.TextOf(response));
        Assert.Equal(second.Server.ToString(), response.Server);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_definite_answer_is_final_and_the_next_server_is_not_asked(int code)
    {
        await using var first = ScriptedServer.Answering(query => Packet.To(query).Code(code));
        await using var second = ScriptedServer.Answering(Ask.Hello);
        var response = await Ask.Async("contoso.test", DnsRecordType.TXT, Ask.Long, first.Server, second.Server);
        Assert.Equal(code == 3 ? DnsStatus.NxDomain : DnsStatus.NoData, response.Status);
        Assert.Empty(second.UdpQueries);
    }

    [Theory]
    [InlineData("SERVFAIL", DnsStatus.ServFail, "failed (SERVFAIL)")]
    [InlineData("REFUSED", DnsStatus.Refused, "refused the query (REFUSED)")]
    [InlineData("header only", DnsStatus.Refused, "refused the query (REFUSED)")]
    [InlineData("NOTAUTH", DnsStatus.ServerError, "NOTAUTH")]
    [InlineData("lame", DnsStatus.ServerError, "points to other name servers")]
    [InlineData("compression loop", DnsStatus.Malformed, "does not point backwards")]
    [InlineData("count lies", DnsStatus.Malformed, "announces more records")]
    public async Task Faults_are_reported_separately(string how, DnsStatus status, string reason)
    {
        await using var server = Failing(how);
        var response = await Ask.Txt(server);
        Assert.Equal(status, response.Status);
        Assert.Contains(reason, response.Error, StringComparison.Ordinal);
        Assert.StartsWith("DNS server " + server.Server, response.Error, StringComparison.Ordinal);
        Assert.False(response.IsDefinite);
    }

    [Fact]
    public async Task The_most_specific_of_several_faults_counts_and_all_are_listed()
    {
        await using var failing = Failing("SERVFAIL");
        var closed = Ask.Nobody();
        var response = await Ask.Async("contoso.test", DnsRecordType.TXT, Ask.Long, failing.Server, closed);
        Assert.Equal(DnsStatus.ServFail, response.Status);
        Assert.Contains(closed.ToString(), response.Error, StringComparison.Ordinal);
        Assert.Contains(failing.Server.ToString(), response.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_silent_servers_are_queried_again()
    {
        await using var failing = Failing("SERVFAIL");
        await using var silent = ScriptedServer.Silent();
        // A busy machine may take a second for an answer from loopback: the time to the second query must be longer.
        using var resolver = Ask.Resolver(TimeSpan.FromSeconds(6), 2, failing.Server, silent.Server);
        await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None);
        Assert.Single(failing.UdpQueries);
        Assert.True(SpinWait.SpinUntil(() => silent.UdpQueries.Count == 2, Ask.Long));
    }

    [Fact]
    public async Task The_reason_of_a_SERVFAIL_is_shown_without_control_characters()
    {
        await using var server = ScriptedServer.Answering(query => Packet.To(query).Code(2).Opt(0, 15, [0, 6, .. "no\u001b[31m match"u8]));
        Assert.Contains("(DNSSEC bogus: no?[31m match)", (await Ask.Txt(server)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_extended_code_is_not_a_NOERROR()
    {
        await using var server = ScriptedServer.Answering(query => Ask.Hello(query).Opt(1, 15, [0, 0]).Code(7)); // 16 + 7
        var response = await Ask.Txt(server);
        Assert.Equal(DnsStatus.ServerError, response.Status);
        Assert.Contains("BADCOOKIE", response.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_servers_from_a_recursive_server_are_not_a_referral()
    {
        await using var server = ScriptedServer.Answering(query => Packet.To(query).Authority("test", Packet.Ns, Packet.Name("ns.test")));
        Assert.Equal(DnsStatus.NoData, (await Ask.Txt(server)).Status);
    }

    private static ScriptedServer Failing(string how) => how switch
    {
        "SERVFAIL" => ScriptedServer.Answering(query => Packet.To(query).Code(2)),
        "REFUSED" => ScriptedServer.Answering(query => Packet.To(query).Code(5)),
        "header only" => new ScriptedServer(query => [[query[0], query[1], 0x81, 0x05, 0, 0, 0, 0, 0, 0, 0, 0]]),
        "NOTAUTH" => ScriptedServer.Answering(query => Packet.To(query).Code(9)),
        "lame" => ScriptedServer.Answering(query => Packet.To(query).NotRecursive().Authority("test", Packet.Ns, Packet.Name("ns.test"))),
        "compression loop" => ScriptedServer.Answering(query => Packet.To(query).Raw(0, [0xC0, 30, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0])),
        "count lies" => new ScriptedServer(query => [WithCount(Ask.Hello(query).Build(), 2)]),
        _ => ScriptedServer.Silent(),
    };

    private static byte[] WithCount(byte[] message, byte answers)
    {
        message[7] = answers;
        return message;
    }
}
