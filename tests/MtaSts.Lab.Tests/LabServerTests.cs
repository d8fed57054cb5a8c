using System;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Https;
using MtaSts.Lab.Net;
using MtaSts.Lab.Smtp;
using MtaSts.Lab.Tests.Support;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Tests;

public class LabServerTests
{
    private static LabDomain Own(string name = "own.test") => new(name, "A domain of this test.", Expected.Healthy);

    [Fact]
    public async Task A_test_can_bring_its_own_domain_and_zone()
    {
        var domain = new LabDomain("own.test", "A custom record.", Expected.Healthy)
        {
            Records = ["v=STSv1; id=1;"],
            Dns = zone => zone.TxtWithTtl("own.test", 42, "hello"),
        };
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [domain] });
        var record = await TinyDns.AskAsync(lab.DnsEndPoint, "_mta-sts.own.test", LabDnsType.Txt);
        Assert.Equal("v=STSv1; id=1;", Assert.Single(record.Answers).Text);
        var hello = Assert.Single((await TinyDns.AskAsync(lab.DnsEndPoint, "own.test", LabDnsType.Txt)).Answers);
        Assert.Equal((42u, "hello"), (hello.Ttl, hello.Text));
    }

    [Fact]
    public async Task Queries_and_connections_are_counted()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [Own()] });
        await TinyDns.AskAsync(lab.DnsEndPoint, "OWN.test", LabDnsType.Mx);
        await TinyDns.TcpAsync(lab.DnsEndPoint, TinyDns.Query("own.test", LabDnsType.Mx));
        await TlsClient.LookAsync(lab, "own.test");
        Assert.Equal(2, lab.Counters.QuestionsFor("own.test", LabDnsType.Mx));
        Assert.Equal(0, lab.Counters.QuestionsFor("own.test", LabDnsType.Txt));
        Assert.Equal((2L, 1L), (lab.Counters.DnsQuestions, lab.Counters.DnsQuestionsOverTcp));
        Assert.Equal(1, lab.Counters.HttpsConnectionsTo("mta-sts.own.test"));
        Assert.Equal(0, lab.Counters.SmtpConnections);
    }

    [Fact]
    public async Task Two_labs_run_side_by_side()
    {
        await using var one = await LabServer.StartAsync(new LabOptions { Scenarios = [Own()] });
        await using var two = await LabServer.StartAsync(new LabOptions { Scenarios = [Own()] });
        Assert.NotEqual(one.HttpsPort, two.HttpsPort);
        Assert.NotEqual(one.RootCertificate.Subject, two.RootCertificate.Subject);
        Assert.Equal(X509ChainStatusFlags.NoError, (await TlsClient.LookAsync(two, "own.test")).Faults);
    }

    [Fact]
    public async Task A_port_in_use_is_reported()
    {
        await using var one = await LabServer.StartAsync(new LabOptions { Scenarios = [Own()] });
        var e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => LabServer.StartAsync(new LabOptions { Scenarios = [Own()], HttpsPort = one.HttpsPort }));
        Assert.Contains($"port {one.HttpsPort}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposal_ends_everything_while_clients_hang_and_frees_the_ports()
    {
        LabOptions options = new()
        {
            Scenarios =
            [
                new("own.test", "Hangs wherever it can.", Expected.Healthy)
                {
                    PolicyHost = HttpsHost.With(HttpReply.Silent),
                    Mx = LabDomain.OneMx("own.test", SmtpHost.With(OnConnect.Silent)),
                },
                new("other.test", "Hangs before TLS.", Expected.Healthy)
                {
                    PolicyHost = HttpsHost.With(Handshake.Silent),
                    Mx = LabDomain.OneMx("other.test", SmtpHost.With(OnConnect.TimesOut)),
                },
            ],
        };
        var lab = await LabServer.StartAsync(options);
        await using var smtp = await TlsClient.ConnectAsync(lab, "mail.own.test");
        await using var https = await TlsClient.ConnectAsync(lab, "mta-sts.other.test");
        await lab.DisposeAsync();
        await using var again = await LabServer.StartAsync(options with
        {
            DnsPort = lab.DnsEndPoint.Port,
        });
        Assert.Equal(lab.DnsEndPoint, again.DnsEndPoint);
    }

    [Fact]
    public async Task The_delay_comes_before_every_answer()
    {
        var delay = TimeSpan.FromMilliseconds(200);
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [Own()], Delay = delay });
        var clock = Stopwatch.StartNew();
        await TinyDns.AskAsync(lab.DnsEndPoint, "own.test", LabDnsType.Mx);
        Assert.True(clock.Elapsed >= delay * 0.9, "DNS answered too early.");
        clock.Restart();
        await TlsClient.LookAsync(lab, "own.test");
        Assert.True(clock.Elapsed >= delay * 2 * 0.9, "The policy host took the connection or shook hands too early.");
        clock.Restart();
        await using var network = await TlsClient.ConnectAsync(lab, "mail.own.test");
        var smtp = new SmtpClientLines(network);
        await smtp.ReplyAsync();
        await smtp.SayAsync("EHLO client.test");
        Assert.True(clock.Elapsed >= delay * 2 * 0.9, "The MX host replied too early.");
    }

    [Fact]
    public async Task The_root_is_written_as_pem()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [Own()] });
        var path = Path.GetTempFileName();
        try
        {
            lab.WriteRootCertificate(path);
            using var read = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(path));
            Assert.Equal(lab.RootCertificate.RawData, read.RawData);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Two_behaviors_for_one_MX_host_are_an_error()
    {
        LabDomain[] cast =
        [
            new("a.test", "Good.", Expected.Healthy) { Mx = [LabMx.Good(1, "mx.shared.test")] },
            new("b.test", "Bad.", Expected.Healthy) { Mx = [new(1, "mx.shared.test", SmtpHost.With(OnConnect.Close))] },
        ];
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => LabServer.StartAsync(new LabOptions { Scenarios = cast }));
        Assert.Contains("mx.shared.test", e.Message, StringComparison.Ordinal);
    }
}
