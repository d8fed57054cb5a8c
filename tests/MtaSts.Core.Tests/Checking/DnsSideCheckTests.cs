using MtaSts.Dns;
using MtaSts.PolicyHost;
using MtaSts.Tests.Support;
using MtaSts.Transport;
using Xunit;

namespace MtaSts.Tests.Checking;

/// <summary>Domain, Mx, Record, TlsRpt and Dane checks.</summary>
public class DnsSideCheckTests
{
    private const string Sts = "_mta-sts." + Observed.Domain;
    private const string TlsRpt = "_smtp._tls." + Observed.Domain;
    private const string Mail = "mail." + Observed.Domain;

    [Fact]
    public void Domain_ReceivesMail()
    {
        const string Id = "Domain.ReceivesMail";
        new Observed().Says(Id, CheckStatus.Pass, "1 MX host.");
        new Observed { MxAnswer = Observed.None(Observed.Domain, DnsRecordType.MX), Mx = [] }.Says(Id, CheckStatus.Fail, "does not exist");
        new Observed { MxAnswer = Observed.None(Observed.Domain, DnsRecordType.MX, DnsStatus.Timeout), Mx = [] }.Says(Id, CheckStatus.Skipped, "could not be looked up");
        new Observed { MxAnswer = FakeResolver.Answer(Observed.Domain, DnsRecordType.MX, [new MxRecord("x", 1, 0, "")]), Mx = [] }.Says(Id, CheckStatus.Info, "null MX");
        Implicit("127.0.0.1", DnsStatus.NoData).Says(Id, CheckStatus.Info, "its own MX host");
        Implicit(null, DnsStatus.NoData).Says(Id, CheckStatus.Fail, "no address");
        Implicit(null, DnsStatus.ServFail).Says(Id, CheckStatus.Unknown, "ServFail");
    }

    [Fact]
    public void Mx_Lookup()
    {
        const string Id = "Mx.Lookup";
        new Observed { Mx = [Observed.Host(Mail), Observed.Host("b.test", preference: 20)] }.Says(Id, CheckStatus.Pass, $"10 {Mail}; 20 b.test");
        new Observed { MxAnswer = FakeResolver.Answer(Observed.Domain, DnsRecordType.MX, [new MxRecord("x", 1, 0, "")]), Mx = [] }.Says(Id, CheckStatus.Pass, "null MX");
        Implicit("127.0.0.1", DnsStatus.NoData).Says(Id, CheckStatus.Info, "no MX record");
        new Observed { MxAnswer = FakeResolver.Answer(Observed.Domain, DnsRecordType.MX, [new MxRecord("x", 1, 0, ""), new MxRecord("x", 1, 10, Mail)]), Mx = [Observed.Host(Mail)] }.Says(Id, CheckStatus.Warning, "A null MX ('.') stands beside");
        new Observed { MxAnswer = Observed.None(Observed.Domain, DnsRecordType.MX), Mx = [] }.Says(Id, CheckStatus.Skipped, "does not exist");
        foreach (var status in new[] { DnsStatus.ServFail, DnsStatus.Timeout, DnsStatus.Refused, DnsStatus.Unreachable, DnsStatus.Malformed, DnsStatus.CnameLoop })
            new Observed { MxAnswer = Observed.None(Observed.Domain, DnsRecordType.MX, status), Mx = [] }.Says(Id, CheckStatus.Unknown, status.ToString());
    }

