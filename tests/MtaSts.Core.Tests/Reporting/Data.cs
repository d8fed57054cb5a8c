using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MtaSts.Reporting;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Reporting;

/// <summary>Objects for a report, and the data of the report, read by another reader.</summary>
internal static class Data
{
    public static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    public static MtaStsReport Report(params object[] objects) => Report(new MtaStsReportOptions { UtcNow = Now, ModuleVersion = "1.2.3" }, objects);

    public static MtaStsReport Report(MtaStsReportOptions options, params object[] objects)
    {
        var report = new MtaStsReport(options);
        foreach (var item in objects)
        {
            switch (item)
            {
                case TestResult result: report.Add(result); break;
                case TlsReport tls: report.Add(tls); break;
                case TlsReportRow row: report.Add(row); break;
                case RolloutStep step: report.Add(step); break;
                default: throw new ArgumentException(item.ToString());
            }
        }

        return report;
    }

    /// <summary>The data of a report about these objects.</summary>
    public static JsonElement Of(params object[] objects)
    {
        using var report = Report(objects);
        return JsonDocument.Parse(Json(report)).RootElement;
    }

    public static string Json(MtaStsReport report)
    {
        using var text = new StringWriter();
        report.WriteJson(text);
        return text.ToString();
    }

    public static string Html(MtaStsReport report)
    {
        using var text = new StringWriter();
        report.WriteHtml(text);
        return text.ToString();
    }

    public static TestResult Result(
        string domain, TestStatus status = TestStatus.Pass, SenderAction action = SenderAction.DeliverVerified, DateTime? tested = null, string? id = null,
        params Check[] checks) => new()
    {
        DomainName = domain,
        Status = status,
        SenderAction = action,
        Tested = tested ?? Now,
        PolicyId = id,
        MxHosts = new ReadableList<string>(["mail." + domain]),
        Checks = checks.ToReadableList(),
    };

    public static Check Check(string id, CheckStatus status, string detail, string fix = "", string type = "") =>
        new() { Id = id, Title = "Title of " + id, Status = status, Detail = detail, Fix = fix, Reference = "RFC 8461 §3", TlsRptResult = type };

    /// <summary>A report of one domain and day, counted back from today.</summary>
    public static TlsReport Tls(
        int daysBack, string organization, string domain, long successes, long failures = 0, string? type = null, string? mx = null, string? address = null,
        string id = "", params string[] policy) => new()
    {
        OrganizationName = organization,
        ReportId = $"{organization}-{daysBack}-{domain}-{id}",
        StartDate = Now.Date.AddDays(-daysBack),
        EndDate = Now.Date.AddDays(-daysBack + 1).AddSeconds(-1),
        PolicyDomains = new ReadableList<string>([domain]),
        SuccessCount = successes,
        FailureCount = failures,
        Policies = new ReadableList<TlsReportPolicy>(
        [
            new TlsReportPolicy
            {
                PolicyType = "sts",
                PolicyDomain = domain,
                SuccessCount = successes,
                FailureCount = failures,
                PolicyString = policy.ToReadableList(),
                FailureDetails = failures == 0
                    ? ReadableList<TlsReportFailure>.Empty
                    : new ReadableList<TlsReportFailure>(
                        [new TlsReportFailure { ResultType = type, FailedSessionCount = failures, ReceivingMxHostname = mx, SendingMtaIp = address }]),
            },
        ]),
    };

    public static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    public static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];

    /// <summary>Sessions of a series by day: successes, own failures, senders' failures.</summary>
    public static Dictionary<int, (long Successes, long Own, long Senders)> Days(JsonElement series)
    {
        var days = new Dictionary<int, (long, long, long)>();
        var runs = Numbers(series.GetProperty("days"));
        var order = new List<int>();
        for (var i = 0; i < runs.Length; i += 2) order.AddRange(Enumerable.Range(runs[i], runs[i + 1]));
        var successes = series.GetProperty("successes").EnumerateArray().Select(n => n.GetInt64()).ToList();
        Assert.Equal(order.Count, successes.Count);
        for (var i = 0; i < order.Count; i++) days[order[i]] = (successes[i], 0, 0);
        if (!series.TryGetProperty("failures", out var sparse)) return days;
        var failures = sparse.EnumerateArray().Select(n => n.GetInt64()).ToList();
        for (var i = 0; i < failures.Count; i += 3) days[order[(int)failures[i]]] = (days[order[(int)failures[i]]].Item1, failures[i + 1], failures[i + 2]);
        return days;
    }
}
