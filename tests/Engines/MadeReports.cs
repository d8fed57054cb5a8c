using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Engines;

/// <summary>Reports of every kind that changes what is counted: copies, forgeries, pairs of policies, odd periods and hostile texts.</summary>
internal sealed class MadeReports
{
    private static readonly DateTime FirstDay = new(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Organizations =
    [
        "Google Inc.", "google", "Microsoft Corporation", "Mail.Ru", "contoso.test", "=cmd|' /c calc'!A1",
        "a\u0000b\u202e", "O'Brien \"quoted\" \\ 🦆", "1&1", "Fastmail Pty. Ltd.",
    ];

    private static readonly string?[] Domains =
        ["contoso.test", "Fabrikam.TEST.", "bücher.test", "xn--bcher-kva.test", "пример.test", "mx1.contoso.test", null, "not a domain", "-x.test"];

    private static readonly string?[] Types = ["sts", "tlsa", "sts", "tlsa", "no-policy-found", "STS", null, "=other"];

    private static readonly string?[] Results =
    [
        "certificate-expired", "sts-policy-fetch-error", "sts-webpki-invalid", "dane-required", "validation-failure",
        "starttls-not-supported", null, "@x", "\u001b[31m",
    ];

    private static readonly string?[] Hosts = ["mx1.contoso.test", "MX1.contoso.test.", " mx2.contoso.test ", null, "=mx", "mx.🦆.test", "."];

    private static readonly DkimAlignment[] Alignments =
        [DkimAlignment.NotByMail, DkimAlignment.Aligned, DkimAlignment.Aligned, DkimAlignment.None, DkimAlignment.NotAligned];

    private readonly Random _random;

    private MadeReports(int seed) => _random = new Random(seed);

    /// <summary>The reports, with copies among them.</summary>
    /// <param name="seed">The same seed gives the same reports.</param>
    /// <param name="count">How many.</param>
    public static List<TlsReport> Every(int seed, int count)
    {
        var made = new MadeReports(seed);
        var reports = new List<TlsReport>(count);
        while (reports.Count < count)
        {
            reports.Add(reports.Count > 0 && made.One(4) ? made.Like(reports[made._random.Next(reports.Count)]) : made.New());
        }

        return reports;
    }

    private TlsReport New()
    {
        var (start, end) = Period();
        var policies = Enumerable.Range(0, _random.Next(6)).Select(_ => Policy()).ToReadableList();
        return new TlsReport
        {
            OrganizationName = Any(Organizations),
            ReportId = One(8) ? "" : One(4) ? "shared" + Next(20) : "id" + Next(1_000_000),
            StartDate = start,
            EndDate = end,
            ContactInfo = One(2) ? "tls@contoso.test" : null,
            DkimAlignment = Any(Alignments),
            DkimDomain = One(2) ? "contoso.test" : null,
            MailReportDomain = One(3) ? "contoso.test" : null,
            Source = "made" + Next(1000),
            PolicyDomains = DomainsOf(policies),
            Policies = policies,
            OtherMembers = Members(One(5), "", "{\"a\":1}"),
        };
    }

    /// <summary>A copy, a forgery, or a correction of a report.</summary>
    private TlsReport Like(TlsReport report)
    {
        var policies = One(2) ? report.Policies : report.Policies.Select(policy => One(2) ? policy : Policy()).ToReadableList();
        return new TlsReport
        {
            OrganizationName = report.OrganizationName,
            ReportId = report.ReportId,
            StartDate = report.StartDate,
            EndDate = report.EndDate,
            ContactInfo = One(2) ? report.ContactInfo : "other@contoso.test",
            DkimAlignment = One(2) ? report.DkimAlignment : Any(Alignments),
            DkimDomain = report.DkimDomain,
            MailReportDomain = report.MailReportDomain,
            Source = "copy" + Next(1000),
            PolicyDomains = DomainsOf(policies),
            Policies = policies,
            OtherMembers = One(2) ? report.OtherMembers : ReadableList<TlsReportMember>.Empty,
        };
    }

    /// <summary>As the reader finds them.</summary>
    private static ReadableList<string> DomainsOf(IEnumerable<TlsReportPolicy> policies) =>
        policies.Select(policy => policy.PolicyDomain).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToReadableList();

    private TlsReportPolicy Policy()
    {
        // Few different counts, so that pairs of an sts and a tlsa policy are frequent.
        var huge = One(200);
        return new TlsReportPolicy
        {
            PolicyType = Any(Types),
            PolicyDomain = Any(Domains),
            SuccessCount = huge ? long.MaxValue : _random.Next(4),
            FailureCount = One(400) ? long.MaxValue - 5 : _random.Next(3) * _random.Next(4),
            PolicyString = new ReadableList<string>(
                One(2) ? ["version: STSv1", One(2) ? "mode: enforce" : "mode: testing", "mx: mx1.contoso.test", "\u001b|,\""] : []),
            MxHost = new ReadableList<string>(One(2) ? ["mx1.contoso.test"] : []),
            FailureDetails = Enumerable.Range(0, One(2) ? 0 : _random.Next(4)).Select(_ => Failure()).ToReadableList(),
            OtherMembers = Members(One(9), "policy", "\"1\""),
        };
    }

    private TlsReportFailure Failure() => new()
    {
        ResultType = Any(Results),
        FailedSessionCount = One(300) ? long.MaxValue : _random.Next(4),
        SendingMtaIp = One(2) ? "192.0.2." + Next(3) : null,
        ReceivingMxHostname = Any(Hosts),
        ReceivingMxHelo = One(5) ? "helo" : null,
        ReceivingIp = One(5) ? "2001:db8::1" : null,
        FailureReasonCode = One(3) ? Any(["X509_V_ERR_CERT_HAS_EXPIRED", "dns", "=1+1"]) : null,
        AdditionalInformation = One(5) ? "https://contoso.test/x" : null,
    };

    private (DateTime? Start, DateTime? End) Period()
    {
        var day = FirstDay.AddDays(_random.Next(60));
        return _random.Next(12) switch
        {
            0 => (day, day.AddDays(1)),
            1 => (day, day.AddDays(3).AddSeconds(-1)),
            2 => (day, day.AddDays(40)),
            3 => (day, null),
            4 => (null, day),
            5 => (null, null),
            6 => (day, day.AddDays(-1)),
            7 => (day.AddHours(17), day.AddHours(41)),
            8 => (day.AddHours(17.5).AddMilliseconds(123), day.AddHours(18)),
            9 => (day, day.AddDays(32)),
            _ => (day, day.AddDays(1).AddSeconds(-1)),
        };
    }

    private static ReadableList<TlsReportMember> Members(bool hasOne, string parent, string json) =>
        hasOne ? new ReadableList<TlsReportMember>([new TlsReportMember(parent, "x-extra", json)]) : ReadableList<TlsReportMember>.Empty;

    private string Next(int below) => _random.Next(below).ToString(CultureInfo.InvariantCulture);

    private bool One(int of) => _random.Next(of) == 0;

    private T Any<T>(T[] all) => all[_random.Next(all.Length)];
}
