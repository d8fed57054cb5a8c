using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Smtp;
using MtaSts.Net.Transport;
using MtaSts.Smtp;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Smtp;

[Collection(SharedTestLab.Name)]
public class SmtpProberTests(TestLab lab)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("healthy.test")]
    [InlineData("smtp-talkative.test")]
    [InlineData("smtp-tarpit.test")]
    [InlineData("tls12.test")]
    public async Task A_good_host_is_probed_to_the_end_and_left_with_QUIT(string domain)
    {
        var probe = await Probe(domain);
        Assert.Equal((SmtpPhase.Done, true, false, ""), (probe.Stage, probe.IsStartTlsOffered, probe.IsTimedOut, probe.Error));
        Assert.True(probe.Certificate!.IsValid, probe.Certificate.Explanation);
        Assert.Equal(domain == "tls12.test" ? "TLS 1.2" : "TLS 1.3", probe.TlsVersion);
        Assert.Equal(lab.Lab.AddressOf("mail." + domain), probe.Address);
        var session = await Session(domain);
        Assert.Equal(["STARTTLS", "QUIT"], session.Commands.Skip(1));
        Assert.Matches(@"^EHLO \[127\.\d+\.\d+\.\d+\]$", session.Commands.First());
        Assert.Equal(("mail." + domain, true, true, false), (session.ServerName, session.IsEncrypted, session.SaidQuit, session.SpokeOutOfTurn));
    }

    [Theory]
    [InlineData("smtp-closes.test", SmtpPhase.Greeting, null, null, "closed the connection")]
    [InlineData("smtp-554.test", SmtpPhase.Greeting, 554, null, "5.7.1 no service")]
    [InlineData("smtp-421.test", SmtpPhase.Greeting, 421, null, "4.3.2 too busy")]
    [InlineData("smtp-450.test", SmtpPhase.Greeting, 450, null, "4.7.1 greylisted")]
    [InlineData("smtp-garbage.test", SmtpPhase.Greeting, null, null, "not an SMTP reply")]
    [InlineData("smtp-endless.test", SmtpPhase.Greeting, null, null, "100 lines")]
    [InlineData("smtp-long-line.test", SmtpPhase.Greeting, null, null, "2,048 octets")]
    [InlineData("smtp-helo-only.test", SmtpPhase.Hello, 502, null, "EHLO with '502")]
    [InlineData("smtp-no-starttls.test", SmtpPhase.StartTls, 250, false, "does not list STARTTLS")]
    [InlineData("smtp-454.test", SmtpPhase.StartTls, 454, true, "STARTTLS with '454")]
    [InlineData("smtp-masked-ehlo.test", SmtpPhase.StartTls, 250, false, "'XXXXXXXA' in place of an extension")]
    [InlineData("smtp-masked-greeting.test", SmtpPhase.Hello, 500, null, "greeting is masked with asterisks")]
    [InlineData("smtp-masked-command.test", SmtpPhase.StartTls, 500, true, "XXXXXXXX")]
    [InlineData("smtp-handshake-closed.test", SmtpPhase.Handshake, 220, true, "without an answer")]
    [InlineData("smtp-tls10.test", SmtpPhase.Handshake, 220, true, "TLS 1.0")]
    [InlineData("smtp-version-alert.test", SmtpPhase.Handshake, 220, true, "alert 70")]
    public async Task The_result_shows_how_far_the_probe_got_and_why_it_stopped(string domain, SmtpPhase stage, int? code, bool? offered, string words)
    {
        var probe = await Probe(domain);
        Assert.Equal((stage, code, offered, false), (probe.Stage, probe.ReplyCode, probe.IsStartTlsOffered, probe.IsTimedOut));
        Assert.Contains(words, probe.Error, StringComparison.Ordinal);
        Assert.Equal(SafeText.Clean(probe.Error), probe.Error);
        Assert.Null(probe.TlsVersion);
    }

    [Theory]
    [InlineData("smtp-masked-ehlo.test", true)]
    [InlineData("smtp-masked-greeting.test", true)]
    [InlineData("smtp-masked-command.test", true)]
    [InlineData("smtp-no-starttls.test", false)]
    [InlineData("smtp-helo-only.test", false)]
    [InlineData("smtp-454.test", false)]
    [InlineData("healthy.test", false)]
    public async Task A_firewall_that_masks_answers_is_distinguished_from_a_host_without_STARTTLS(string domain, bool isMasked) =>
        Assert.Equal(isMasked, (await Probe(domain)).IsMasked);

    [Theory]
    [InlineData("smtp-no-starttls.test")]
    [InlineData("smtp-454.test")]
    [InlineData("smtp-helo-only.test")]
    public async Task QUIT_is_sent_when_the_host_still_listens(string domain)
    {
        await Probe(domain);
        Assert.True((await Session(domain)).SaidQuit);
    }

    [Theory]
    [InlineData("smtp-timeout.test", SmtpPhase.Connect, "did not answer in time")]
    [InlineData("smtp-silent.test", SmtpPhase.Greeting, "sent no greeting in time")]
    [InlineData("smtp-drip.test", SmtpPhase.Greeting, "sent no greeting in time")]
    public async Task A_slow_host_is_not_awaited(string domain, SmtpPhase stage, string words)
    {
        var probe = await Probe(domain, lab.Options(step: Short));
        Assert.Equal((stage, true), (probe.Stage, probe.IsTimedOut));
        Assert.Contains(words, probe.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_distinguished_from_a_firewall()
    {
        var probe = await Probe("smtp-refused.test");
        Assert.Equal((SmtpPhase.Connect, TcpFailure.Refused, false), (probe.Stage, probe.TcpFailure, probe.IsTimedOut));
    }

    [Theory]
    [InlineData("smtp-cert-expired.test", CertificateProblem.Expired)]
    [InlineData("smtp-cert-not-yet-valid.test", CertificateProblem.NotYetValid)]
    [InlineData("smtp-cert-wrong-name.test", CertificateProblem.NameMismatch)]
    [InlineData("smtp-cert-common-name.test", CertificateProblem.NoDnsName)]
    [InlineData("smtp-cert-self-signed.test", CertificateProblem.SelfSigned)]
    [InlineData("smtp-cert-untrusted.test", CertificateProblem.UntrustedRoot)]
    [InlineData("smtp-cert-incomplete.test", CertificateProblem.MissingIntermediate)]
    public async Task A_bad_certificate_is_explained(string domain, CertificateProblem problem)
    {
        var probe = await Probe(domain);
        Assert.Equal(SmtpPhase.Done, probe.Stage);
        Assert.Equal([problem], probe.Certificate!.Problems);
    }

    [Fact]
    public async Task Text_injected_before_the_handshake_is_detected_and_discarded()
    {
        var probe = await Probe("smtp-injected.test");
        Assert.Equal((SmtpPhase.Done, true), (probe.Stage, probe.HasInjectedText));
        Assert.False((await Probe("healthy.test")).HasInjectedText);
    }

    [Fact]
    public async Task The_next_address_is_tried()
    {
        var probe = await new SmtpProber(lab.Options())
            .ProbeAsync("mail.healthy.test", [IPAddress.Parse("127.99.99.99"), lab.Lab.AddressOf("mail.healthy.test")], CancellationToken.None);
        Assert.Equal(SmtpPhase.Done, probe.Stage);
    }

    [Fact]
    public async Task Private_addresses_are_not_contacted_unless_allowed()
    {
        var before = lab.Lab.Counters.SmtpConnections;
        var probe = await Probe("healthy.test", lab.Options(allowPrivate: false));
        Assert.Equal((SmtpPhase.Connect, TcpFailure.PrivateAddress), (probe.Stage, probe.TcpFailure));
        Assert.Equal(before, lab.Lab.Counters.SmtpConnections);
        Assert.Equal(TcpFailure.NoAddress, (await new SmtpProber(lab.Options()).ProbeAsync("a.test", [], CancellationToken.None)).TcpFailure);
    }

    [Theory]
    [InlineData("\\032")] // a space, as the DNS reader shows it
    [InlineData("\\255")]
    [InlineData("_")]
    [InlineData("xn--")]
    public async Task A_host_with_an_unusual_name_is_probed_and_nothing_throws(string piece)
    {
        var host = string.Concat(Enumerable.Repeat(piece, 40)) + ".test";
        var probe = await new SmtpProber(lab.Options()).ProbeAsync(host, [lab.Lab.AddressOf("mail.healthy.test")], CancellationToken.None);
        Assert.True(probe.Stage is SmtpPhase.Done or SmtpPhase.Handshake);
        if (piece[0] == '\\') Assert.Contains("not a host name", probe.Error, StringComparison.Ordinal);
        Assert.False(probe.Certificate is { IsValid: true });
    }

    [Fact]
    public async Task Every_step_is_reported()
    {
        var steps = new ConcurrentQueue<NetworkStep>();
        await Probe("healthy.test", lab.Options(onStep: steps.Enqueue));
        Assert.Equal(["TCP", "SMTP", "SMTP", "SMTP", "TLS"], steps.Select(s => s.Kind));
    }

    [Fact]
    public async Task Cancellation_ends_it_at_once()
    {
        using var source = new CancellationTokenSource();
        var probe = new SmtpProber(lab.Options(step: Wait.Long, onStep: _ => source.CancelAfter(1)))
            .ProbeAsync("mail.smtp-silent.test", [lab.Lab.AddressOf("mail.smtp-silent.test")], source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Null_is_misuse()
    {
        Assert.Throws<ArgumentNullException>(() => new SmtpProber(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => new SmtpProber(lab.Options()).ProbeAsync("a.test", null!, CancellationToken.None));
    }

    private Task<SmtpProbe> Probe(string domain, NetworkOptions? options = null) =>
        new SmtpProber(options ?? lab.Options()).ProbeAsync("mail." + domain, [lab.Lab.AddressOf("mail." + domain)], CancellationToken.None);

    private async Task<SmtpSession> Session(string domain)
    {
        var session = lab.Lab.Counters.SmtpSessionsWith("mail." + domain)[^1];
        await Wait.For(session.Ended);
        return session;
    }
}
