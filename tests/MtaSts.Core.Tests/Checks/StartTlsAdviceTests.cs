using System;
using System.Linq;
using System.Net;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.Smtp;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>What the STARTTLS checks say of several hosts, and what to do.</summary>
public class StartTlsAdviceTests
{
    private const string A = "mx1.contoso.test";
    private const string B = "mx2.contoso.test";
    private const string Renew = "Renew the certificate, and make sure that renewal is automatic.";

    [Fact]
    public void A_host_with_several_addresses_is_named_with_the_one_that_was_checked()
    {
        var seen = new SampleScan { Mx = [Host(A, 2, isProbed: true), Host(B, 1, isProbed: true)] }.Says("StartTls.Connect", CheckStatus.Pass, "");
        Assert.Equal($"2 MX hosts answered. Only one address of these hosts was checked: {A} at 192.0.2.1 (of 2).", seen.Detail);
        Assert.Equal("1 MX host answered.", new SampleScan { Mx = [Host(A, 1, isProbed: true)] }.Says("StartTls.Connect", CheckStatus.Pass, "").Detail);
    }

    [Fact]
    public void Hosts_that_answer_but_refuse_this_visitor_are_tested_from_elsewhere()
    {
        var mixed = With(SampleScan.Probe(A, SmtpPhase.Greeting, 554), SampleScan.Probe(B, SmtpPhase.Connect, tcp: TcpFailure.TimedOut));
        var check = mixed.Says("StartTls.Connect", CheckStatus.Unknown, "");
        Assert.Equal($"{A}: it went wrong; {B}: it went wrong.", check.Detail);
        Assert.Equal("Test again later or from another network: a host may answer a machine that it does not know differently from a known sender.", check.Fix);
    }

    [Theory]
    [InlineData(SmtpPhase.StartTls, true, CheckStatus.Unknown, CheckStatus.Skipped, CheckStatus.Skipped)]
    [InlineData(SmtpPhase.StartTls, false, CheckStatus.Pass, CheckStatus.Fail, CheckStatus.Skipped)]
    [InlineData(SmtpPhase.Handshake, true, CheckStatus.Unknown, CheckStatus.Skipped, CheckStatus.Skipped)]
    [InlineData(SmtpPhase.Handshake, false, CheckStatus.Pass, CheckStatus.Pass, CheckStatus.Fail)]
    [InlineData(SmtpPhase.Greeting, false, CheckStatus.Unknown, CheckStatus.Skipped, CheckStatus.Skipped)]
    [InlineData(SmtpPhase.Hello, false, CheckStatus.Unknown, CheckStatus.Skipped, CheckStatus.Skipped)]
    public void What_a_host_shows_before_it_stops_answering_is_judged_once(
        SmtpPhase stage, bool isTimedOut, CheckStatus connect, CheckStatus offered, CheckStatus version)
    {
        bool? wasOffered = stage < SmtpPhase.StartTls ? null : stage == SmtpPhase.Handshake && !isTimedOut;
        var scan = With(SampleScan.Probe(A, stage, timedOut: isTimedOut, offered: wasOffered));
        scan.Says("StartTls.Connect", connect, "");
        scan.Says("StartTls.Offered", offered, "");
        scan.Says("StartTls.TlsVersion", version, "");
    }

    [Fact]
    public void A_host_that_could_not_be_reached_is_checked_or_removed() => Assert.Equal(
        "Check the host, or remove it from the MX records.",
        With(SampleScan.Probe(A, SmtpPhase.Connect, tcp: TcpFailure.Refused), SampleScan.Probe(B)).Says("StartTls.Connect", CheckStatus.Warning, "").Fix);

    [Fact]
    public void A_private_address_of_one_host_does_not_hide_the_others() =>
        With(SampleScan.Probe(A, SmtpPhase.Connect, tcp: TcpFailure.PrivateAddress), SampleScan.Probe(B))
            .Says("StartTls.Connect", CheckStatus.Pass, "1 MX host answered.");

