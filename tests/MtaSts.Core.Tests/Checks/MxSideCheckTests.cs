using System;
using System.Linq;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.Scanning;
using MtaSts.Smtp;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>Coverage and StartTls checks, and the display form of an MX host.</summary>
public class MxSideCheckTests
{
    private const string A = "mx1.contoso.test";
    private const string B = "mx2.contoso.test";

    [Fact]
    public void Coverage_Mx()
    {
        const string Id = "Coverage.Mx";
        new SampleScan().Says(Id, CheckStatus.Pass, "mail.contoso.test by mail.contoso.test");
        Covered("enforce", "a.test").Says(Id, CheckStatus.Fail, "Senders refuse the domain's mail", "validation-failure");
        Covered("enforce", A).Says(Id, CheckStatus.Fail, $"No pattern covers {B}. Senders do not deliver there.");
        Covered("testing", A).Says(Id, CheckStatus.Fail, "Senders report it now");
        Covered("none", A).Says(Id, CheckStatus.Info, $"No pattern covers {B}. Senders do not apply it in mode none.", "");
        Covered("enforce", "*.contoso.test").Says(Id, CheckStatus.Pass, "");
        new SampleScan { Policy = SampleScan.PolicyText("none", "") }.Says(Id, CheckStatus.Skipped, "no pattern");
        new SampleScan { Policy = null }.Says(Id, CheckStatus.Skipped, "no pattern");
        SampleScan.WithoutMx().Says(Id, CheckStatus.Skipped, "not known");
        // max_age is missing
        new SampleScan { Policy = "version: STSv1\nmode: enforce\nmx: a.test\n" }.Says(Id, CheckStatus.Fail, "Senders cannot use the policy now", "");
    }

    [Fact]
    public void Under_none_a_host_that_is_not_covered_is_for_information_whatever_the_record_is()
    {
        foreach (var record in new[] { SampleScan.None("_mta-sts." + SampleScan.Domain), SampleScan.Txt("_mta-sts." + SampleScan.Domain, "v=STSv1; id=a b;") })
        {
            var scan = Covered("none", A);
            scan.Sts = record;
            scan.Says("Coverage.Mx", CheckStatus.Info, $"No pattern covers {B}. Senders do not apply it in mode none.", "");
        }

        // No sender can use this text, and none would go by its patterns if it could.
        new SampleScan { Policy = "version: STSv1\nmode: none\nmx: a.test\n" }.Says("Coverage.Mx", CheckStatus.Info, "in mode none", "");
    }