    [Fact]
    public void Mx_Target()
    {
        const string Id = "Mx.Target";
        new Observed().Says(Id, CheckStatus.Pass, "1 MX host");
        Observed.WithoutMx().Says(Id, CheckStatus.Skipped, "not known");
        Implicit(null, DnsStatus.NoData).Says(Id, CheckStatus.Skipped, "no address");
        With(Observed.Host(Mail, lookup: Observed.Lookup(Mail, alias: "real.test"))).Says(Id, CheckStatus.Warning, "alias (CNAME) of real.test");
        With(Observed.Host(Mail, lookup: Observed.Lookup(Mail, null), isProbed: false)).Says(Id, CheckStatus.Fail, "does not exist");
        With(Observed.Host(Mail, lookup: Observed.Lookup(Mail, null, DnsStatus.NoData), isProbed: false)).Says(Id, CheckStatus.Fail, "has no address");
        With(Observed.Host(Mail, lookup: Observed.Lookup(Mail, null, DnsStatus.ServFail), isProbed: false)).Says(Id, CheckStatus.Unknown, "ServFail");
        With(Observed.Host("192.0.2.1", lookup: Observed.Lookup("192.0.2.1", null), isProbed: false)).Says(Id, CheckStatus.Fail, "is an IP address");
        With(Observed.Host("1", lookup: Observed.Lookup("1", "192.0.2.1"))).Says(Id, CheckStatus.Pass, "1 MX host");
        With(Observed.Host(Mail, Observed.Probe(Mail, MtaSts.Smtp.SmtpStage.Connect, tcp: TcpFailure.PrivateAddress))).Says(Id, CheckStatus.Fail, "went wrong");
        With(Observed.Host(Mail), Observed.Host("gone.test", lookup: Observed.Lookup("gone.test", null), isProbed: false)).Says(Id, CheckStatus.Fail, "gone.test does not exist");
    }

    [Fact]
    public void Record_Present()
    {
        const string Id = "Record.Present";
        new Observed().Says(Id, CheckStatus.Pass, Observed.GoodRecord);
        new Observed { Sts = null, IsPreflight = true, Fetch = null }.Says(Id, CheckStatus.Skipped, "not published");
        new Observed { Sts = Observed.None(Sts) }.Says(Id, CheckStatus.Fail, "A policy is served all the same");
        new Observed { Sts = Observed.None(Sts, status: DnsStatus.NoData), Policy = null, Fetch = Observed.NotFetched(FetchFailure.Connect) }.Says(Id, CheckStatus.Fail, $"no TXT record at {Sts}.");
        new Observed { Sts = Observed.None(Sts, status: DnsStatus.ServFail) }.Says(Id, CheckStatus.Unknown, "ServFail");
        new Observed { Sts = Observed.None(Sts), Misplaced = Observed.Domain }.Says(Id, CheckStatus.Fail, $"but one at {Observed.Domain}");
        new Observed { Sts = Observed.Txt(Sts, "v=spf1 -all") }.Says(Id, CheckStatus.Fail, "SPF");
        new Observed { Sts = Observed.Txt(Sts, "v=TLSRPTv1; rua=mailto:a@b.test") }.Says(Id, CheckStatus.Fail, "TLS-RPT");
        new Observed { Sts = Observed.Txt(Sts, "v=stsv1; id=1;") }.Says(Id, CheckStatus.Pass, "v=stsv1"); // there, and malformed
        new Observed { MxAnswer = Observed.None(Observed.Domain, DnsRecordType.MX), Mx = [] }.Says(Id, CheckStatus.Skipped, "does not exist");
    }

    [Theory]
    [InlineData("Record.Single")]
    [InlineData("Record.Syntax")]
    [InlineData("Record.Id")]
    public void A_record_that_was_not_looked_at_is_not_said_to_be_missing(string id) =>
        new Observed { Sts = null, IsPreflight = true, Fetch = null }.Says(id, CheckStatus.Skipped, "not published");

    [Fact]
    public void Record_Single()
    {
        const string Id = "Record.Single";
        new Observed().Says(Id, CheckStatus.Pass, "one record");
        new Observed { Sts = Observed.None(Sts) }.Says(Id, CheckStatus.Skipped, "no MTA-STS record");
        new Observed { Sts = Observed.Txt(Sts, Observed.GoodRecord, "x") }.Says(Id, CheckStatus.Info, "1 other TXT record");
        new Observed { Sts = Observed.Txt(Sts, Observed.GoodRecord, "v=STSv1; id=2;") }.Says(Id, CheckStatus.Fail, "2 records");
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
        var observed = new Observed { Sts = Observed.Txt(Sts, text) };
        observed.Says("Record.Syntax", syntax, "");
        observed.Says("Record.Id", id, "");
    }