    [Theory]
    [InlineData(false, "Enable STARTTLS on the host.")]
    [InlineData(null, "Enable STARTTLS on the host.")]
    [InlineData(true, "The host offers STARTTLS but does not begin it: check the certificate and the private key that its TLS settings name, and its log.")]
    public void The_fix_depends_on_whether_STARTTLS_was_offered(bool? offered, string fix) =>
        Assert.Equal(fix, With(SampleScan.Probe(A, SmtpPhase.StartTls, 454, offered: offered)).Says("StartTls.Offered", CheckStatus.Fail, $"{A}: it").Fix);

    [Fact]
    public void Hosts_with_different_faults_have_a_fix_each()
    {
        var scan = With(
            SampleScan.Probe(A, SmtpPhase.Handshake, tls: TlsFailure.TooOld), SampleScan.Probe(B, SmtpPhase.Handshake, tls: TlsFailure.Closed),
            SampleScan.Probe("mx3.contoso.test", SmtpPhase.Handshake, tls: TlsFailure.TooOld));
        Assert.Equal(
            $"{A}, mx3.contoso.test: Enable TLS 1.2 and TLS 1.3 on the host. {B}: Check the TLS settings of the host: it offers STARTTLS but does not complete "
                + "the handshake.",
            scan.Says("StartTls.TlsVersion", CheckStatus.Fail, $"{A}: it went wrong; {B}: it went wrong; mx3").Fix);
    }

    [Fact]
    public void A_host_of_a_provider_has_the_provider_to_contact()
    {
        const string Host = "contoso-test.mail.protection.outlook.com";
        var scan = new SampleScan { Policy = SampleScan.PolicyText(mx: "*.mail.protection.outlook.com"), Mx = [SampleScan.Host(Host, Bad(Host))] };
        var fix = scan.Says("StartTls.Certificate", CheckStatus.Fail, Host).Fix;
        Assert.StartsWith("Microsoft 365 runs this host, so you cannot change its TLS settings.", fix, StringComparison.Ordinal);
        Assert.EndsWith("if both match, contact Microsoft 365 support.", fix, StringComparison.Ordinal);
    }

    [Fact]
    public void The_versions_of_all_hosts_are_named_once()
    {
        var old = new SmtpProbe { Host = B, Stage = SmtpPhase.Done, TlsVersion = "TLS 1.2", Certificate = SampleScan.Certificate(B), IsStartTlsOffered = true };
        Assert.Equal(
            "TLS 1.3, TLS 1.2",
            With(SampleScan.Probe(A), old, SampleScan.Probe("mx3.contoso.test")).Says("StartTls.TlsVersion", CheckStatus.Pass, "").Detail);
    }

    [Fact]
    public void A_bad_certificate_beside_good_ones_is_the_only_one_named()
    {
        var check = With(SampleScan.Probe(A), Bad(B)).Says("StartTls.Certificate", CheckStatus.Fail, "", "certificate-expired");
        Assert.Equal(($"{B}: it is not right.", Renew), (check.Detail, check.Fix));
    }