    [Theory]
    [InlineData("*.google.com", "aspmx.l.google.com alt1.aspmx.l.google.com", "Many guides", "'mx: aspmx.l.google.com', 'mx: *.aspmx.l.google.com'")]
    [InlineData("*.mx.microsoft", "contoso-test.a-v1.mx.microsoft", "exactly one label", "'mx: *.a-v1.mx.microsoft'")]
    [InlineData("*.contoso.test", "contoso.test", "exactly one label", "'mx: contoso.test'")]
    [InlineData("*.outlook.com", "contoso-test.mail.protection.outlook.com", "exactly one label", "'mx: *.mail.protection.outlook.com'")]
    public void Coverage_Wildcard(string pattern, string hosts, string words, string fix)
    {
        var observed = new SampleScan { Policy = SampleScan.PolicyText(mx: pattern), Mx = [.. hosts.Split(' ').Select(h => SampleScan.Host(h))] };
        Assert.Contains(fix, observed.Says("Coverage.Wildcard", CheckStatus.Fail, words, "validation-failure").Fix, StringComparison.Ordinal);
        Assert.Contains(fix, observed.Says("Coverage.Mx", CheckStatus.Fail, "").Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_Wildcard_passes_with_a_correct_wildcard()
    {
        new SampleScan().Says("Coverage.Wildcard", CheckStatus.Pass, "no wildcard");
        Covered("enforce", "*.contoso.test").Says("Coverage.Wildcard", CheckStatus.Pass, "*.contoso.test");
        Covered("enforce", "*.unused.test").Says("Coverage.Wildcard", CheckStatus.Pass, "*.unused.test");
    }

    [Fact]
    public void Coverage_Unused()
    {
        Covered("enforce", $"{A} {B}").Says("Coverage.Unused", CheckStatus.Pass, "in use");
        Covered("enforce", $"{A} {B} next.test").Says("Coverage.Unused", CheckStatus.Info, "next.test");
    }

    [Fact]
    public void StartTls_Connect()
    {
        const string Id = "StartTls.Connect";
        new SampleScan().Says(Id, CheckStatus.Pass, "1 MX host answered");
        foreach (var tcp in new[] { TcpFailure.TimedOut, TcpFailure.Refused, TcpFailure.Unreachable })
        {
            Assert.Contains(
                "port 25", With(SampleScan.Probe(A, SmtpPhase.Connect, tcp: tcp)).Says(Id, CheckStatus.Unknown, "No MX host could be reached").Fix,
                StringComparison.Ordinal);
        }

        With(SampleScan.Probe(A, SmtpPhase.Greeting, 554)).Says(Id, CheckStatus.Unknown, "it went wrong");
        With(SampleScan.Probe(A, SmtpPhase.Connect, tcp: TcpFailure.TimedOut), SampleScan.Probe(B))
            .Says(Id, CheckStatus.Warning, "Senders will try the other hosts");
        With(SampleScan.Probe(A, SmtpPhase.Connect, tcp: TcpFailure.PrivateAddress)).Says(Id, CheckStatus.Skipped, "private");
        With(SampleScan.Probe(A, SmtpPhase.Hello, 502)).Says(Id, CheckStatus.Pass, "answered");
        new SampleScan { IsStartTlsSkipped = true }.Says(Id, CheckStatus.Skipped, "-SkipStartTls");
        SampleScan.WithoutMx().Says(Id, CheckStatus.Skipped, "no MX host with an address");
    }

    [Fact]
    public void StartTls_Offered()
    {
        const string Id = "StartTls.Offered";
        new SampleScan().Says(Id, CheckStatus.Pass, "1 MX host offered it");
        With(SampleScan.Probe(A, SmtpPhase.StartTls, 250, offered: false), SampleScan.Probe(B)).Says(Id, CheckStatus.Fail, A, "starttls-not-supported");
        With(SampleScan.Probe(A, SmtpPhase.StartTls, 454)).Says(Id, CheckStatus.Fail, A, "starttls-not-supported");
        With(SampleScan.Probe(A, SmtpPhase.Hello, 500)).Says(Id, CheckStatus.Fail, A);
        With(SampleScan.Probe(A, SmtpPhase.Hello, 550, offered: null)).Says(Id, CheckStatus.Skipped, "");
        With(SampleScan.Probe(A, SmtpPhase.Connect, offered: null)).Says(Id, CheckStatus.Skipped, "");
        With(SampleScan.Probe(A, injected: true)).Says(Id, CheckStatus.Warning, "must discard it");
    }

    [Fact]
    public void StartTls_Offered_names_the_firewall_that_takes_it_away()
    {
        const string Id = "StartTls.Offered";
        var masked = SampleScan.Probe(A, SmtpPhase.StartTls, 250, offered: false, masked: true);
        var plain = SampleScan.Probe(B, SmtpPhase.StartTls, 250, offered: false);
        var one = With(masked).Says(Id, CheckStatus.Fail, A, "starttls-not-supported");
        Assert.StartsWith($"A firewall in front of {A} inspects SMTP", one.Fix, StringComparison.Ordinal);
        Assert.Contains("no inspect esmtp", one.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain("Enable STARTTLS", one.Fix, StringComparison.Ordinal);
        Assert.EndsWith("Enable STARTTLS on the other hosts.", With(masked, plain).Says(Id, CheckStatus.Fail, B).Fix, StringComparison.Ordinal);
        var seven = With(
            [.. Enumerable.Range(1, 7).Select(i => SampleScan.Probe($"mx{i}.contoso.test", SmtpPhase.StartTls, 250, offered: false, masked: true))]).Says(Id,
            CheckStatus.Fail, "mx5.contoso.test");
        Assert.Contains("mx5.contoso.test and 2 more inspects SMTP", seven.Fix, StringComparison.Ordinal);
        Assert.EndsWith(" and 2 more.", seven.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("firewall", With(plain).Says(Id, CheckStatus.Fail, B).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void StartTls_TlsVersion()
    {
        const string Id = "StartTls.TlsVersion";
        new SampleScan().Says(Id, CheckStatus.Pass, "TLS 1.3");
        var old = With(SampleScan.Probe(A, SmtpPhase.Handshake, tls: TlsFailure.TooOld)).Says(Id, CheckStatus.Fail, A, "validation-failure");
        Assert.Contains("TLS 1.2", old.Fix, StringComparison.Ordinal);
        foreach (var limit in new[] { TlsFailure.TooNew, TlsFailure.ThisMachine })
        {
            var scan = With(SampleScan.Probe(A, SmtpPhase.Handshake, tls: limit));
            scan.Says(Id, CheckStatus.Unknown, A, "");
            Assert.Null(scan.Make().Mx[0].HasValidTls);
        }

        With(SampleScan.Probe(A, SmtpPhase.Handshake, tls: TlsFailure.Closed)).Says(Id, CheckStatus.Fail, A);
        With(SampleScan.Probe(A, SmtpPhase.Handshake, timedOut: true, tls: TlsFailure.TimedOut)).Says(Id, CheckStatus.Skipped, "");
    }

    [Theory]
    [InlineData(CertificateProblem.Expired, "certificate-expired")]
    [InlineData(CertificateProblem.ChainExpired, "certificate-expired")]
    [InlineData(CertificateProblem.NameMismatch, "certificate-host-mismatch")]
    [InlineData(CertificateProblem.NoDnsName, "certificate-host-mismatch")]
    [InlineData(CertificateProblem.SelfSigned, "certificate-not-trusted")]
    [InlineData(CertificateProblem.UntrustedRoot, "certificate-not-trusted")]
    [InlineData(CertificateProblem.MissingIntermediate, "certificate-not-trusted")]
    [InlineData(CertificateProblem.NotYetValid, "validation-failure")]
    [InlineData(CertificateProblem.WrongUsage, "validation-failure")]
    [InlineData(CertificateProblem.Invalid, "validation-failure")]
    public void StartTls_Certificate(CertificateProblem problem, string result) =>
        With(SampleScan.Probe(A), SampleScan.Probe(B, certificate: SampleScan.Certificate(B, 60, problem)))
            .Says("StartTls.Certificate", CheckStatus.Fail, $"{B}: it is not right", result);

    [Fact]
    public void StartTls_CertificateExpiry()
    {
        const string Id = "StartTls.CertificateExpiry";
        With(SampleScan.Probe(A), SampleScan.Probe(B, certificate: SampleScan.Certificate(B, 13)))
            .Says(Id, CheckStatus.Warning, $"for {B} expires on", "");
        new SampleScan().Says(Id, CheckStatus.Pass, "in 60 days");
        With(SampleScan.Probe(A, certificate: SampleScan.Certificate(A, -1, CertificateProblem.Expired))).Says(Id, CheckStatus.Skipped, "");
    }

    [Theory]
    [InlineData(SmtpPhase.Connect, null, false, StartTlsState.Unknown)]
    [InlineData(SmtpPhase.Greeting, 450, false, StartTlsState.Unknown)]
    [InlineData(SmtpPhase.Hello, 502, false, StartTlsState.NotOffered)]
    [InlineData(SmtpPhase.Hello, 550, false, StartTlsState.Unknown)]
    [InlineData(SmtpPhase.StartTls, 454, false, StartTlsState.NotOffered)]
    [InlineData(SmtpPhase.Handshake, 220, false, StartTlsState.HandshakeFailed)]
    [InlineData(SmtpPhase.Handshake, 220, true, StartTlsState.Unknown)]
    [InlineData(SmtpPhase.Done, 220, false, StartTlsState.Valid)]
    public void An_MX_host_is_shown_with_the_state_of_its_STARTTLS(SmtpPhase stage, int? code, bool timedOut, StartTlsState expected)
    {
        var host = MxHostFactory.From(SampleScan.Domain, SampleScan.Host(A, SampleScan.Probe(A, stage, code, timedOut)), null);
        Assert.Equal((expected, A, null, null), (host.StartTls, host.Host, host.IsCovered, host.CoveredBy));
        Assert.Equal(stage == SmtpPhase.Done, host.Problem.Length == 0);
    }

    [Fact]
    public void An_MX_host_is_shown_with_its_pattern_and_its_problem()
    {
        var policy = PolicyParser.Parse(SampleScan.PolicyText(mx: "*.contoso.test"));
        var bad = MxHostFactory.From(
            SampleScan.Domain, SampleScan.Host(A, SampleScan.Probe(A, certificate: SampleScan.Certificate(A, 60, CertificateProblem.Expired))), policy);
        Assert.Equal((StartTlsState.InvalidCertificate, true, "*.contoso.test", "it is not right"), (bad.StartTls, bad.IsCovered, bad.CoveredBy, bad.Problem));
        var gone =
            MxHostFactory.From(SampleScan.Domain, SampleScan.Host("a.other.test", lookup: SampleScan.Lookup("a.other.test", null), isProbed: false), policy);
        Assert.Equal((StartTlsState.NotTested, false, "The host does not exist."), (gone.StartTls, gone.IsCovered, gone.Problem));
        Assert.Equal("a.other.test", gone.ToString());
    }

    private static SampleScan Covered(string mode, string patterns) =>
        new() { Policy = SampleScan.PolicyText(mode, patterns), Mx = [SampleScan.Host(A), SampleScan.Host(B)] };

    private static SampleScan With(params SmtpProbe[] probes) => new() { Mx = [.. probes.Select(probe => SampleScan.Host(probe.Host, probe))] };
}
