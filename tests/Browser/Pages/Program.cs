using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using MtaSts;
using MtaSts.BrowserPages;
using MtaSts.Lab;
using MtaSts.Lab.CommandLine;
using MtaSts.Lab.Reporting;
using MtaSts.Reporting;
using MtaSts.TlsRpt.Summary;

// Writes the pages to a folder, with the expected values for the scenarios, computed from the objects independently of the report.
var folder = args.Length == 1 ? args[0] : throw new ArgumentException("Give the folder to write to.");
Directory.CreateDirectory(folder);
var now = DateTime.UtcNow;
var results = await ReportCommand.ResultsAsync(new LabOptions());
var reports = MadeMonth.Reports(results, now).ToList();

Write("cast.html", "The lab's cast", "en-US", [.. results, .. reports, .. MadeMonth.Steps(results, now)]);
var tenant = ExampleTenant.Choose(results);
Write("tenant.html", "Contoso: mail transport security", "en-GB", [.. tenant, .. MadeMonth.Reports(tenant, now), .. MadeMonth.Steps(tenant, now)]);
Write("german.html", "", "de-DE", [.. tenant, .. MadeMonth.Reports(tenant, now)]);
Write("hostile.html", HostilePage.Text, "en-US", [.. HostilePage.Objects(now)]);
Write("large.html", "Fifty thousand domains", "", [.. LargePage.Results(50_000, now)]);
Write("reports.html", "Reports alone", "", [.. reports.Take(400)]);
WriteExpected();
return;

void Write(string name, string title, string culture, IEnumerable<object> objects)
{
    using var report = new MtaStsReport(new MtaStsReportOptions { Title = title, CultureName = culture, UtcNow = now, ModuleVersion = "0.1.0" });
    foreach (var item in objects)
    {
        switch (item)
        {
            case TestResult result: report.Add(result); break;
            case TlsReport made: report.Add(made); break;
            case RolloutStep step: report.Add(step); break;
        }
    }

    using var writer = new StreamWriter(Path.Combine(folder, name), false, new UTF8Encoding(false));
    report.WriteHtml(writer);
}

void WriteExpected()
{
    var total = Sum(TlsReportGrouping.None).Single();
    var expected = new
    {
        domains = results.Count,
        status = Count(results.Select(r => r.Status)),
        senderAction = Count(results.Select(r => r.SenderAction)),
        problems = results.ToDictionary(r => r.DomainName, r => r.Problems.ToList()),
        checks = results.ToDictionary(r => r.DomainName, r => r.Checks.Select(c => new { c.Id, Status = c.Status.ToString(), c.Detail, c.Fix }).ToList()),
        policies = results.ToDictionary(r => r.DomainName, r => (r.Policy?.Text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal)),
        rua = results.ToDictionary(r => r.DomainName, r => r.TlsRptRua.ToList()),
        sessions = total.Sessions,
        own = total.OwnFailures,
        senders = total.SenderFailures,
        reports = total.Reports,
        organizations = Sum(TlsReportGrouping.Organization).ToDictionary(s => s.Organization!, s => new[] { s.Sessions, s.Failures }),
        resultTypes = Sum(TlsReportGrouping.ResultType).Where(s => s.ResultType is not null).ToDictionary(s => s.ResultType!, s => s.Failures),
        byDomain = Sum(TlsReportGrouping.Domain)
            .ToDictionary(
                s => s.Domain!,
                s => new {
                    sessions = s.Sessions, failures = s.Failures, own = s.OwnFailures, readiness = s.Readiness.ToString(), stage = s.Stage?.ToString() }),
        days = Sum(TlsReportGrouping.Day)
            .ToDictionary(s => s.Day!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), s => new[] { s.Successes, s.OwnFailures, s.SenderFailures }),
    };
    File.WriteAllText(Path.Combine(folder, "cast.expected.json"), JsonSerializer.Serialize(expected));
}

IReadOnlyList<TlsReportSummary> Sum(TlsReportGrouping grouping)
{
    using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { GroupBy = grouping, NowUtc = now });
    foreach (var report in reports) measure.Add(report);
    return measure.GetSummaries();
}

static Dictionary<string, int> Count<T>(IEnumerable<T> values)
    where T : struct, Enum => values.GroupBy(v => v).ToDictionary(g => g.Key.ToString(), g => g.Count());
