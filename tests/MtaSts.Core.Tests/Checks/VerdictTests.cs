using System;
using System.Linq;
using FsCheck.Fluent;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using MtaSts.Scanning;
using MtaSts.Smtp;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>What a sender does (RFC 8461 §5).</summary>
public class VerdictTests
{
    // v: covered, TLS valid. i: covered, TLS invalid. u: covered, TLS not seen. x: not covered. n: covered, no address.
    [Theory]
    [InlineData("enforce", "v", SenderAction.DeliverVerified, "all well")]
    [InlineData("enforce", "vv", SenderAction.DeliverVerified, "all well, two hosts")]
    [InlineData("enforce", "i", SenderAction.Refuse, "invalid TLS")]
    [InlineData("enforce", "x", SenderAction.Refuse, "not covered")]
    [InlineData("enforce", "n", SenderAction.Refuse, "no address")]
    [InlineData("enforce", "ixn", SenderAction.Refuse, "no host is left")]
    [InlineData("enforce", "iv", SenderAction.DeliverVerified, "the second host is left")]
    [InlineData("enforce", "xv", SenderAction.DeliverVerified, "the covered host is left")]
    [InlineData("enforce", "uv", SenderAction.DeliverVerified, "one host is certainly good")]
    [InlineData("enforce", "u", SenderAction.Unknown, "not seen")]
    [InlineData("enforce", "iu", SenderAction.Unknown, "the remaining host was not tested")]
    [InlineData("enforce", "xu", SenderAction.Unknown, "the remaining host was not tested")]
    [InlineData("enforce", "", SenderAction.Unknown, "the MX lookup failed")]
    [InlineData("testing", "v", SenderAction.DeliverVerified, "all well")]
    [InlineData("testing", "i", SenderAction.DeliverAndReport, "invalid TLS")]
    [InlineData("testing", "x", SenderAction.DeliverAndReport, "not covered")]
    [InlineData("testing", "vi", SenderAction.DeliverAndReport, "one host is bad")]
    [InlineData("testing", "ui", SenderAction.DeliverAndReport, "one host is certainly bad")]
    [InlineData("testing", "u", SenderAction.Unknown, "not seen")]
    [InlineData("testing", "vu", SenderAction.Unknown, "one host was not tested")]
    [InlineData("testing", "", SenderAction.Unknown, "the MX lookup failed")]
    [InlineData("none", "v", SenderAction.Deliver, "mode none")]
    [InlineData("none", "i", SenderAction.Deliver, "mode none")]
    [InlineData("none", "", SenderAction.Deliver, "mode none")]
    [InlineData("Enforce", "i", SenderAction.Deliver, "a malformed policy does not count")]
    [InlineData("Enforce", "v", SenderAction.Deliver, "a malformed policy does not count")]
    public void The_table(string mode, string hosts, SenderAction expected, string reason) =>
        Assert.True(expected == Verdict.Action(With(mode, hosts).Make()), reason);

    [Theory]
    [InlineData("enforce", "u", SenderAction.TlsNotTested, "covered")]
    [InlineData("enforce", "xu", SenderAction.TlsNotTested, "the covered host is left")]
    [InlineData("enforce", "x", SenderAction.Refuse, "not covered, whatever its TLS")]
    [InlineData("testing", "u", SenderAction.TlsNotTested, "covered")]
    [InlineData("testing", "xu", SenderAction.DeliverAndReport, "one host is not covered")]
    [InlineData("none", "u", SenderAction.Deliver, "mode none")]
    [InlineData("enforce", "", SenderAction.Unknown, "the MX lookup failed")]
    public void The_table_without_a_look_at_STARTTLS(string mode, string hosts, SenderAction expected, string reason)
    {
        var scan = With(mode, hosts);
        scan.IsStartTlsSkipped = true;
        Assert.True(expected == Verdict.Action(scan.Make()), reason);
    }

    [Fact]
    public void The_verdict_never_claims_more_than_what_was_seen() => Any.Hold(
        Gen.Elements("enforce", "testing").Zip(Any.Chars("viuxn", 1, 5)),
        pair =>
        {
            var action = Verdict.Action(With(pair.Item1, pair.Item2).Make());
            if (action == SenderAction.Refuse) Assert.DoesNotContain(pair.Item2, c => c is 'u' or 'v');
            if (action == SenderAction.DeliverVerified) Assert.Contains('v', pair.Item2);
            if (pair.Item1 == "testing") Assert.NotEqual(SenderAction.Refuse, action);
        });

