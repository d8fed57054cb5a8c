using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using Xunit;

namespace MtaSts.Tests.Dns;

public class StubResolverTcpTests
{
    [Fact]
    public async Task A_truncated_answer_is_requested_again_over_TCP()
    {
        await using var server = Cut(query => [Packet.Framed(Ask.Hello(query).Build())]);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
        Assert.Equal(server.UdpQueries.Single()[2..], server.TcpQueries.Single()[2..]);
    }

    [Fact]
    public async Task The_records_of_a_truncated_answer_are_not_read()
    {
        await using var server = new ScriptedServer(
            query => [Packet.To(query).Truncated().Raw(0, [1, 2, 3]).Build()],
            query => [Packet.Framed(Ask.Hello(query).Build())]);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
    }

    [Fact]
    public async Task An_answer_larger_than_the_requested_size_counts_as_truncated()
    {
        // Larger than twice the buffer too, which a pool may give in its place when it has no other.
        await using var server = new ScriptedServer(
            query => [Packet.To(query).Answer("contoso.test", Packet.Txt, [.. Enumerable.Range(0, 80).SelectMany(_ => Packet.Text(new string('x', 250)))])
                .Build()],
            query => [Packet.Framed(Ask.Hello(query).Build())]);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
    }

    [Fact]
    public async Task Octets_may_arrive_one_by_one()
    {
        await using var server = Cut(query => Packet.Framed(Ask.Hello(query).Build()).Select(octet => new[] { octet }));
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
    }

    [Fact]
    public async Task The_length_can_arrive_in_two_segments()
    {
        await using var server = Cut(query => Packet.Framed(Ask.Hello(query).Build()) is var framed ? [framed[..1], framed[1..2], framed[2..]] : []);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
    }

    [Fact]
    public async Task A_server_may_close_the_connection_after_each_answer()
    {
        await using var server = Cut(query => [Packet.Framed(Ask.Hello(query).Build())]);
        using var resolver = Ask.Resolver(Ask.Long, 1, server.Server);
        for (var i = 0; i < 20; i++) Assert.Equal("hello", Ask.TextOf(await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)));
        Assert.Equal(20, server.TcpQueries.Count);
    }

    [Fact]
    public async Task An_answer_may_have_65535_octets()
    {
        await using var server = Cut(query => [Packet.Framed(Filled(query, 65535))]);
        var response = await Ask.Txt(server);
        Assert.Equal(DnsStatus.Success, response.Status);
        Assert.InRange(response.RecordsOf<TxtRecord>().Sum(record => record.Text.Length), 60000, 65535);
    }

    [Theory]
    [InlineData("closed before", "closed the connection before the answer")]
    [InlineData("closed in the length", "closed the connection before the answer")]
    [InlineData("closed in the message", "closed the connection after 20 of")]
    [InlineData("nothing in it", "shorter than a DNS header")]
    [InlineData("wrong id", "different id")]
    [InlineData("cut too", "sent a truncated answer too")]
    [InlineData("garbage", "not match the query")]
    public async Task A_fault_over_TCP_is_Malformed_with_a_description(string what, string reason)
    {
        await using var server = Cut(query => what switch
        {
            "closed before" => [],
            "closed in the length" => [[0]],
            "closed in the message" => [Packet.Framed(Ask.Hello(query).Build())[..22]],
            "nothing in it" => [[0, 0]],
            "wrong id" => [Packet.Framed([(byte)~query[0], .. Ask.Hello(query).Build().Skip(1)])],
            "cut too" => [Packet.Framed(Packet.To(query).Truncated().Build())],
            _ => [Packet.Framed([.. Enumerable.Repeat((byte)0xA5, 100)])],
        });
        var response = await Ask.Txt(server);
        Assert.Equal(DnsStatus.Malformed, response.Status);
        Assert.Contains(reason, response.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_TCP_port_is_Unreachable_and_the_message_says_that_UDP_answered()
    {
        await using var server = ScriptedServer.Answering(query => Packet.To(query).Truncated());
        var response = await Ask.Txt(server);
        Assert.Equal(DnsStatus.Unreachable, response.Status);
        Assert.Contains("(TC), and over TCP it refused the connection", response.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_over_TCP_is_a_Timeout(bool afterSome)
    {
        await using var server = Cut(query => afterSome ? [[0, 100, 1, 2], []] : [[]]);
        var response = await Ask.Async("contoso.test", DnsRecordType.TXT, TimeSpan.FromSeconds(1), server.Server);
        Assert.Equal(DnsStatus.Timeout, response.Status);
        Assert.Contains("over TCP", response.Error, StringComparison.Ordinal);
    }

    private static ScriptedServer Cut(Func<byte[], IEnumerable<byte[]>> tcp) => new(query => [Packet.To(query).Truncated().Build()], tcp);

    private static byte[] Filled(byte[] query, int octets)
    {
        var packet = Packet.To(query);
        var record = new byte[] { 0xC0, 0x0C, 0, 16, 0, 1, 0, 0, 1, 0 };
        var left = octets - packet.Build().Length;
        while (left > 0)
        {
            // 12 octets for the record, 1 for the string's length; always leave enough for another record
            var text = Math.Min(left - 13, 255);
            if (left - 13 - text is > 0 and < 14) text -= 20;
            packet.Raw(0, [.. record, .. Packet.U16(text + 1), .. Packet.Text(new string('x', text))]);
            left -= text + 13;
        }

        return packet.Build();
    }
}
