using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Rollout;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.Lab.Reporting;

/// <summary>
/// A month of TLS reports that matches the test results: a domain whose MX host fails a test has failed sessions of that
/// kind. The same results and the same day result in the same reports.
/// </summary>
internal static class MadeMonth
{
    private const int Days = 35;

    // Names of senders, their share of the mail, and on how many of ten days they report.
    private static readonly (string Name, double Share, int DaysOfTen)[] Senders =
    [
        ("Contoso Mail Gateway", 1.0, 10), ("Fabrikam, Inc.", 0.62, 10), ("Example Relay", 0.24, 8), ("Tailspin Toys", 0.09, 5), ("Woodgrove Bank", 0.05, 4),
    ];

    /// <summary>The reports, day by day.</summary>
    public static IEnumerable<TlsReport> Reports(IReadOnlyList<TestResult> results, DateTime utcNow)
    {
        var today = utcNow.Date;
        for (var back = Days; back >= 1; back--)
        {
            // Two days without any report: an outage of the mailbox, not of the mail.
            if (back is 17 or 18) continue;
            var day = DateTime.SpecifyKind(today.AddDays(-back), DateTimeKind.Utc);
            for (var sender = 0; sender < Senders.Length; sender++)
            {
                foreach (var result in results.Where(r => r.TlsRptRua.Count > 0))
                {
                    if (Policy(result, day, back, sender) is { } policy) yield return Report(policy, day, sender);
                }
            }
        }
    }

    /// <summary>The results of Step-MtaStsPolicy for some of the domains.</summary>
    public static IEnumerable<RolloutStep> Steps(IReadOnlyList<TestResult> results, DateTime utcNow)
    {
        using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { NowUtc = utcNow });
        var domains = results.Where(r => r.DomainName is "contoso.com" or "healthy.test").ToList();
        foreach (var report in Reports(domains, utcNow)) measure.Add(report);
        foreach (var result in domains)
        {
            var verdict = RolloutStages.Of(result) is { } stage && measure.EvidenceFor(result.DomainName, stage) is { } evidence
                ? ReportVerdict.Of(evidence, utcNow)
                : null;
            yield return RolloutStepper.Next(new RolloutRequest { Test = result, UtcNow = utcNow, Reports = verdict });
        }
    }

    private static TlsReport Report(TlsReportPolicy policy, DateTime day, int sender) => new()
    {
        OrganizationName = Senders[sender].Name,
        ReportId = string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}-{sender}-{policy.PolicyDomain}"),
        StartDate = day,
        EndDate = day.AddDays(1).AddSeconds(-1),
        PolicyDomains = new ReadableList<string>([policy.PolicyDomain!]),
        SuccessCount = policy.SuccessCount,
        FailureCount = policy.FailureCount,
        Policies = new ReadableList<TlsReportPolicy>([policy]),
    };

    private static TlsReportPolicy? Policy(TestResult result, DateTime day, int back, int sender)
    {
        var seed = Seed(result.DomainName, sender);
        if (Seed(result.DomainName, sender * 100 + back) % 10 >= Senders[sender].DaysOfTen) return null;
        // Some domains receive much mail and most little; less on a weekend, and never the same.
        var size = Seed(result.DomainName, 7) % 10 switch { 0 => 2400, 1 or 2 => 420, 3 or 4 or 5 => 90, _ => 22 };
        var week = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.35 : 1.0;
        var sessions = (long)(size * Senders[sender].Share * week * (0.75 + Seed(result.DomainName, sender * 1000 + back * 7) % 50 / 100.0));
        if (sessions == 0) return null;
        var usable = result is { Record.IsValid: true, Policy.IsValid: true } && result.Mode != PolicyMode.None;
        var failed = Failures(result, back, sender, sessions, usable).Where(failure => failure.FailedSessionCount > 0).ToList();
        var count = Math.Min(sessions, failed.Sum(failure => failure.FailedSessionCount));
        return new TlsReportPolicy
        {
            PolicyType = usable ? "sts" : "no-policy-found",
            PolicyDomain = result.DomainName,
            SuccessCount = sessions - count,
            FailureCount = count,
            PolicyString = usable ? Lines(result, back).ToReadableList() : ReadableList<string>.Empty,
            FailureDetails = failed.ToReadableList(),
        };
    }

    private static IEnumerable<TlsReportFailure> Failures(TestResult result, int back, int sender, long sessions, bool isUsable)
    {
        var host = result.MxHosts.Count > 0 ? result.MxHosts[result.MxHosts.Count - 1] : null;
        var types = result.Checks.Where(c => c.Status == CheckStatus.Fail && c.TlsRptResult.Length > 0).Select(c => c.TlsRptResult).Distinct().Take(2).ToList();
        foreach (var type in types)
        {
            // The fault began three weeks ago.
            if (back > 19 && Seed(result.DomainName, 11) % 3 != 0) continue;
            var share = isUsable ? 0.12 : 0.3;
            yield return Failure(type, Math.Max(1, (long)(sessions * share)), type.StartsWith("sts-", StringComparison.Ordinal) ? null : host, sender, back);
        }

        // Temporary faults: one sender could not fetch the policy on one day, another requires DANE.
        if (types.Count > 0 || !isUsable) yield break;
        if (sender == 1 && back == 6 + (int)(Seed(result.DomainName, 3) % 9))
            yield return Failure("sts-policy-fetch-error", Math.Max(1, sessions / 30), null, sender, back);
        if (sender == 2 && back % 9 == 4 && Seed(result.DomainName, 5) % 4 == 0)
            yield return Failure("dane-required", Math.Max(1, sessions / 25), host, sender, back);
        if (sender == 0 && back == 12 && Seed(result.DomainName, 13) % 11 == 0)
            yield return Failure("validation-failure", Math.Max(1, sessions / 40), host, sender, back);
    }

    private static TlsReportFailure Failure(string type, long count, string? host, int sender, int back) => new()
    {
        ResultType = type,
        FailedSessionCount = count,
        ReceivingMxHostname = host,
        SendingMtaIp = string.Create(CultureInfo.InvariantCulture, $"192.0.2.{10 + sender * 4 + back % 3}"),
    };

    /// <summary>The current policy; in the first weeks some domains were still in testing.</summary>
    private static IEnumerable<string> Lines(TestResult result, int back)
    {
        var text = result.Policy!.Text;
        if (back > 24 && result.Mode == PolicyMode.Enforce && Seed(result.DomainName, 17) % 6 == 0)
            text = text.Replace("mode: enforce", "mode: testing", StringComparison.Ordinal);
        return text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0);
    }

    /// <summary>A number that depends on nothing but its input (FNV-1a).</summary>
    private static uint Seed(string text, int salt)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        for (var i = 0; i < 4; i++) hash = (hash ^ (byte)(salt >> (8 * i))) * 16777619u;
        hash ^= hash >> 15;
        hash *= 2246822519u;
        return hash ^ (hash >> 13);
    }
}