    [Fact]
    public void A_domain_without_record_and_policy_is_unprotected()
    {
        var name = "_mta-sts." + SampleScan.Domain;
        Assert.Equal(SenderAction.Deliver, Verdict.Action(new SampleScan { Sts = SampleScan.None(name) }.Make()));
        Assert.Equal(SenderAction.Deliver, Verdict.Action(new SampleScan { Sts = SampleScan.Txt(name, "v=STSv1;") }.Make()));
        Assert.Equal(SenderAction.Deliver, Verdict.Action(new SampleScan { Sts = SampleScan.Txt(name, SampleScan.GoodRecord, SampleScan.GoodRecord) }.Make()));
        Assert.Equal(SenderAction.Deliver, Verdict.Action(new SampleScan { Fetch = SampleScan.Fetched(SampleScan.PolicyText(), status: 301) }.Make()));
        Assert.Equal(
            SenderAction.Deliver,
            Verdict.Action(
                new SampleScan { Fetch = SampleScan.Fetched(SampleScan.Certificate("mta-sts.contoso.test", 60, CertificateProblem.Expired)) }.Make()));
    }

    [Theory]
    [InlineData(FetchFailure.Connect, TcpFailure.Unreachable, SenderAction.Unknown, "an unreachable network says nothing about the host")]
    [InlineData(FetchFailure.Connect, TcpFailure.Refused, SenderAction.Deliver, "refused")]
    [InlineData(FetchFailure.Connect, TcpFailure.TimedOut, SenderAction.Deliver, "timed out")]
    [InlineData(FetchFailure.Tls, TcpFailure.None, SenderAction.Deliver, "no TLS")]
    [InlineData(FetchFailure.Http, TcpFailure.None, SenderAction.Deliver, "no HTTP")]
    [InlineData(FetchFailure.TimedOut, TcpFailure.None, SenderAction.Deliver, "no answer in time")]
    [InlineData(FetchFailure.PrivateAddress, TcpFailure.None, SenderAction.Deliver, "a private address")]
    public void Senders_deliver_when_a_policy_cannot_be_fetched(FetchFailure failure, TcpFailure tcp, SenderAction expected, string reason)
    {
        var observed = new SampleScan { Fetch = SampleScan.NotFetched(failure, tcp: tcp), Policy = null };
        Assert.True(expected == Verdict.Action(observed.Make()), reason);
        Assert.Equal(expected == SenderAction.Unknown ? TestStatus.Unknown : TestStatus.Fail, Status(observed));
    }

    [Theory]
    [InlineData(DnsStatus.ServFail, SenderAction.Unknown)]
    [InlineData(DnsStatus.Timeout, SenderAction.Unknown)]
    [InlineData(DnsStatus.NxDomain, SenderAction.Deliver)]
    [InlineData(DnsStatus.NoData, SenderAction.Deliver)]
    [InlineData(DnsStatus.CnameLoop, SenderAction.Deliver)]
    public void A_failed_lookup_is_unknown(DnsStatus status, SenderAction expected)
    {
        var host = SampleScan.Lookup("mta-sts." + SampleScan.Domain, null, status);
        Assert.Equal(expected, Verdict.Action(new SampleScan { Fetch = SampleScan.NotFetched(FetchFailure.Lookup, host), Policy = null }.Make()));
        if (status == DnsStatus.CnameLoop) return;
        Assert.Equal(expected, Verdict.Action(new SampleScan { Sts = SampleScan.None("_mta-sts." + SampleScan.Domain, status: status) }.Make()));
    }

