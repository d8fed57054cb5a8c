using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using MtaSts.TlsRpt.Summary;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// The peak memory of Measure-TlsRptReport for 10,000,000 rows of a table, against the first million of them, each in a separate process. The rows are of
/// the same domains, days and senders throughout, as those of a mailbox are.
/// </summary>
internal static class RowsMemory
{
    private const long First = 1_000_000;
    private const long All = 10_000_000;
    private const double WantedRatio = 1.25;
    private const int RowsPerReport = 100;
    private const int Domains = 200;
    private const int Days = 30;

    private static readonly string[] Senders = ["Google Inc.", "Microsoft Corporation", "Yahoo Inc.", "Contoso Mail"];

    public static int Run(string[] args) => args is ["child", string rows] ? RunChild(long.Parse(rows, CultureInfo.InvariantCulture)) : Conclude(Compare());

    public static IReadOnlyList<Comparison> Compare()
    {
        var first = Ask(First);
        var all = Ask(All);
        return
        [
            new Comparison(
                Line($"peak memory for measuring {All:#,0} rows of a table, {RowsPerReport} per report ({all.Seconds:0} s)"),
                Line($"{all.Megabytes:0} MB"),
                Line($"{first.Megabytes:0} MB: the first {First:#,0} rows"),
                all.Megabytes / first.Megabytes,
                Line($"at most {WantedRatio:0.00}"),
                all.Megabytes / first.Megabytes <= WantedRatio),
        ];
    }

    private static (double Megabytes, double Seconds) Ask(long rows)
    {
        using var child = Child.Start("rows", "child", rows.ToString(CultureInfo.InvariantCulture));
        var words = child.ReadLineAsync().GetAwaiter().GetResult().Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static int RunChild(long rows)
    {
        var watch = Stopwatch.StartNew();
        using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { NowUtc = Measuring.Begin.AddDays(Days) });
        foreach (var row in Rows(rows)) measure.Add(row);
        var failures = measure.GetSummaries().Sum(summary => summary.Failures);
        if (failures != rows) throw new InvalidOperationException(Line($"{failures} of {rows} rows were counted."));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{process.PeakWorkingSet64 / 1_000_000d:0.0} {watch.Elapsed.TotalSeconds:0.0}"));
        return 0;
    }

    /// <summary>Rows as Import-Csv returns them: of reports that are not there any more, with one failed session each.</summary>
    private static IEnumerable<TlsReportRow> Rows(long count)
    {
        for (long number = 0; number < count; number++)
        {
            var report = number / RowsPerReport;
            var domain = Line($"domain{report % Domains}.example");
            var day = Measuring.Begin.AddDays(report / Domains % Days);
            yield return new TlsReportRow
            {
                OrganizationName = Senders[report / Domains / Days % Senders.Length],
                ReportId = Line($"{report}@{domain}"),
                StartDate = day,
                EndDate = day.AddDays(1).AddSeconds(-1),
                PolicyDomain = domain,
                PolicyType = "sts",
                PolicySuccessCount = 100,
                PolicyFailureCount = RowsPerReport,
                ResultType = "certificate-expired",
                FailedSessionCount = 1,
                ReceivingMxHostname = Line($"mx{number % RowsPerReport}.{domain}"),
                SendingMtaIp = Line($"192.0.2.{number % 250}"),
            };
        }
    }
}
