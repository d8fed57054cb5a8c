using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.Checks;
using MtaSts.Policies;
using MtaSts.Reporting;
using MtaSts.Text;

namespace MtaSts.Benchmarks;

/// <summary>
/// Generates rows and a report in a separate process; prints seconds of processor time, the peak memory in MB,
/// bytes, and elapsed seconds.
/// </summary>
internal static class HtmlReportChild
{
    private const int Domains = 1_000;
    private const int Days = 365;

    private static readonly string[] Organizations =
        ["Contoso Mail Gateway", "Fabrikam, Inc.", "Example Relay", "Tailspin Toys", "Woodgrove Bank", "Northwind Traders"];
    private static readonly DateTime Now = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes the report to a file; for "-" only generates the rows, and counts their size as CSV.</summary>
    public static int Run(int rows, string file)
    {
        var watch = Stopwatch.StartNew();
        var written = file == "-" ? MakeOnly(rows) : Write(rows, file);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{process.TotalProcessorTime.TotalSeconds:0.000} {process.PeakWorkingSet64 / 1_000_000d:0.0} {written} {watch.Elapsed.TotalSeconds:0.000}"));
        return 0;
    }

    private static long MakeOnly(int rows) =>
        Rows(rows).Sum(row => (long)row.ToString().Length + row.ReportId.Length + row.Meaning.Length + row.Action.Length + 120);

    private static long Write(int rows, string file)
    {
        using var report = new MtaStsReport(new MtaStsReportOptions { Title = "Benchmark", UtcNow = Now, ModuleVersion = "0.1.0" });
        for (var i = 0; i < Domains; i++) report.Add(Result(i));
        foreach (var row in Rows(rows)) report.Add(row);
        using (var writer = new StreamWriter(file, false, new UTF8Encoding(false))) report.WriteHtml(writer);
        return new FileInfo(file).Length;
    }

    /// <summary>
    /// Every domain has a daily report from one sender, and occasional reports from others; one report of
    /// twenty has a failure, all in a third of the domains.
    /// </summary>
    private static IEnumerable<TlsReportRow> Rows(int count)
    {
        var random = new Random(1);
        for (var number = 0; number < count; number++)
        {
            var place = number % Rows400K;
            var domain = place % Domains;
            var day = place / Domains % Days;
            var organization = place / Domains >= Days ? 1 + random.Next(Organizations.Length - 1) : 0;
            var start = Now.Date.AddDays(-Days + day);
            var failed = domain % 3 == 0 && random.Next(7) == 0 ? 1 + random.Next(9) : 0;
            var type = failed == 0 ? null : TlsResultTypes.All[random.Next(TlsResultTypes.All.Count)];
            yield return new TlsReportRow
            {
                OrganizationName = Organizations[organization],
                ReportId = string.Create(CultureInfo.InvariantCulture, $"{start:yyyyMMdd}-{number}"),
                StartDate = start,
                EndDate = start.AddDays(1).AddSeconds(-1),
                PolicyDomain = NameOf(domain),
                PolicyType = "sts",
                PolicySuccessCount = 5 + (domain % 10 == 0 ? random.Next(3000) : random.Next(300)),
                PolicyFailureCount = failed,
                FailedSessionCount = failed,
                ResultType = type?.Name ?? "",
                Meaning = type?.Meaning ?? "",
                Action = type?.Action ?? "",
                ReceivingMxHostname = type is null ? "" : HostOf(domain),
                SendingMtaIp = type is null ? "" : string.Create(CultureInfo.InvariantCulture, $"192.0.2.{random.Next(250)}"),
            };
        }
    }