    [Fact]
    public void A_domain_without_mail_is_not_checked()
    {
        var nullMx =
            new SampleScan { MxAnswer = FakeResolver.Answer(SampleScan.Domain, DnsRecordType.MX, [new MxRecord(SampleScan.Domain, 300, 0, "")]), Mx = [] };
        Assert.Equal((TestStatus.NotApplicable, SenderAction.NotApplicable), (Status(nullMx), Verdict.Action(nullMx.Make())));
        var nowhere = new SampleScan { MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX), Mx = [] };
        Assert.Equal((TestStatus.Fail, SenderAction.NotApplicable), (Status(nowhere), Verdict.Action(nowhere.Make())));
        var bare = Implicit(null);
        Assert.Equal((TestStatus.Fail, SenderAction.NotApplicable), (Status(bare), Verdict.Action(bare.Make())));
    }

    [Fact]
    public void Without_an_MX_record_the_domain_is_its_own_MX()
    {
        var own = Implicit("127.0.0.1");
        Assert.Equal((TestStatus.Pass, SenderAction.DeliverVerified), (Status(own), Verdict.Action(own.Make())));
        own.Policy = SampleScan.PolicyText();
        Assert.Equal(SenderAction.Refuse, Verdict.Action(own.Make()));
    }

    [Fact]
    public void A_domain_without_MTA_STS_is_not_configured()
    {
        var host = SampleScan.Lookup("mta-sts." + SampleScan.Domain, null);
        var nothing =
            new SampleScan { Sts = SampleScan.None("_mta-sts." + SampleScan.Domain), Fetch = SampleScan.NotFetched(FetchFailure.Lookup, host), Policy = null };
        Assert.Equal((TestStatus.NotConfigured, SenderAction.Deliver), (Status(nothing), Verdict.Action(nothing.Make())));
        nothing.Misplaced = SampleScan.Domain;
        Assert.Equal(TestStatus.Fail, Status(nothing)); // a deployment was started
    }

    [Fact]
    public void An_unpublished_policy_is_checked_as_if_it_were_published()
    {
        var preflight = new SampleScan { IsPreflight = true, Sts = null, Fetch = null };
        Assert.Equal((TestStatus.Pass, SenderAction.DeliverVerified), (Status(preflight), Verdict.Action(preflight.Make())));
        preflight.Policy = SampleScan.PolicyText(mx: "mail.fabrikam.test");
        Assert.Equal((TestStatus.Fail, SenderAction.Refuse), (Status(preflight), Verdict.Action(preflight.Make())));
        preflight.Policy = "nonsense";
        Assert.Equal((TestStatus.Fail, SenderAction.Deliver), (Status(preflight), Verdict.Action(preflight.Make())));
    }

    [Fact]
    public void A_failed_TLS_RPT_lookup_is_only_a_warning() =>
        Assert.Equal(TestStatus.Warning, Status(new SampleScan { TlsRpt = SampleScan.None("_smtp._tls." + SampleScan.Domain, status: DnsStatus.ServFail) }));

    [Theory]
    [InlineData(SmtpPhase.Connect, null, false, null, null, "no connection")]
    [InlineData(SmtpPhase.Greeting, 554, false, null, null, "a greeting that refuses")]
    [InlineData(SmtpPhase.Greeting, null, true, null, null, "no greeting")]
    [InlineData(SmtpPhase.Hello, 502, false, null, false, "EHLO is not supported, so STARTTLS is impossible")]
    [InlineData(SmtpPhase.Hello, 500, false, null, false, "EHLO is not supported")]
    [InlineData(SmtpPhase.Hello, 550, false, null, null, "EHLO refused for some reason")]
    [InlineData(SmtpPhase.StartTls, 250, false, false, false, "not offered")]
    [InlineData(SmtpPhase.StartTls, 454, false, true, false, "offered, then refused")]
    [InlineData(SmtpPhase.StartTls, null, true, true, null, "offered, then silence")]
    [InlineData(SmtpPhase.Handshake, 220, false, true, false, "the handshake fails")]
    [InlineData(SmtpPhase.Handshake, 220, true, true, null, "the handshake stops")]
    [InlineData(SmtpPhase.Done, 220, false, true, true, "all well")]
    public void Only_what_was_seen_of_a_host_counts(SmtpPhase stage, int? code, bool timedOut, bool? offered, bool? expected, string reason) =>
        Assert.True(
            expected == SampleScan.Host("mail.contoso.test", SampleScan.Probe("mail.contoso.test", stage, code, timedOut, offered)).HasValidTls, reason);

    private static SampleScan Implicit(string? address) => new()
    {
        MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX, DnsStatus.NoData),
        Mx = [SampleScan.Host(
            SampleScan.Domain, lookup: SampleScan.Lookup(SampleScan.Domain, address, DnsStatus.NoData), isImplicit: true, isProbed: address is not null)],
        Policy = SampleScan.PolicyText(mx: SampleScan.Domain),
    };

    private static TestStatus Status(SampleScan observed)
    {
        var scan = observed.Make();
        return Verdict.Status(scan, CheckCatalogue.Run(scan));
    }

    private static SampleScan With(string mode, string hosts) => new()
    {
        Policy = SampleScan.PolicyText(mode, "*.mx.test"),
        MxAnswer = hosts.Length == 0
            ? SampleScan.None(SampleScan.Domain, DnsRecordType.MX, DnsStatus.ServFail)
            : FakeResolver.Answer(SampleScan.Domain, DnsRecordType.MX, [new MxRecord(SampleScan.Domain, 300, 10, "mail." + SampleScan.Domain)]),
        Mx = [.. hosts.Select((kind, i) => Make(kind, FormattableString.Invariant($"{kind}{i}.{(kind == 'x' ? "other" : "mx")}.test")))],
    };

    private static MxScan Make(char kind, string host) => kind switch
    {
        'i' => SampleScan.Host(host, SampleScan.Probe(host, certificate: SampleScan.Certificate(host, -1, CertificateProblem.Expired))),
        'u' => SampleScan.Host(host, SampleScan.Probe(host, SmtpPhase.Connect, tcp: TcpFailure.TimedOut)),
        'n' => SampleScan.Host(host, lookup: SampleScan.Lookup(host, null), isProbed: false),
        _ => SampleScan.Host(host),
    };
}
