using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// The sums of 16 shards, each measured on its own from all reports and then added, against measuring the whole: they are equal to the last count, in
/// every grouping. Reports of several domains, copies and forged reports are among them.
/// </summary>
internal static class Shards
{
    private const int Count = 16;
    private const int Reports = 60_000;

    private static readonly TlsReportGrouping[] Groupings =
        [TlsReportGrouping.None, TlsReportGrouping.Domain, TlsReportGrouping.Organization | TlsReportGrouping.Day, TlsReportGrouping.ResultType];

    private static readonly string?[] Types = ["certificate-expired", "sts-policy-fetch-error", "dane-required", null];

    public static int Run() => Conclude(Compare());

    public static IReadOnlyList<Comparison> Compare() => [.. Groupings.Select(Compare)];

    private static Comparison Compare(TlsReportGrouping grouping)
    {
        var reports = Made().ToList();
        var watch = Stopwatch.StartNew();
        var whole = Lines(Measure(grouping, null, reports).GetSummaries());
        var seconds = watch.Elapsed.TotalSeconds;
        watch.Restart();
        var parts = Enumerable.Range(1, Count).SelectMany(number => Measure(grouping, new DomainShard(number, Count), reports).GetSummaries()).ToList();
        using var sum = New(grouping, null);
        foreach (var part in parts)
        {
            if (!sum.TryAddPart(part.Part!, out var problem)) throw new InvalidOperationException(problem);
        }

        var merged = Lines(sum.GetSummaries());
        var different = whole.Except(merged).Count() + merged.Except(whole).Count();
        return new Comparison(
            Line($"sums of {Count} shards of {Reports:#,0} reports, added, by {grouping}: {merged.Count:#,0} groups, {different} of them different"),
            Line($"{watch.Elapsed.TotalSeconds:0.0} s for all shards on one machine"),
            Line($"{seconds:0.0} s: the whole"),
            watch.Elapsed.TotalSeconds / seconds,
            "no difference",
            different == 0 && merged.Count == whole.Count);
    }

    private static TlsReportMeasure New(TlsReportGrouping grouping, DomainShard? shard) =>
        new(new TlsReportMeasureOptions { GroupBy = grouping, Shard = shard, NowUtc = Measuring.Begin.AddDays(60) });

    private static TlsReportMeasure Measure(TlsReportGrouping grouping, DomainShard? shard, List<TlsReport> reports)
    {
        var measure = New(grouping, shard);
        foreach (var report in reports) measure.Add(report);
        return measure;
    }

    /// <summary>Every total and what is judged, in one line per group.</summary>
    private static List<string> Lines(IEnumerable<TlsReportSummary> summaries) => [.. summaries.Select(sum => string.Join(
        "|", sum.Group, sum.Successes, sum.Failures, sum.OwnFailures, sum.SenderFailures, sum.Reports, sum.Reporters, sum.First?.Ticks, sum.Last?.Ticks,
        sum.DaysWithReports, sum.DaysWithoutFailure, sum.TopResultTypes, sum.Explanations, sum.Stage, sum.Readiness, sum.Reasons))];

    private static IEnumerable<TlsReport> Made()
    {
        var random = new Random(8460);
        var last = new List<TlsReport>();
        for (var i = 0; i < Reports; i++)
        {
            if (last.Count > 100 && random.Next(10) == 0)
            {
                yield return Like(last[random.Next(last.Count)], random);
                continue;
            }

            var day = Measuring.Begin.AddDays(random.Next(60));
            var report = new TlsReport
            {
                OrganizationName = Line($"Sender {random.Next(20)}"),
                ReportId = Line($"{i}"),
                StartDate = day,
                EndDate = day.AddDays(random.Next(1, 4)).AddSeconds(-1),
                DkimAlignment = random.Next(4) == 0 ? DkimAlignment.None : DkimAlignment.Aligned,
                Policies = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Policy(random)).ToReadableList(),
            };
            if (last.Count < 5000) last.Add(report);
            yield return report;
        }
    }

    private static TlsReport Like(TlsReport report, Random random) => new()
    {
        OrganizationName = report.OrganizationName,
        ReportId = report.ReportId,
        StartDate = report.StartDate,
        EndDate = report.EndDate,
        DkimAlignment = random.Next(2) == 0 ? DkimAlignment.None : DkimAlignment.Aligned,
        Policies = random.Next(2) == 0 ? report.Policies : report.Policies.Skip(1).Append(Policy(random)).ToReadableList(),
    };

    private static TlsReportPolicy Policy(Random random)
    {
        var type = Types[random.Next(Types.Length)];
        var failures = type is null ? 0 : random.Next(1, 4);
        return new TlsReportPolicy
        {
            PolicyType = random.Next(5) == 0 ? "tlsa" : "sts",
            PolicyDomain = string.Create(CultureInfo.InvariantCulture, $"domain{random.Next(3000)}.example"),
            PolicyString = new ReadableList<string>(["version: STSv1", "mode: testing", "max_age: 86400"]),
            SuccessCount = random.Next(100),
            FailureCount = failures,
            FailureDetails = failures == 0
                ? ReadableList<TlsReportFailure>.Empty
                : new ReadableList<TlsReportFailure>([new TlsReportFailure { ResultType = type, FailedSessionCount = failures }]),
        };
    }
}
