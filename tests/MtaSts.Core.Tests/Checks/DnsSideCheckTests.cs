using System;
using System.Linq;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using MtaSts.Scanning;
using MtaSts.Smtp;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>Domain, Mx, Record, TlsRpt and Dane checks.</summary>
public class DnsSideCheckTests
{
    private const string Sts = "_mta-sts." + SampleScan.Domain;
    private const string TlsRpt = "_smtp._tls." + SampleScan.Domain;
    private const string Mail = "mail." + SampleScan.Domain;

    [Fact]
    public void Domain_ReceivesMail()
    {
        const string Id = "Domain.ReceivesMail";
        new SampleScan().Says(Id, CheckStatus.Pass, "1 MX host.");
        new SampleScan { MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX), Mx = [] }.Says(Id, CheckStatus.Fail, "does not exist");
        new SampleScan { MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX, DnsStatus.Timeout), Mx = [] }.Says(
            Id, CheckStatus.Skipped, "could not be looked up");
        new SampleScan { MxAnswer = FakeResolver.Answer(SampleScan.Domain, DnsRecordType.MX, [new MxRecord("x", 1, 0, "")]), Mx = [] }.Says(
            Id, CheckStatus.Info, "null MX");
        Implicit("127.0.0.1", DnsStatus.NoData).Says(Id, CheckStatus.Info, "its own MX host");
        Implicit(null, DnsStatus.NoData).Says(Id, CheckStatus.Fail, "no address");
        Implicit(null, DnsStatus.ServFail).Says(Id, CheckStatus.Unknown, "ServFail");
    }

    [Fact]
    public void Mx_Lookup()
    {
        const string Id = "Mx.Lookup";
        new SampleScan { Mx = [SampleScan.Host(Mail), SampleScan.Host("b.test", preference: 20)] }.Says(Id, CheckStatus.Pass, $"10 {Mail}; 20 b.test");
        new SampleScan { MxAnswer = FakeResolver.Answer(SampleScan.Domain, DnsRecordType.MX, [new MxRecord("x", 1, 0, "")]), Mx = [] }.Says(
            Id, CheckStatus.Pass, "null MX");
        Implicit("127.0.0.1", DnsStatus.NoData).Says(Id, CheckStatus.Info, "no MX record");
        new SampleScan {
            MxAnswer = FakeResolver.Answer(SampleScan.Domain, DnsRecordType.MX, [new MxRecord("x", 1, 0, ""), new MxRecord("x", 1, 10, Mail)]),
            Mx = [SampleScan.Host(Mail)] }.Says(Id, CheckStatus.Warning, "A null MX ('.') is published beside");
        new SampleScan { MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX), Mx = [] }.Says(Id, CheckStatus.Skipped, "does not exist");
        foreach (
            var status in new[] { DnsStatus.ServFail, DnsStatus.Timeout, DnsStatus.Refused, DnsStatus.Unreachable, DnsStatus.Malformed, DnsStatus.CnameLoop })
        {
            new SampleScan { MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX, status), Mx = [] }.Says(
                Id, CheckStatus.Unknown, status.ToString());
        }
    }

#if !MUTATION // takes seconds
    /// <summary>Whoever runs a domain's DNS decides how much it answers; a detail stays readable, and says what it leaves out.</summary>
    [Fact]
    public void A_detail_stays_short_however_much_the_DNS_answers()
    {
        string Name(int i) => $"{new string('a', 60)}{i}.contoso.test";
        foreach (var status in new[] { DnsStatus.NxDomain, DnsStatus.ServFail })
        {
            var many = With([
                .. Enumerable.Range(0, 1500).Select(i => SampleScan.Host(Name(i), lookup: SampleScan.Lookup(Name(i), null, status), isProbed: false))]);
            Assert.All(CheckCatalogue.Run(many.Make()), check => Assert.InRange(check.Detail.Length, 0, 4001));
            many.Says("Mx.Target", status == DnsStatus.NxDomain ? CheckStatus.Fail : CheckStatus.Unknown, "and 1495 more");
        }

        var uris = string.Join(",", Enumerable.Range(0, 2000).Select(i => $"mailto:reports-{i}@contoso.test"));
        var reporting = new SampleScan { TlsRpt = SampleScan.Txt("_smtp._tls." + SampleScan.Domain, "v=TLSRPTv1; rua=" + uris) };
        reporting.Says("TlsRpt.Rua", CheckStatus.Pass, "and 1990 more");
        var one = new SampleScan
        {
            TlsRpt = SampleScan.Txt("_smtp._tls." + SampleScan.Domain, $"v=TLSRPTv1; rua=mailto:{new string('a', 60_000)}@contoso.test"),
        };
        Assert.All(CheckCatalogue.Run(one.Make()), check => Assert.InRange(check.Detail.Length, 0, 4001));
    }
