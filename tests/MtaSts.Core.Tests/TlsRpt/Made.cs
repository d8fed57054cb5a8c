using System;
using System.Collections.Generic;
using MtaSts.Rollout;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Generated reports and their totals.</summary>
internal static class Made
{
    public static readonly DateTime FirstDay = new(2025, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<TlsReportSummary> Measure(
        IEnumerable<TlsReport> reports, TlsReportGrouping grouping = TlsReportGrouping.Domain, int now = 0, RolloutStage? stage = null,
        double rate = RolloutStages.MaxFailureRate)
    {
        using var measure = New(grouping, now, stage, rate);
        foreach (var report in reports) measure.Add(report);
        return measure.GetSummaries();
    }

    public static TlsReportMeasure New(TlsReportGrouping grouping, int now = 0, RolloutStage? stage = null, double rate = RolloutStages.MaxFailureRate) =>
        new(new TlsReportMeasureOptions { GroupBy = grouping, Stage = stage, MaxFailureRate = rate, NowUtc = FirstDay.AddDays(now) });

    public static TlsReport Report(
        int day, string organization, long successes, long failures = 0, string type = "", string? id = null, string domain = "contoso.test", int days = 1,
            string[]? policy = null)
    {
        TlsReportFailure[] details = failures == 0 ? [] : [Failure(type, failures)];
        return Report(
            day, organization, Policy("sts", successes, failures, policy ?? ["mode: testing", "max_age: 86400"], domain, details), id ?? "id" + day, days);
    }

    public static TlsReport Report(int day, string organization, TlsReportPolicy policy, string id, int days) => new()
    {
        OrganizationName = organization,
        ReportId = id,
        StartDate = FirstDay.AddDays(day),
        EndDate = FirstDay.AddDays(day + days).AddSeconds(-1),
        Policies = new ReadableList<TlsReportPolicy>([policy]),
    };

    public static TlsReport Report(int day, string organization, params TlsReportPolicy[] policies) => new()
    {
        OrganizationName = organization,
        ReportId = "id" + day,
        StartDate = FirstDay.AddDays(day),
        EndDate = FirstDay.AddDays(day + 1).AddSeconds(-1),
        Policies = policies.ToReadableList(),
    };

    /// <summary>A report of ten good sessions in a period.</summary>
    public static TlsReport Lasting(DateTime start, DateTime end, string id = "id") => new()
    {
        OrganizationName = "A",
        ReportId = id,
        StartDate = start,
        EndDate = end,
        Policies = new ReadableList<TlsReportPolicy>([Policy("sts", 10, 0)]),
    };

    public static TlsReport With(TlsReport report, string mailDomain) => new()
    {
        OrganizationName = report.OrganizationName,
        ReportId = report.ReportId,
        StartDate = report.StartDate,
        EndDate = report.EndDate,
        Policies = report.Policies,
        MailReportDomain = mailDomain,
    };

    /// <summary>The same report in a mail with this signature.</summary>
    public static TlsReport With(TlsReport report, DkimAlignment alignment) => new()
    {
        OrganizationName = report.OrganizationName,
        ReportId = report.ReportId,
        StartDate = report.StartDate,
        EndDate = report.EndDate,
        Policies = report.Policies,
        DkimAlignment = alignment,
    };

    public static TlsReportPolicy Policy(string type, long successes, long failures, params TlsReportFailure[] details) =>
        Policy(type, successes, failures, [], "contoso.test", details);

    public static TlsReportPolicy Policy(string type, long successes, long failures, string[] text, string domain, TlsReportFailure[] details) => new()
    {
        PolicyType = type,
        PolicyDomain = domain,
        PolicyString = new ReadableList<string>(text),
        SuccessCount = successes,
        FailureCount = failures,
        FailureDetails = new ReadableList<TlsReportFailure>(details),
    };

    public static TlsReportFailure Failure(string type, long count, string? mx = null) =>
        new() { ResultType = type, FailedSessionCount = count, ReceivingMxHostname = mx };
}
