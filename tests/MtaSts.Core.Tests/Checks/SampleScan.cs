using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using MtaSts.Dns;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.PolicyFetching;
using MtaSts.Records;
using MtaSts.Scanning;
using MtaSts.Smtp;
using MtaSts.Tests.Support;
using MtaSts.Text;

namespace MtaSts.Tests.Checks;

/// <summary>Scans without faults, except what a test changes.</summary>
internal sealed class SampleScan
{
    public const string Domain = "contoso.test";
    public const string GoodRecord = "v=STSv1; id=1;";
    public static readonly DateTime Now = new(2026, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    public DnsResponse MxAnswer { get; set; } = FakeResolver.Answer(Domain, DnsRecordType.MX, [new MxRecord(Domain, 300, 10, "mail." + Domain)]);

    public IReadOnlyList<MxScan> Mx { get; set; } = [Host("mail." + Domain)];

    public DnsResponse? Sts { get; set; } = Txt("_mta-sts." + Domain, GoodRecord);

    public string? Misplaced { get; set; }

    public string? MisplacedTlsRpt { get; set; }

    public PolicyFetch? Fetch { get; set; } = Fetched(PolicyText());

    public string? Policy { get; set; } = PolicyText();

    public bool IsPreflight { get; set; }

    public DnsResponse TlsRpt { get; set; } = Txt("_smtp._tls." + Domain, "v=TLSRPTv1; rua=mailto:tls@contoso.test");

    public bool IsStartTlsSkipped { get; set; }

    public EarlierResult? Earlier { get; set; }

    public WildcardProbe? Wildcard { get; set; }

    public int WarnDays { get; set; } = TestOptions.DefaultWarnDays;

    public static string PolicyText(string mode = "enforce", string mx = "mail." + Domain, long age = 604800) =>
        $"version: STSv1\nmode: {mode}\n{string.Concat(mx.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(m => $"mx: {m}\n"))}max_age: {age}\n";

    public static DnsResponse Txt(string name, params string[] texts) => FakeResolver.Answer(name, DnsRecordType.TXT, texts.Select(t => FakeResolver.Text(t)));

    public static DnsResponse None(string name, DnsRecordType type = DnsRecordType.TXT, DnsStatus status = DnsStatus.NxDomain) =>
        FakeResolver.Failed(name, type, status);

    public static CertificateInfo Certificate(string host, int days = 60, params CertificateProblem[] problems) => new()
    {
        Host = host,
        Subject = "CN=" + host,
        Issuer = "CN=CA",
        NotBefore = Now.AddDays(-30),
        NotAfter = Now.AddDays(days),
        Fingerprint = "00",
        SerialNumber = "00",
        Problems = problems.ToReadableList(),
        Explanation = problems.Length == 0 ? "" : "it is not right",
    };

    public static AddressLookup Lookup(string host, string? address = "127.0.0.1", DnsStatus status = DnsStatus.NxDomain, string? alias = null)
    {
        var resolver = new FakeResolver();
        foreach (var type in new[] { DnsRecordType.A, DnsRecordType.AAAA })
        {
            var records = address is not null && type == DnsRecordType.A ? new[] { (DnsRecord)new AddressRecord(host, 300, IPAddress.Parse(address)) } : [];
            resolver.Set(new DnsResponse
            {
                Name = host,
                Type = type,
                Status = records.Length > 0 ? DnsStatus.Success : address is null ? status : DnsStatus.NoData,
                Records = records.ToReadableList(),
                CnameChain = alias is null ? ReadableList<string>.Empty : new ReadableList<string>([alias]),
                Error = address is null && status is not (DnsStatus.NxDomain or DnsStatus.NoData) ? $"the answer is {status}" : null,
            });
        }

        return AddressLookup.QueryAsync(resolver, host, CancellationToken.None).GetAwaiter().GetResult();
    }

    public static PolicyFetch Fetched(string text, int status = 200, string? mediaType = "text/plain", string headers = "", string? alias = null) => new()
    {
        Headers = Headers(headers),
        ContentEncoding = Headers(headers)["Content-Encoding"],
        Host = "mta-sts." + Domain,
        Url = new Uri($"https://mta-sts.{Domain}/.well-known/mta-sts.txt"),
        Lookup = Lookup("mta-sts." + Domain, alias: alias),
        Address = IPAddress.Loopback,
        TlsVersion = "TLS 1.3",
        Certificate = Certificate("mta-sts." + Domain),
        Status = status,
        MediaType = mediaType,
        Body = Encoding.UTF8.GetBytes(text),
    };

    /// <summary>Header lines, separated by <c>|</c>.</summary>
    public static HttpHeaders Headers(string lines) =>
        new(lines.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2))
            .Select(pair => new KeyValuePair<string, string>(pair[0], pair[1])));

    public static PolicyFetch Fetched(CertificateInfo certificate, string? alias = null) => new()
    {
        Host = "mta-sts." + Domain,
        Url = new Uri($"https://mta-sts.{Domain}/.well-known/mta-sts.txt"),
        Lookup = Lookup("mta-sts." + Domain, alias: alias),
        Address = IPAddress.Loopback,
        Certificate = certificate,
        Status = 200,
        MediaType = "text/plain",
        Body = Encoding.UTF8.GetBytes(PolicyText()),
    };

    public static PolicyFetch NotFetched(
        FetchFailure failure, AddressLookup? lookup = null, TcpFailure tcp = TcpFailure.None, TlsFailure tls = TlsFailure.None, Uri? proxy = null,
        string error = "it went wrong") => new()
    {
        Host = "mta-sts." + Domain,
        Url = new Uri($"https://mta-sts.{Domain}/.well-known/mta-sts.txt"),
        Failure = failure,
        TcpFailure = tcp,
        TlsFailure = tls,
        Lookup = proxy is not null ? null : lookup ?? Lookup("mta-sts." + Domain),
        Proxy = proxy,
        Error = error,
    };

    public static SmtpProbe Probe(
        string host, SmtpPhase stage = SmtpPhase.Done, int? code = null, bool timedOut = false, bool? offered = true, TcpFailure tcp = TcpFailure.None,
        TlsFailure tls = TlsFailure.None, CertificateInfo? certificate = null, bool injected = false, bool masked = false) => new()
    {
        Host = host,
        Stage = stage,
        ReplyCode = code,
        IsTimedOut = timedOut,
        IsStartTlsOffered = offered,
        TcpFailure = tcp,
        TlsFailure = tls,
        TlsVersion = stage == SmtpPhase.Done ? "TLS 1.3" : null,
        Certificate = stage == SmtpPhase.Done ? certificate ?? Certificate(host) : null,
        HasInjectedText = injected,
        IsMasked = masked,
        Error = stage == SmtpPhase.Done ? "" : "it went wrong",
    };

    public static MxScan Host(
        string host, SmtpProbe? probe = null, AddressLookup? lookup = null, int preference = 10, bool isImplicit = false, bool isProbed = true,
        DnsResponse? tlsa = null) => new()
    {
        Host = host,
        Preference = preference,
        IsImplicit = isImplicit,
        Lookup = lookup ?? Lookup(host),
        Probe = isProbed ? probe ?? Probe(host) : null,
        Tlsa = tlsa,
    };

    /// <summary>The MX records could not be looked up.</summary>
    public static SampleScan WithoutMx() => new() { MxAnswer = None(Domain, DnsRecordType.MX, DnsStatus.ServFail), Mx = [] };

    public DomainScan Make()
    {
        var selection = Sts is null ? null : RecordLookup.Select(Sts, StsRecordParser.VersionField);
        var tlsRpt = RecordLookup.Select(TlsRpt, TlsRptRecordParser.VersionField);
        return new DomainScan
        {
            Domain = Domain,
            UtcNow = Now,
            MxAnswer = MxAnswer,
            Mx = Mx,
            StsAnswer = Sts,
            StsSelection = selection,
            Record = selection is null ? null : RecordLookup.ReadSts(selection),
            MisplacedRecord = Misplaced,
            Fetch = Fetch,
            Policy = Policy is null ? null : PolicyParser.Parse(Policy),
            IsPreflight = IsPreflight,
            TlsRptAnswer = TlsRpt,
            TlsRptSelection = tlsRpt,
            TlsRpt = RecordLookup.ReadTlsRpt(tlsRpt),
            MisplacedTlsRpt = MisplacedTlsRpt,
            IsStartTlsSkipped = IsStartTlsSkipped,
            Earlier = Earlier,
            Wildcard = Wildcard,
            ExpiryNotice = TimeSpan.FromDays(WarnDays),
        };
    }
}