    /// <summary>
    /// The result of a test of a Microsoft 365 domain: {0} domain, {1} MX host, {2} end of the certificate, {3} days
    /// left, {4} a number of the domain's own.
    /// </summary>
    private static readonly Dictionary<string, string> Details = new()
    {
        ["Domain.ReceivesMail"] = "Mail goes to 1 MX host.",
        ["Mx.Lookup"] = "0 {1}",
        ["Mx.Target"] = "1 MX host with an address.",
        ["Record.Present"] = "_mta-sts.{0}: v=STSv1; id=20260101000000;",
        ["Record.Single"] = "There is one record.",
        ["Record.Syntax"] = "The record is well-formed.",
        ["Record.Id"] = "The id is '20260101000000'.",
        ["PolicyHost.Lookup"] = "192.0.2.{4}",
        ["PolicyHost.Connect"] = "Connected to 192.0.2.{4}.",
        ["PolicyHost.TlsVersion"] = "TLS 1.3",
        ["PolicyHost.Certificate"] = "CN=mta-sts.{0}, expires {2:yyyy-MM-dd}",
        ["PolicyHost.CertificateExpiry"] = "The certificate for mta-sts.{0} expires on {2:yyyy-MM-dd HH:mm} UTC, in {3} days.",
        ["PolicyHost.Status"] = "Status 200.",
        ["PolicyHost.MediaType"] = "text/plain; charset=utf-8",
        ["PolicyHost.Size"] = "82 octets.",
        ["Policy.Syntax"] = "Every line is well-formed.",
        ["Policy.Version"] = "The version is STSv1.",
        ["Policy.Mode"] = "enforce: senders do not deliver to a host that fails validation.",
        ["Policy.MaxAge"] = "max_age is 604800 s (7 days).",
        ["Policy.Mx"] = "*.mail.protection.outlook.com",
        ["Policy.Hygiene"] = "Nothing found.",
        ["Coverage.Mx"] = "{1} by *.mail.protection.outlook.com",
        ["Coverage.Wildcard"] = "*.mail.protection.outlook.com",
        ["Coverage.Unused"] = "All patterns are in use.",
        ["StartTls.Connect"] = "1 MX host answered.",
        ["StartTls.Offered"] = "1 MX host offered it.",
        ["StartTls.TlsVersion"] = "TLS 1.3",
        ["StartTls.Certificate"] = "{1}: CN=mail.protection.outlook.com, expires 2026-09-26",
        ["StartTls.CertificateExpiry"] = "The certificate for {1} expires on 2026-09-26 08:54 UTC, in 209 days.",
        ["TlsRpt.Present"] = "_smtp._tls.{0}: v=TLSRPTv1; rua=mailto:tls-reports@{0}",
        ["TlsRpt.Syntax"] = "The record is well-formed.",
        ["TlsRpt.Rua"] = "mailto:tls-reports@{0}",
        ["Dane.Tlsa"] = "The MX hosts have no TLSA records.",
    };

    private const int Rows400K = HtmlReport.Rows;

    private static string NameOf(int domain) => string.Create(CultureInfo.InvariantCulture, $"customer-{domain}.example");

    private static string HostOf(int domain) => string.Create(CultureInfo.InvariantCulture, $"customer-{domain}-example.mail.protection.outlook.com");

    private static TestResult Result(int number)
    {
        var domain = NameOf(number);
        var ends = Now.AddDays(20 + number % 340).AddMinutes(number);
        var fails = number % 8 == 0;
        var policy = PolicyBuilder.Build(PolicyMode.Enforce, ["*.mail.protection.outlook.com"], 604800);
        return new TestResult
        {
            DomainName = domain,
            Status = fails ? TestStatus.Fail : TestStatus.Pass,
            SenderAction = fails ? SenderAction.Refuse : SenderAction.DeliverVerified,
            Mode = PolicyMode.Enforce,
            PolicyId = "20260101000000",
            MaxAge = 604800,
            Provider = "Microsoft 365",
            MxHosts = new ReadableList<string>([HostOf(number)]),
            MxCovered = !fails,
            PolicyHostCertificateExpires = ends,
            TlsRptRua = new ReadableList<string>(["mailto:tls-reports@" + domain]),
            Problems = fails ? new ReadableList<string>(["Coverage.Mx"]) : ReadableList<string>.Empty,
            Tested = Now,
            Checks = CheckCatalogue.All.Where(definition => Details.ContainsKey(definition.Id)).Select(definition => new Check
            {
                Id = definition.Id,
                Title = definition.Title,
                Status = fails && definition.Id == "Coverage.Mx" ? CheckStatus.Fail : CheckStatus.Pass,
                Detail = string.Format(
                    CultureInfo.InvariantCulture, Details[definition.Id], domain, HostOf(number), ends, (int)(ends - Now).TotalDays, number % 250),
                Fix = fails && definition.Id == "Coverage.Mx" ? $"Add the line 'mx: {HostOf(number)}', then change the record's id." : "",
                Reference = definition.Reference,
            }).ToReadableList(),
            Record = new PublishedRecord {
                DomainName = domain, Name = "_mta-sts." + domain, Status = RecordStatus.Valid, Text = "v=STSv1; id=20260101000000;" },
            Policy = new PublishedPolicy {
                DomainName = domain, IsValid = true, Url = $"https://mta-sts.{domain}/.well-known/mta-sts.txt", Policy = policy,
                Certificate = Certificate("mta-sts." + domain, ends) },
            Mx = new ReadableList<MxHost>(
                [new MxHost {
                    DomainName = domain, Host = HostOf(number), Preference = 0, Addresses = ReadableList<System.Net.IPAddress>.Empty,
                    Certificate = Certificate(HostOf(number), Now.AddDays(100)) }]),
            TlsRpt = new PublishedTlsRptRecord {
                DomainName = domain, Name = "_smtp._tls." + domain, Status = RecordStatus.Valid, Text = "v=TLSRPTv1; rua=mailto:tls-reports@" + domain },
        };
    }

    private static CertificateInfo Certificate(string host, DateTime ends) => new()
    {
        Host = host,
        Subject = "CN=" + host,
        Issuer = "CN=Example CA, O=Example, C=US",
        NotBefore = ends.AddDays(-90),
        NotAfter = ends,
        Fingerprint = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(host))),
        SerialNumber = "01",
    };
}
