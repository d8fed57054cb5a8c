using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// The memory of Measure-TlsRptReport: domains with one report per day, each in a separate process, against the least that a program
/// could keep of them: the hash of each report, and the sessions of each domain and day.
/// </summary>
internal static class Measuring
{
    internal static readonly DateTime Begin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private const int Domains = 50_000;
    private const int Days = 90;
    private const double WantedMegabytes = 300;
    private const int QuietDays = 30;
    private const double WantedBytes = 2_048;

    public static int Run(string[] args) => args switch
    {
        ["child", string what, string domains, string days] => RunChild(what, Number(domains), Number(days)),
        [string domains, string days] => Conclude(Compare(Number(domains), Number(days))),
        _ => Conclude(Compare(Domains, Days)),
    };

    public static IReadOnlyList<Comparison> Compare() => Compare(Domains, Days);

    private static IReadOnlyList<Comparison> Compare(int domains, int days)
    {
        (var ours, var seconds) = Ask("ours", domains, days);
        (var bare, _) = Ask("bare", domains, days);
        var ofQuiet = Ask("ours", domains, QuietDays).Bytes / domains;
        var bareQuiet = Ask("bare", domains, QuietDays).Bytes / domains;
        // The aim is for the default size; another size has its share of it.
        var wanted = WantedMegabytes * domains / Domains * Math.Max(days, QuietDays) / Days;
        return
        [
            new Comparison(
                Line($"memory of the totals of {domains:#,0} domains over {days} days ({(long)domains * days:#,0} reports, {seconds:0} s)"),
                Line($"{ours / 1_000_000:0} MB"),
                Line($"{bare / 1_000_000:0} MB: a hash per report, sessions per domain and day"),
                ours / bare,
                Line($"under {wanted:0} MB"),
                ours / 1_000_000 < wanted),
            new Comparison(
                Line($"memory of one of {domains:#,0} domains over {QuietDays} days"),
                Line($"{ofQuiet:#,0} bytes"),
                Line($"{bareQuiet:#,0} bytes: the same"),
                ofQuiet / bareQuiet,
                Line($"under {WantedBytes:#,0} bytes"),
                ofQuiet < WantedBytes),
        ];
    }

    private static (double Bytes, double Seconds) Ask(string what, int domains, int days)
    {
        using var child = Child.Start("measure", "child", what, domains.ToString(CultureInfo.InvariantCulture), days.ToString(CultureInfo.InvariantCulture));
        var words = child.ReadLineAsync().GetAwaiter().GetResult().Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static int RunChild(string what, int domains, int days)
    {
        var before = GC.GetTotalMemory(true);
        var watch = Stopwatch.StartNew();
        object kept = what == "ours" ? Ours(domains, days) : Bare(domains, days);
        var seconds = watch.Elapsed.TotalSeconds;
        var bytes = GC.GetTotalMemory(true) - before;
        GC.KeepAlive(kept);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes} {seconds:0.0}"));
        return 0;
    }

    private static TlsReportMeasure Ours(int domains, int days)
    {
        var measure = new TlsReportMeasure(new TlsReportMeasureOptions { NowUtc = Begin.AddDays(days) });
        foreach (var report in Reports(domains, days)) measure.Add(report);
        return measure;
    }

    private static (HashSet<UInt128> Seen, Dictionary<string, List<(int Day, long Successes, long Failures)>> Domains) Bare(int domains, int days)
    {
        var seen = new HashSet<UInt128>();
        var sessions = new Dictionary<string, List<(int, long, long)>>(StringComparer.Ordinal);
        foreach (var report in Reports(domains, days))
        {
            seen.Add(new UInt128((ulong)seen.Count, (ulong)seen.Count));
            var domain = report.Policies[0].PolicyDomain!;
            if (!sessions.TryGetValue(domain, out var list)) sessions[domain] = list = [];
            list.Add((report.StartDate!.Value.DayOfYear, report.SuccessCount, report.FailureCount));
        }

        return (seen, sessions);
    }

    internal static IEnumerable<TlsReport> Reports(int domains, int days)
    {
        for (var day = 0; day < days; day++)
        {
            for (var domain = 0; domain < domains; domain++)
            {
                var policy = new TlsReportPolicy
                {
                    PolicyType = "sts",
                    PolicyDomain = string.Create(CultureInfo.InvariantCulture, $"domain{domain}.example"),
                    SuccessCount = 12,
                    PolicyString = new ReadableList<string>(["version: STSv1", "mode: testing", "mx: mail.example", "max_age: 86400"]),
                };
                yield return new TlsReport
                {
                    OrganizationName = "Contoso Mail",
                    ReportId = string.Create(CultureInfo.InvariantCulture, $"{day}_{domain}"),
                    StartDate = Begin.AddDays(day),
                    EndDate = Begin.AddDays(day + 1).AddSeconds(-1),
                    SuccessCount = 12,
                    Policies = new[] { policy }.ToReadableList(),
                };
            }
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
