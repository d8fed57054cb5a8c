using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Dns.Udp;
using MtaSts.Dns.Wire;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Dns;

/// <summary>
/// Answers over UDP that DnsClient alone handles incorrectly: it accepts them, throws, or reads octets of other packets.
/// Over TCP the server always returns the correct answer.
/// </summary>
public class UdpAnswerTests
{
    private static readonly byte[] Forged = Packet.Text("forged");

    public static TheoryData<string> NameFaults => [.. Names.Select(fault => fault.Name)];

    public static TheoryData<string> OddNames =>
        ["xn--a.test", "xn--zzzzzzzzzzzzz.test", "XN--\\255.test", "\\195\\040.test", "a\\.b.test", "\\000.test", "a b.test", "*.test", "a;b.test",
            "a\\\\b.test"];

    private static (string Name, byte[] Owner)[] Names =>
    [
        ("a pointer forward, into this answer", [0xC0, Owner.At + 2 + 10]), // the record's own data, which contains the name
        ("a pointer forward, behind this answer", [0xC4, 0]),
        ("a pointer to itself", [0xC0, Owner.At]),
        ("a pointer into the header", [0xC0, 0]),
        ("over 255 octets", [.. Enumerable.Range(0, 4).SelectMany(_ => Label(new string('a', 63))), .. Packet.Name("contoso.test")]),
        ("a label over 63 octets", [0x7F, .. Encoding.ASCII.GetBytes(new string('a', 127)), 0]),
        ("a dot inside a label", [.. Label("contoso.test"), 0]),
        ("a dot inside a label, before a pointer", [.. Label("contoso.test"), 0xC0, Owner.At - 5]),
        ("bad punycode", Packet.Name("xn--a.test")),
        ("not UTF-8", [4, 0xC3, 0x28, 0xFF, 0xFE, .. Packet.Name("test")]),
        ("a zero octet", [12, .. Encoding.ASCII.GetBytes("contoso"), 0, .. Encoding.ASCII.GetBytes("test"), 0]),
    ];

    [Theory]
    [MemberData(nameof(NameFaults))]
    public async Task A_record_whose_owner_is_not_a_valid_name_is_not_accepted(string fault)
    {
        var owner = Names.Single(name => name.Name == fault).Owner;
        await using var server = new ScriptedServer(
            query => [Packet.To(query).Raw(0, [.. owner, 0, 16, 0, 1, 0, 0, 0, 9, .. Packet.U16(14 + Forged.Length), .. Packet.Name("contoso.test"), .. Forged])
                .Build()],
            query => [Packet.Framed(Ask.Hello(query).Build())]);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
        Assert.Single(server.TcpQueries);
    }