#endif

    [Theory]
    [InlineData(DnsStatus.Unreachable, "Check the DNS server that was asked: the one given with -Server")]
    [InlineData(DnsStatus.Malformed, "Check the DNS server that was asked")]
    [InlineData(DnsStatus.Timeout, "Check the DNS server that was asked")]
    [InlineData(DnsStatus.Refused, "Check the DNS server that was asked")]
    [InlineData(DnsStatus.ServFail, "Check the domain's name servers")]
    [InlineData(DnsStatus.CnameLoop, "Change the CNAME record at ")]
    public void The_fix_of_a_failed_lookup_is_for_the_one_who_can_change_it(DnsStatus status, string fix)
    {
        Holds(new SampleScan { MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX, status), Mx = [] }, "Mx.Lookup");
        Holds(new SampleScan { Sts = SampleScan.None(Sts, status: status) }, "Record.Present");
        Holds(new SampleScan { TlsRpt = SampleScan.None(TlsRpt, status: status) }, "TlsRpt.Present");

        void Holds(SampleScan scan, string id) => Assert.StartsWith(fix, scan.Says(id, CheckStatus.Unknown, "").Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Mx_Target()
    {
        const string Id = "Mx.Target";
        new SampleScan().Says(Id, CheckStatus.Pass, "1 MX host");
        SampleScan.WithoutMx().Says(Id, CheckStatus.Skipped, "not known");
        Implicit(null, DnsStatus.NoData).Says(Id, CheckStatus.Skipped, "no address");
        With(SampleScan.Host(Mail, lookup: SampleScan.Lookup(Mail, alias: "real.test"))).Says(Id, CheckStatus.Warning, "alias (CNAME) of real.test");
        With(SampleScan.Host(Mail, lookup: SampleScan.Lookup(Mail, null), isProbed: false)).Says(Id, CheckStatus.Fail, "does not exist");
        With(SampleScan.Host(Mail, lookup: SampleScan.Lookup(Mail, null, DnsStatus.NoData), isProbed: false)).Says(Id, CheckStatus.Fail, "has no address");
        With(SampleScan.Host(Mail, lookup: SampleScan.Lookup(Mail, null, DnsStatus.ServFail), isProbed: false)).Says(Id, CheckStatus.Unknown, "ServFail");
        With(SampleScan.Host("192.0.2.1", lookup: SampleScan.Lookup("192.0.2.1", null), isProbed: false)).Says(Id, CheckStatus.Fail, "is an IP address");
        With(SampleScan.Host("1", lookup: SampleScan.Lookup("1", "192.0.2.1"))).Says(Id, CheckStatus.Pass, "1 MX host");
        With(SampleScan.Host(Mail, SampleScan.Probe(Mail, SmtpPhase.Connect, tcp: TcpFailure.PrivateAddress))).Says(Id, CheckStatus.Fail, "went wrong");
        With(SampleScan.Host(Mail), SampleScan.Host("gone.test", lookup: SampleScan.Lookup("gone.test", null), isProbed: false))
            .Says(Id, CheckStatus.Fail, "gone.test does not exist");
    }

    [Fact]
    public void Record_Present()
    {
        const string Id = "Record.Present";
        new SampleScan().Says(Id, CheckStatus.Pass, SampleScan.GoodRecord);
        new SampleScan { Sts = null, IsPreflight = true, Fetch = null }.Says(Id, CheckStatus.Skipped, "not published");
        new SampleScan { Sts = SampleScan.None(Sts) }.Says(Id, CheckStatus.Fail, "A policy is served anyway");
        new SampleScan { Sts = SampleScan.None(Sts, status: DnsStatus.NoData), Policy = null, Fetch = SampleScan.NotFetched(FetchFailure.Connect) }.Says(
            Id, CheckStatus.Fail, $"no TXT record at {Sts}.");
        new SampleScan { Sts = SampleScan.None(Sts, status: DnsStatus.ServFail) }.Says(Id, CheckStatus.Unknown, "ServFail");
        new SampleScan { Sts = SampleScan.None(Sts), Misplaced = SampleScan.Domain }.Says(Id, CheckStatus.Fail, $"but one at {SampleScan.Domain}");
        new SampleScan { Sts = SampleScan.Txt(Sts, "v=spf1 -all") }.Says(Id, CheckStatus.Fail, "SPF");
        new SampleScan { Sts = SampleScan.Txt(Sts, "v=TLSRPTv1; rua=mailto:a@b.test") }.Says(Id, CheckStatus.Fail, "TLS-RPT");
        new SampleScan { Sts = SampleScan.Txt(Sts, "v=stsv1; id=1;") }.Says(Id, CheckStatus.Pass, "v=stsv1"); // exists, but is malformed
        new SampleScan { MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX), Mx = [] }.Says(Id, CheckStatus.Skipped, "does not exist");
    }

    [Theory]
    [InlineData("Record.Single")]
    [InlineData("Record.Syntax")]
    [InlineData("Record.Id")]
    public void A_record_that_was_not_looked_up_is_not_reported_as_missing(string id) =>
        new SampleScan { Sts = null, IsPreflight = true, Fetch = null }.Says(id, CheckStatus.Skipped, "not published");

    [Fact]
    public void Record_Single()
    {
        const string Id = "Record.Single";
        new SampleScan().Says(Id, CheckStatus.Pass, "one record");
        new SampleScan { Sts = SampleScan.None(Sts) }.Says(Id, CheckStatus.Skipped, "no MTA-STS record");
        new SampleScan { Sts = SampleScan.Txt(Sts, SampleScan.GoodRecord, "x") }.Says(Id, CheckStatus.Info, "1 other TXT record");
        new SampleScan { Sts = SampleScan.Txt(Sts, SampleScan.GoodRecord, "v=STSv1; id=2;") }.Says(Id, CheckStatus.Fail, "2 records");
    }

    [Theory]
    [InlineData("v=STSv1; id=1;", CheckStatus.Pass, CheckStatus.Pass)]
    [InlineData("v=STSv1 ; id=1;", CheckStatus.Warning, CheckStatus.Pass)]
    [InlineData("v=STSv1; id=1; id=2;", CheckStatus.Pass, CheckStatus.Warning)]
    [InlineData("v=STSv1; id=1-2;", CheckStatus.Pass, CheckStatus.Fail)]
    [InlineData("v=STSv1;; id=1;", CheckStatus.Fail, CheckStatus.Pass)]
    [InlineData("v=stsv1; id=1;", CheckStatus.Fail, CheckStatus.Skipped)]
    [InlineData("v=STSv1; id=1; x=y;", CheckStatus.Info, CheckStatus.Pass)]
    public void Record_Syntax_and_Record_Id(string text, CheckStatus syntax, CheckStatus id)
    {
        var observed = new SampleScan { Sts = SampleScan.Txt(Sts, text) };
        observed.Says("Record.Syntax", syntax, "");
        observed.Says("Record.Id", id, "");
    }

    [Fact]
    public void TlsRpt_Present()
    {
        const string Id = "TlsRpt.Present";
        new SampleScan().Says(Id, CheckStatus.Pass, "rua=mailto");
        new SampleScan().Says(Id, CheckStatus.Pass, "Microsoft's after 48 to 72 hours.");
        new SampleScan { TlsRpt = SampleScan.None(TlsRpt) }.Says(Id, CheckStatus.Warning, "no TXT record");
        new SampleScan { TlsRpt = SampleScan.None(TlsRpt), MisplacedTlsRpt = "_tls.contoso.test" }.Says(
            Id, CheckStatus.Warning, "but one at _tls.contoso.test, where senders do not look");
        new SampleScan { TlsRpt = SampleScan.None(TlsRpt, status: DnsStatus.Timeout) }.Says(Id, CheckStatus.Unknown, "Timeout");
        new SampleScan { TlsRpt = SampleScan.Txt(TlsRpt, "x") }.Says(Id, CheckStatus.Warning, "is a TLS-RPT record: x");
        new SampleScan { TlsRpt = SampleScan.Txt(TlsRpt, "v=TLSRPTv1; rua=mailto:a@b.test", "v=TLSRPTv1; rua=mailto:c@b.test") }.Says(
            Id, CheckStatus.Fail, "2 records");
        new SampleScan { MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX), Mx = [] }.Says(Id, CheckStatus.Skipped, "does not exist");
    }

    [Theory]
    [InlineData("v=TLSRPTv1; rua=mailto:a@b.test", CheckStatus.Pass, CheckStatus.Pass)]
    [InlineData("v=TLSRPTv1; rua=a@b.test", CheckStatus.Pass, CheckStatus.Fail)]
    [InlineData("v=TLSRPTv1;", CheckStatus.Pass, CheckStatus.Fail)]
    [InlineData("v=TLSRPTv1;; rua=mailto:a@b.test", CheckStatus.Fail, CheckStatus.Pass)]
    [InlineData("rua=mailto:a@b.test", CheckStatus.Fail, CheckStatus.Skipped)]
    [InlineData("something else", CheckStatus.Skipped, CheckStatus.Skipped)]
    public void TlsRpt_Syntax_and_TlsRpt_Rua(string text, CheckStatus syntax, CheckStatus rua)
    {
        var observed = new SampleScan { TlsRpt = SampleScan.Txt(TlsRpt, text) };
        observed.Says("TlsRpt.Syntax", syntax, "");
        observed.Says("TlsRpt.Rua", rua, "");
    }

    [Fact]
    public void Dane_Tlsa()
    {
        const string Id = "Dane.Tlsa";
        const string Name = "_25._tcp." + Mail;
        new SampleScan().Says(Id, CheckStatus.Skipped, "not looked up");
        With(SampleScan.Host(Mail, tlsa: SampleScan.None(Name, DnsRecordType.TLSA))).Says(Id, CheckStatus.Info, "no TLSA records");
        With(SampleScan.Host(Mail, tlsa: Tlsa(true))).Says(Id, CheckStatus.Info, "1 TLSA record, authenticated by DNSSEC");
        With(SampleScan.Host(Mail, tlsa: Tlsa(false))).Says(Id, CheckStatus.Info, "senders do not use them");
        With(SampleScan.Host(Mail, tlsa: Failed()))
            .Says(Id, CheckStatus.Info, Mail + ": its TLSA records could not be looked up (DNS server 192.0.2.1 failed (SERVFAIL)); if its zone is signed");
        With(SampleScan.Host(Mail, tlsa: Failed()), SampleScan.Host("mx2." + SampleScan.Domain, tlsa: Tlsa(true)))
            .Says(Id, CheckStatus.Info, "1 TLSA record, authenticated by DNSSEC");

        static DnsResponse Failed() =>
            new() { Name = Name, Type = DnsRecordType.TLSA, Status = DnsStatus.ServFail, Error = "DNS server 192.0.2.1 failed (SERVFAIL)." };
        static DnsResponse Tlsa(bool authenticated) => new()
        {
            Name = Name,
            Type = DnsRecordType.TLSA,
            Status = DnsStatus.Success,
            Records = new ReadableList<DnsRecord>([new TlsaRecord(Name, 1, 3, 1, 1, "00")]),
            IsAuthenticated = authenticated,
        };
    }

    private static SampleScan With(params MxScan[] hosts) => new() { Mx = hosts };

    private static SampleScan Implicit(string? address, DnsStatus status) => new()
    {
        MxAnswer = SampleScan.None(SampleScan.Domain, DnsRecordType.MX, DnsStatus.NoData),
        Mx = [SampleScan.Host(
            SampleScan.Domain, lookup: SampleScan.Lookup(SampleScan.Domain, address, status), isImplicit: true, isProbed: address is not null)],
    };
}
