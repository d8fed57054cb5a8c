using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

[Collection(SharedLab.Name)]
public class DnsFaultTests(FullLab fixture)
{
    private LabServer Lab => fixture.Lab;

    [Theory]
    [InlineData("dns-servfail.test", 2)]
    [InlineData("dns-refused.test", 5)]
    [InlineData("dns-not-implemented.test", 4)]
    public async Task Error_codes_are_sent_unchanged(string domain, int rcode)
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, "_mta-sts." + domain, LabDnsType.Txt);
        Assert.Equal(rcode, answer.Rcode);
        Assert.Empty(answer.Answers);
    }

    [Fact]
    public async Task A_fault_of_one_type_does_not_affect_the_others()
    {
        Assert.Equal(2, (await TinyDns.AskAsync(Lab.DnsEndPoint, "mx-servfail.test", LabDnsType.Mx)).Rcode);
        Assert.Equal(0, (await TinyDns.AskAsync(Lab.DnsEndPoint, "mx-servfail.test", LabDnsType.A)).Rcode);
    }

    [Fact]
    public async Task A_silent_name_is_not_answered_but_the_next_query_is()
    {
        using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(Lab.DnsEndPoint);
        await socket.SendAsync(TinyDns.Query("_mta-sts.dns-silent.test", LabDnsType.Txt, id: 1));
        await socket.SendAsync(TinyDns.Query("_mta-sts.healthy.test", LabDnsType.Txt, id: 2));
        var buffer = new byte[4096];
        var length = await socket.ReceiveAsync(buffer, Patience.Token());
        Assert.Equal(2, new TinyMessage(buffer[..length]).Id);
    }

    [Fact]
    public async Task Garbage_is_not_a_DNS_message()
    {
        var answer = await TinyDns.UdpAsync(Lab.DnsEndPoint, TinyDns.Query("_mta-sts.dns-garbage.test", LabDnsType.Txt));
        Assert.StartsWith("this is not a DNS message", Encoding.ASCII.GetString(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_id_comes_with_an_otherwise_correct_answer()
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, "_mta-sts.dns-wrong-id.test", LabDnsType.Txt);
        Assert.NotEqual(0x1234, answer.Id);
        Assert.Single(answer.Answers);
    }

    [Fact]
    public async Task A_wrong_question_differs_from_the_query()
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, "_mta-sts.dns-wrong-question.test", LabDnsType.Txt);
        Assert.Equal(0x1234, answer.Id);
        Assert.NotEqual("_mta-sts.dns-wrong-question.test", answer.Question);
    }

    [Fact]
    public async Task A_truncated_answer_ends_within_its_record()
    {
        var octets = await TinyDns.UdpAsync(Lab.DnsEndPoint, TinyDns.Query("_mta-sts.dns-cut-short.test", LabDnsType.Txt));
        Assert.ThrowsAny<ArgumentException>(() => new TinyMessage(octets));
    }

    [Fact]
    public async Task A_pointer_loop_never_ends()
    {
        var octets = await TinyDns.UdpAsync(Lab.DnsEndPoint, TinyDns.Query("_mta-sts.dns-pointer-loop.test", LabDnsType.Txt));
        Assert.Throws<FormatException>(() => new TinyMessage(octets));
    }

    [Fact]
    public async Task The_forged_answer_with_another_id_is_first()
    {
        using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(Lab.DnsEndPoint);
        await socket.SendAsync(TinyDns.Query("_mta-sts.dns-forged.test", LabDnsType.Txt));
        var buffer = new byte[4096];
        var first = new TinyMessage(buffer[..await socket.ReceiveAsync(buffer, Patience.Token())]);
        var second = new TinyMessage(buffer[..await socket.ReceiveAsync(buffer, Patience.Token())]);
        Assert.NotEqual(0x1234, first.Id);
        Assert.Equal(0x1234, second.Id);
        Assert.Single(second.Answers);
    }

    [Fact]
    public async Task An_answer_truncated_over_UDP_is_complete_over_TCP()
    {
        var query = TinyDns.Query("_mta-sts.dns-truncated.test", LabDnsType.Txt);
        Assert.True(new TinyMessage(await TinyDns.UdpAsync(Lab.DnsEndPoint, query)).IsTruncated);
        Assert.Single(new TinyMessage(await TinyDns.TcpAsync(Lab.DnsEndPoint, query)).Answers);
    }

    [Fact]
    public async Task Without_TCP_the_UDP_answer_is_truncated_and_the_TCP_connection_is_reset()
    {
        var query = TinyDns.Query("_mta-sts.dns-no-tcp.test", LabDnsType.Txt);
        Assert.True(new TinyMessage(await TinyDns.UdpAsync(Lab.DnsEndPoint, query)).IsTruncated);
        await Assert.ThrowsAnyAsync<IOException>(() => TinyDns.TcpAsync(Lab.DnsEndPoint, query));
    }

    [Fact]
    public async Task A_cname_loop_and_a_long_chain_are_sent_as_cnames()
    {
        var loop = await TinyDns.AskAsync(Lab.DnsEndPoint, "_mta-sts.dns-cname-loop.test", LabDnsType.Txt);
        Assert.All(loop.Answers, r => Assert.Equal(5, r.Type));
        var chain = await TinyDns.AskAsync(Lab.DnsEndPoint, "_mta-sts.dns-cname-chain.test", LabDnsType.Txt);
        Assert.Equal(21, chain.Answers.Count);
    }

    [Fact]
    public async Task One_CNAME_at_a_time_is_answered_where_the_zone_says_so()
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, "_mta-sts.cname-steps.test", LabDnsType.Txt);
        Assert.Equal("one.cname-steps.test", Assert.Single(answer.Answers).Target);
        Assert.Equal(0, answer.Rcode);
    }
}
