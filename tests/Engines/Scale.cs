using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.Engines;

/// <summary>How long one machine takes for a number of rows, and how much memory: the numbers of docs/scale.md. One phase per process.</summary>
internal static class Scale
{
    private const int Domains = 500;
    private const int Days = 400;

    private static readonly string[] Types = ["certificate-expired", "validation-failure", "starttls-not-supported"];

    /// <summary>Runs <c>export ROWS FOLDER</c>, <c>read FOLDER</c>, <c>sum FOLDER</c> or <c>duckdb FOLDER</c>.</summary>
    public static int Run(string[] args)
    {
        var clock = Stopwatch.StartNew();
        switch (args)
        {
            case ["export", var count, var folder]:
                Archive.Write(folder, Reports(long.Parse(count, CultureInfo.InvariantCulture)));
                var size = Directory.GetFiles(folder, "*.gz", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
                Tell("export", clock, $"{size / 1_000_000} MB");
                return 0;
            case ["read", var folder]:
                Tell("read", clock, $"{Archive.Read(folder).Count()} reports");
                return 0;
            case ["sum", var folder]:
                using (var measure = new TlsReportMeasure(new TlsReportMeasureOptions { NowUtc = DateTime.UtcNow }))
                {
                    foreach (var report in Archive.Read(folder)) measure.Add(report);
                    Tell("sum", clock, $"{measure.GetSummaries().Sum(sum => sum.Sessions)} sessions");
                }

                return 0;
            case ["duckdb", var folder]:
                using (var store = DuckStore.Load(folder, Path.Combine(folder, "reports.duckdb")))
                {
                    Tell("duckdb load", clock, "");
                    clock.Restart();
                    Tell("duckdb domains", clock, $"{store.Ask(DuckStore.Script("domains")).Sum(row => (long)row["Sessions"]!)} sessions");
                    clock.Restart();
                    Tell("duckdb domain-days", clock, $"{store.Ask(DuckStore.Script("domain-days")).Count} groups");
                }

                return 0;
            default:
                Console.Error.WriteLine("Usage: export ROWS FOLDER | read FOLDER | sum FOLDER | duckdb FOLDER");
                return 2;
        }
    }

    /// <summary>Reports of three senders about each domain on each day, with one or three rows.</summary>
    private static IEnumerable<TlsReport> Reports(long rows)
    {
        var begin = new DateTime(2025, 10, 1, 0, 0, 0, DateTimeKind.Utc);
        string[] senders = ["Google Inc.", "Microsoft Corporation", "Yahoo Inc."];
        for (long number = 0, written = 0; written < rows; number++)
        {
            var domain = FormattableString.Invariant($"d{number % Domains}.test");
            var sender = senders[number / Domains % senders.Length];
            var day = begin.AddDays(number / Domains / senders.Length % Days);
            var details = number % 4 == 0
                ? Types.Select(type => new TlsReportFailure
                {
                    ResultType = type, FailedSessionCount = 1, ReceivingMxHostname = "mx1." + domain, SendingMtaIp = "192.0.2.1",
                }).ToReadableList()
                : ReadableList<TlsReportFailure>.Empty;
            written += Math.Max(1, details.Count);
            yield return new TlsReport
            {
                OrganizationName = sender,
                ReportId = FormattableString.Invariant($"{number}@{domain}"),
                StartDate = day,
                EndDate = day.AddDays(1).AddSeconds(-1),
                PolicyDomains = new ReadableList<string>([domain]),
                Policies = new ReadableList<TlsReportPolicy>([new TlsReportPolicy
                {
                    PolicyType = "sts",
                    PolicyDomain = domain,
                    PolicyString = new ReadableList<string>(["version: STSv1", "mode: testing", "mx: *." + domain, "max_age: 86400"]),
                    MxHost = new ReadableList<string>(["*." + domain]),
                    SuccessCount = 100,
                    FailureCount = details.Count,
                    FailureDetails = details,
                }]),
            };
        }
    }

    private static void Tell(string what, Stopwatch clock, string result) => Console.WriteLine(FormattableString.Invariant(
        $"{what}: {clock.Elapsed.TotalSeconds:0.0} s, {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB of memory at most, {result}"));
}