    [Fact]
    public void TlsRpt_Present()
    {
        const string Id = "TlsRpt.Present";
        new Observed().Says(Id, CheckStatus.Pass, "rua=mailto");
        new Observed().Says(Id, CheckStatus.Pass, "Microsoft's after 48 to 72 hours.");
        new Observed { TlsRpt = Observed.None(TlsRpt) }.Says(Id, CheckStatus.Warning, "no TXT record");
        new Observed { TlsRpt = Observed.None(TlsRpt, status: DnsStatus.Timeout) }.Says(Id, CheckStatus.Unknown, "Timeout");
        new Observed { TlsRpt = Observed.Txt(TlsRpt, "x") }.Says(Id, CheckStatus.Warning, "is a TLS-RPT record: x");
        new Observed { TlsRpt = Observed.Txt(TlsRpt, "v=TLSRPTv1; rua=mailto:a@b.test", "v=TLSRPTv1; rua=mailto:c@b.test") }.Says(Id, CheckStatus.Fail, "2 records");
        new Observed { MxAnswer = Observed.None(Observed.Domain, DnsRecordType.MX), Mx = [] }.Says(Id, CheckStatus.Skipped, "does not exist");
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
        var observed = new Observed { TlsRpt = Observed.Txt(TlsRpt, text) };
        observed.Says("TlsRpt.Syntax", syntax, "");
        observed.Says("TlsRpt.Rua", rua, "");
    }

    [Fact]
    public void Dane_Tlsa()
    {
        const string Id = "Dane.Tlsa";
        const string Name = "_25._tcp." + Mail;
        new Observed().Says(Id, CheckStatus.Skipped, "not looked up");
        With(Observed.Host(Mail, tlsa: Observed.None(Name, DnsRecordType.TLSA))).Says(Id, CheckStatus.Info, "no TLSA records");
        With(Observed.Host(Mail, tlsa: Tlsa(true))).Says(Id, CheckStatus.Info, "1 TLSA record, authenticated by DNSSEC");
        With(Observed.Host(Mail, tlsa: Tlsa(false))).Says(Id, CheckStatus.Info, "senders do not use them");
        With(Observed.Host(Mail, tlsa: Failed())).Says(Id, CheckStatus.Info, Mail + ": its TLSA records could not be looked up (DNS server 192.0.2.1 failed (SERVFAIL)); where its zone is signed");
        With(Observed.Host(Mail, tlsa: Failed()), Observed.Host("mx2." + Observed.Domain, tlsa: Tlsa(true))).Says(Id, CheckStatus.Info, "1 TLSA record, authenticated by DNSSEC");

        static DnsResponse Failed() => new() { Name = Name, Type = DnsRecordType.TLSA, Status = DnsStatus.ServFail, Error = "DNS server 192.0.2.1 failed (SERVFAIL)." };
        static DnsResponse Tlsa(bool authenticated) => new()
        {
            Name = Name,
            Type = DnsRecordType.TLSA,
            Status = DnsStatus.Success,
            Records = new MtaSts.Text.ReadableList<DnsRecord>([new TlsaRecord(Name, 1, 3, 1, 1, "00")]),
            IsAuthenticated = authenticated,
        };
    }

    private static Observed With(params MtaSts.Checking.MxObservation[] hosts) => new() { Mx = hosts };

    private static Observed Implicit(string? address, DnsStatus status) => new()
    {
        MxAnswer = Observed.None(Observed.Domain, DnsRecordType.MX, DnsStatus.NoData),
        Mx = [Observed.Host(Observed.Domain, lookup: Observed.Lookup(Observed.Domain, address, status), isImplicit: true, isProbed: address is not null)],
    };
}
