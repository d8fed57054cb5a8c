using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

public class StrangeInputTests
{
    [Fact]
    public async Task Malformed_queries_do_not_affect_the_next_answer()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [], Synthetic = new SyntheticDomains() });
        var random = new Random(8461);
        using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(lab.DnsEndPoint);
        for (var i = 0; i < 2000; i++)
        {
            var query = TinyDns.Query("_mta-sts.d1.bench.test", LabDnsType.Txt, dnssecOk: true);
            for (var flips = random.Next(1, 6); flips > 0; flips--)
                query[random.Next(query.Length)] = (byte)random.Next(256);
            await socket.SendAsync(query.AsMemory(0, random.Next(query.Length + 1)));
        }

        var answer = await TinyDns.AskAsync(lab.DnsEndPoint, "_mta-sts.d1.bench.test", LabDnsType.Txt);
        Assert.Single(answer.Answers);
    }

    [Theory]
    [InlineData("GET /dns-query?dns=%%% HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /dns-query?dns=AAAA*AAA HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("POST /dns-query HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    public async Task A_malformed_query_over_HTTPS_is_a_bad_request(string request)
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [] });
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", lab.DohUrl.Port);
        var (tls, _, _) = await TlsClient.HandshakeAsync(client.GetStream(), "127.0.0.1");
        await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes(request));
        Assert.Equal("HTTP/1.1 400 Bad Request", await new SmtpClientLines(tls).LineAsync());
        await tls.DisposeAsync();
    }

    [Fact]
    public async Task An_endless_command_line_ends_the_session()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [new("own.test", "Good.", Expected.Healthy)] });
        await using var network = await TlsClient.ConnectAsync(lab, "mail.own.test");
        await network.WriteAsync(new byte[1024]);
        var smtp = new SmtpClientLines(network);
        Assert.Equal(2, (await smtp.ReplyAsync()).Count);
        Assert.Null(await smtp.LineAsync());
    }
}