    [Fact]
    public void Three_good_certificates_are_named_and_the_others_counted()
    {
        var five = With([.. Enumerable.Range(1, 5).Select(i => SampleScan.Probe($"mx{i}.contoso.test"))]);
        var detail = five.Says("StartTls.Certificate", CheckStatus.Pass, "").Detail;
        Assert.StartsWith("mx1.contoso.test: ", detail, StringComparison.Ordinal);
        Assert.Contains("; mx3.contoso.test: ", detail, StringComparison.Ordinal);
        Assert.EndsWith(" and 2 more", detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_certificates_that_end_soon_are_renewed()
    {
        const string Host = "contoso-test.mail.protection.outlook.com";
        var scan = new SampleScan
        {
            Policy = SampleScan.PolicyText(mx: $"{A} *.mail.protection.outlook.com"),
            Mx = [SampleScan.Host(A, SampleScan.Probe(A, certificate: SampleScan.Certificate(A, 13))), SampleScan.Host(Host)],
        };
        Assert.Equal(Renew, scan.Says("StartTls.CertificateExpiry", CheckStatus.Warning, A).Fix);
        With(Bad(A)).Says("StartTls.CertificateExpiry", CheckStatus.Skipped, "No MX host presented a valid certificate.");
    }

    [Fact]
    public void Hosts_without_a_probe_are_left_out()
    {
        With(SampleScan.Probe(A, SmtpPhase.Connect)).Says("StartTls.Certificate", CheckStatus.Skipped, "No MX host got that far.");
        var one = new SampleScan { Mx = [Host(A, 1, isProbed: false), Host(B, 1, isProbed: true)] };
        one.Says("StartTls.Connect", CheckStatus.Pass, "1 MX host answered.");
        one.Says("StartTls.Offered", CheckStatus.Pass, "1 MX host offered it.");
    }

    [Theory]
    [InlineData(1, "1 of 2 MX hosts were not looked at")]
    [InlineData(0, "1 MX host answered.")]
    public void What_was_not_looked_at_is_not_a_pass(int leftOut, string detail)
    {
        var hosts = new[] { SampleScan.Host(A), Left(B) }.Take(1 + leftOut).ToList();
        var scan = new SampleScan { Mx = hosts, Policy = SampleScan.PolicyText(mx: "*.contoso.test") };
        var check = scan.Says("StartTls.Connect", leftOut > 0 ? CheckStatus.Unknown : CheckStatus.Pass, detail);
        if (leftOut == 0) return;
        Assert.StartsWith("1 MX host answered. 1 of 2 MX hosts were not looked at: a test looks at the first ", check.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Remove the MX records that are not needed: the hosts beyond the first ", check.Fix, StringComparison.Ordinal);

        // A fault that was seen stays a fault, and what was skipped stays skipped.
        scan.Mx = [SampleScan.Host(A, Bad(A)), Left(B)];
        Assert.Equal(Renew, scan.Says("StartTls.Certificate", CheckStatus.Fail, "1 of 2 MX hosts were not looked at").Fix);
        scan.IsStartTlsSkipped = true;
        scan.Says("StartTls.Connect", CheckStatus.Skipped, "Not requested (-SkipStartTls).");
    }

    private static SampleScan With(params SmtpProbe[] probes) => new() { Mx = [.. probes.Select(probe => SampleScan.Host(probe.Host, probe))] };

    private static SmtpProbe Bad(string host) => SampleScan.Probe(host, certificate: SampleScan.Certificate(host, -1, CertificateProblem.Expired));

    private static MtaSts.Scanning.MxScan Left(string host) =>
        new() { Host = host, Preference = 20, Lookup = SampleScan.Lookup(host, null, DnsStatus.Timeout), IsLeftOut = true };

    private static MtaSts.Scanning.MxScan Host(string host, int addresses, bool isProbed)
    {
        var list = Enumerable.Range(1, addresses).Select(i => (DnsRecord)new AddressRecord(host, 300, IPAddress.Parse($"192.0.2.{i}")));
        var resolver = new Support.FakeResolver().Set(Support.FakeResolver.Answer(host, DnsRecordType.A, list));
        var probe = new SmtpProbe
        {
            Host = host, Stage = SmtpPhase.Done, Address = IPAddress.Parse("192.0.2.1"), TlsVersion = "TLS 1.3", IsStartTlsOffered = true,
            Certificate = SampleScan.Certificate(host),
        };
        return SampleScan.Host(
            host, probe, MtaSts.Dns.AddressLookup.QueryAsync(resolver, host, default).GetAwaiter().GetResult(), isProbed: isProbed);
    }
}