    [Fact]
    public async Task Octets_of_an_earlier_answer_are_not_read()
    {
        // The first answer leaves the name far back in the buffer that DnsClient reuses; the second points there.
        const int there = 600;
        await using var server = new ScriptedServer(
            query => Packet.QuestionName(query) == "first.test"
                ? [Filled(query, there)]
                : [Packet.To(query).Raw(0, [0xC0 | (there >> 8), there & 0xFF, 0, 16, 0, 1, 0, 0, 0, 9, .. Packet.U16(Forged.Length), .. Forged]).Build()],
            query => [Packet.Framed(Ask.Hello(query).Build())]);
        using var resolver = Ask.Resolver(Ask.Long, 1, server.Server);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(DnsStatus.Success, (await resolver.QueryAsync("first.test", DnsRecordType.TXT, default)).Status);
            Assert.Equal("hello", Ask.TextOf(await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, default)));
        }

        Assert.Equal(20, server.TcpQueries.Count);
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task Every_name_can_be_queried_and_is_answered(string name)
    {
        // Names that DnsClient would treat as internationalized, change, or reject with an exception.
        await using var server = new ScriptedServer(
            query => [Packet.To(query).Raw(0, [0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 9, 0, 2, 1, (byte)'x']).Build()],
            query => [Packet.Framed(Packet.To(query).Raw(0, [0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 9, 0, 2, 1, (byte)'x']).Build())]);
        var response = await Ask.Async(name, DnsRecordType.TXT, Ask.Long, server.Server);
        Assert.Equal("x", Ask.TextOf(response));
        var expected = new byte[300];
        Assert.Null(DnsName.Encode(name, expected, 0, out var length));
        Assert.Equal(expected[..length], server.UdpQueries.Concat(server.TcpQueries).First()[12..(12 + length)]);
    }

    [Fact]
    public async Task Names_of_letters_digits_hyphens_and_underscores_are_queried_over_UDP()
    {
        await using var server = new ScriptedServer(query => [Ask.Hello(query).Build()], query => [Packet.Framed(Ask.Hello(query).Build())]);
        foreach (
            var name in new[] {
                "contoso.test", "_mta-sts.contoso.test", "xn--bcher-kva.test", "xn--a.test", "XN--a.test", "test", new string('a', 63) + ".test" })
        {
            Assert.Equal("hello", Ask.TextOf(await Ask.Async(name, DnsRecordType.TXT, Ask.Long, server.Server)));
        }

        Assert.Empty(server.TcpQueries);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(255)]
    public async Task A_long_bitmap_of_an_NSEC_record_does_no_harm(int octets)
    {
        byte[] bitmap = [.. Packet.Name("next.test"), 0, (byte)octets, .. Enumerable.Repeat((byte)0xFF, octets)];
        await using var server = ScriptedServer.Answering(query => Ask.Hello(query).Authority("contoso.test", 47, bitmap));
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
    }

    [Theory]
    [InlineData(Packet.A, 3)] // an address of three octets
    [InlineData(Packet.Mx, 1)]
    [InlineData(Packet.Txt, 0)]
    [InlineData(33, 2)] // SRV
    [InlineData(46, 5)] // RRSIG
    [InlineData(257, 1)] // CAA
    public async Task A_bad_record_in_the_additional_section_does_no_harm(int type, int octets)
    {
        await using var server = ScriptedServer.Answering(query => Ask.Hello(query).Additional("other.test", type, new byte[octets]));
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public async Task A_server_that_refuses_EDNS_is_queried_over_UDP_without_it(int code)
    {
        await using var server = new ScriptedServer(
            query => [HasEdns(query)
                ? code == 16
                ? Packet.To(query).Opt(1, 15, [0, 0]).Build()
                : Packet.To(query).Code(code).Build()
                : Ask.Hello(query).Build()],
            query => [Packet.Framed(Ask.Hello(query).Build())]);
        Assert.Equal("hello", Ask.TextOf(await Ask.Txt(server)));
        Assert.Equal([true, false], server.UdpQueries.Select(HasEdns));
        Assert.Empty(server.TcpQueries);
    }

    [Fact]
    public async Task The_id_is_the_one_that_the_core_generated()
    {
        await using var server = ScriptedServer.Answering(Ask.Hello);
        Assert.Null(DnsQuery.TryCreate("contoso.test", DnsRecordType.TXT, out var query));
        var client = UdpClientLoader.BesideTheCore().Load().Client!;
        foreach (var id in new byte[][] { [0, 0], [0, 1], [0xFF, 0xFF], [0x80, 0] })
        {
            id.CopyTo(query!.Message, 0);
            var answer = await client.AskAsync(query, new IPEndPoint(IPAddress.Loopback, server.Port), Ask.Long, default);
            Assert.NotNull(answer.Reply.Message);
            Assert.Equal(query.Message, server.UdpQueries.Last());
        }
    }

    [IPv6Fact]
    public async Task A_server_with_an_IPv6_address_is_queried_and_its_answer_is_accepted()
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        Assert.Null(DnsQuery.TryCreate("contoso.test", DnsRecordType.TXT, out var query));
        var asked = UdpClientLoader.BesideTheCore().Load().Client!.AskAsync(query!, (IPEndPoint)socket.LocalEndPoint!, Ask.Long, default);
        var buffer = new byte[512];
        var got = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.IPv6Any, 0));
        await socket.SendToAsync(Ask.Hello(buffer[..got.ReceivedBytes]).Build(), got.RemoteEndPoint);
        Assert.Null((await asked).NotClean);
    }

    private static bool HasEdns(byte[] query) => query[11] == 1;

    private static byte[] Label(string text) => [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    /// <summary>A correct answer with the name contoso.test at an offset.</summary>
    private static byte[] Filled(byte[] query, int at)
    {
        var packet = Packet.To(query).Answer(Packet.QuestionName(query), Packet.Txt, Packet.Text("first"));
        var left = at - packet.Build().Length - 12; // of a record of the root with an unknown type, before its data
        return packet.Raw(0, [0, 0xFF, 0xFA, 0, 1, 0, 0, 0, 9, .. Packet.U16(left + 1 + 14), .. new byte[left + 1], .. Packet.Name("contoso.test")]).Build();
    }

    private static class Owner
    {
        /// <summary>The offset of the first record of an answer to contoso.test.</summary>
        public const int At = 12 + 14 + 4;
    }
}
