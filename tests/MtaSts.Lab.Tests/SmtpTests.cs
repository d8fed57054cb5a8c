using System;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

[Collection(SharedLab.Name)]
public class SmtpTests(FullLab fixture)
{
    private LabServer Lab => fixture.Lab;

    [Fact]
    public async Task A_whole_session_is_served_and_recorded()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [Lab.Scenarios[0]] });
        await using (var network = await TlsClient.ConnectAsync(lab, "mail.healthy.test"))
        {
            var plain = new SmtpClientLines(network);
            var greeting = await plain.ReplyAsync();
            Assert.Equal(2, greeting.Count);
            Assert.StartsWith("220-mail.healthy.test", greeting[0], StringComparison.Ordinal);
            Assert.Contains("250-STARTTLS", await plain.SayAsync("EHLO client.test"));
            Assert.Equal(["220 go ahead"], await plain.SayAsync("STARTTLS"));

            var (tls, shown, sent) = await TlsClient.HandshakeAsync(network, "mail.healthy.test");
            Assert.Equal(["mail.healthy.test"], shown.DnsNames);
            Assert.Equal(X509ChainStatusFlags.NoError, shown.ChainFaults(lab, sent));
            var secret = new SmtpClientLines(tls);
            Assert.DoesNotContain(await secret.SayAsync("EHLO client.test"), l => l.Contains("STARTTLS", StringComparison.Ordinal));
            Assert.StartsWith("221", (await secret.SayAsync("QUIT"))[0], StringComparison.Ordinal);
            Assert.Null(await secret.LineAsync());
        }

        var session = Assert.Single(lab.Counters.SmtpSessionsWith("mail.healthy.test"));
        await session.Ended.WaitAsync(Patience.Token());
        Assert.Equal(["EHLO client.test", "STARTTLS", "EHLO client.test", "QUIT"], session.Commands);
        Assert.True(session.IsEncrypted);
        Assert.True(session.SaidQuit);
        Assert.False(session.SpokeOutOfTurn);
        Assert.Equal("mail.healthy.test", session.ServerName);
    }

    [Fact]
    public async Task A_session_without_QUIT_and_pipelining_past_STARTTLS_are_recorded()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [Lab.Scenarios[0]] });
        await using (var network = await TlsClient.ConnectAsync(lab, "mail.healthy.test"))
        {
            await network.WriteAsync("STARTTLS\r\nEHLO sneaky.test\r\n"u8.ToArray());
            network.Socket.Shutdown(SocketShutdown.Send);
            var smtp = new SmtpClientLines(network);
            while (await smtp.LineAsync() is not null)
            {
            }
        }

        var session = Assert.Single(lab.Counters.SmtpSessions);
        await session.Ended.WaitAsync(Patience.Token());
        Assert.False(session.SaidQuit);
        Assert.True(session.SpokeOutOfTurn);
    }

    [Theory]
    [InlineData("smtp-554.test", "554")]
    [InlineData("smtp-421.test", "421")]
    [InlineData("smtp-450.test", "450")]
    public async Task A_refusing_greeting_has_its_code_and_the_end_after_it(string domain, string code)
    {
        await using var network = await TlsClient.ConnectAsync(Lab, "mail." + domain);
        var smtp = new SmtpClientLines(network);
        Assert.All(await smtp.ReplyAsync(), l => Assert.StartsWith(code, l, StringComparison.Ordinal));
        Assert.Null(await smtp.LineAsync());
    }

    [Fact]
    public async Task A_host_without_STARTTLS_neither_offers_nor_accepts_it()
    {
        await using var network = await TlsClient.ConnectAsync(Lab, "mail.smtp-no-starttls.test");
        var smtp = new SmtpClientLines(network);
        await smtp.ReplyAsync();
        Assert.DoesNotContain(await smtp.SayAsync("EHLO client.test"), l => l.Contains("STARTTLS", StringComparison.Ordinal));
        Assert.StartsWith("502", (await smtp.SayAsync("STARTTLS"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_continues_in_plain_text_after_STARTTLS_is_refused()
    {
        await using var network = await TlsClient.ConnectAsync(Lab, "mail.smtp-454.test");
        var smtp = new SmtpClientLines(network);
        await smtp.ReplyAsync();
        Assert.Contains("250-STARTTLS", await smtp.SayAsync("EHLO client.test"));
        Assert.StartsWith("454", (await smtp.SayAsync("STARTTLS"))[0], StringComparison.Ordinal);
        Assert.StartsWith("221", (await smtp.SayAsync("QUIT"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_EHLO_rejects_EHLO()
    {
        await using var network = await TlsClient.ConnectAsync(Lab, "mail.smtp-helo-only.test");
        var smtp = new SmtpClientLines(network);
        await smtp.ReplyAsync();
        Assert.StartsWith("502", (await smtp.SayAsync("EHLO client.test"))[0], StringComparison.Ordinal);
        Assert.StartsWith("250", (await smtp.SayAsync("HELO client.test"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Injected_plain_text_follows_the_220_and_the_handshake_works_without_it()
    {
        await using var network = await TlsClient.ConnectAsync(Lab, "mail.smtp-injected.test");
        var smtp = new SmtpClientLines(network);
        await smtp.ReplyAsync();
        await smtp.SayAsync("EHLO client.test");
        Assert.Equal(["220 go ahead"], await smtp.SayAsync("STARTTLS"));
        Assert.Equal(["250-injected.invalid", "250 AUTH PLAIN"], await smtp.ReplyAsync());
        var (tls, shown, _) = await TlsClient.HandshakeAsync(network, "mail.smtp-injected.test");
        await tls.DisposeAsync();
        Assert.Equal(["mail.smtp-injected.test"], shown.DnsNames);
    }

    [Fact]
    public async Task The_endless_greeting_has_any_number_of_lines()
    {
        await using var network = await TlsClient.ConnectAsync(Lab, "mail.smtp-endless.test");
        var much = new byte[500_000];
        await network.ReadExactlyAsync(much, Patience.Token());
        Assert.DoesNotContain("220 ", System.Text.Encoding.ASCII.GetString(much), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_long_line_has_ten_million_octets_without_a_line_end()
    {
        await using var network = await TlsClient.ConnectAsync(Lab, "mail.smtp-long-line.test");
        var much = new byte[10_000_004];
        await network.ReadExactlyAsync(much, Patience.Token());
        Assert.DoesNotContain((byte)'\n', much);
    }

    [Theory]
    [InlineData("smtp-cert-expired.test", X509ChainStatusFlags.NotTimeValid)]
    [InlineData("smtp-cert-untrusted.test", X509ChainStatusFlags.PartialChain)]
    [InlineData("smtp-cert-incomplete.test", X509ChainStatusFlags.PartialChain)]
    [InlineData("smtp-cert-self-signed.test", X509ChainStatusFlags.UntrustedRoot)]
    [InlineData("mx-cname.test", X509ChainStatusFlags.NoError)]
    public async Task The_certificate_has_the_expected_fault(string domain, X509ChainStatusFlags expected)
    {
        await using var network = await TlsClient.ConnectAsync(Lab, "mail." + domain);
        var smtp = new SmtpClientLines(network);
        await smtp.ReplyAsync();
        await smtp.SayAsync("EHLO client.test");
        await smtp.SayAsync("STARTTLS");
        var (tls, shown, sent) = await TlsClient.HandshakeAsync(network, "mail." + domain);
        await tls.DisposeAsync();
        Assert.Equal(expected, shown.ChainFaults(Lab, sent));
        Assert.Equal(["mail." + domain], shown.DnsNames);
    }

    [Fact]
    public async Task Only_the_last_of_three_hosts_has_an_expired_certificate()
    {
        foreach (var (host, fault) in new[] { ("mx1", X509ChainStatusFlags.NoError), ("mx3", X509ChainStatusFlags.NotTimeValid) })
        {
            await using var network = await TlsClient.ConnectAsync(Lab, host + ".three-one-expired.test");
            var smtp = new SmtpClientLines(network);
            await smtp.ReplyAsync();
            await smtp.SayAsync("STARTTLS");
            var (tls, shown, sent) = await TlsClient.HandshakeAsync(network, host + ".three-one-expired.test");
            await tls.DisposeAsync();
            Assert.Equal(fault, shown.ChainFaults(Lab, sent));
        }
    }
}
