using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Summary;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// How cost grows: reports, messages, domains and rows once, four times and sixteen times. The slope is that of time against number in
/// logarithms: 1 when twice as many take twice as long.
/// </summary>
internal static class Growth
{
    private const double WantedSlope = 1.10;
    private const int Rounds = 5;
    private static readonly int[] Times = [1, 4, 16];

    public static async Task<int> RunAsync(string[] args) => args is ["child", string what, string path, string count]
        ? RunChild(what, path, int.Parse(count, CultureInfo.InvariantCulture))
        : Conclude(await CompareAsync());

    public static async Task<IReadOnlyList<Comparison>> CompareAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mtasts-growth-").FullName;
        try
        {
            var lines = new List<Comparison>
            {
                Slope("reading reports", 5_000, count => Ask("reports", FolderOf(folder, count), count)),
                Slope("reading messages of a mailbox", 2_500, count => Ask("mails", MailboxOf(folder, count), count)),
                Slope("summing up rows of reports, a domain for every ten", 20_000, count => Ask("rows", folder, count)),
            };
            using var lab = Child.Start("checker", "lab", "0");
            var place = await lab.ReadLineAsync();
            lines.Add(Slope("testing domains", 500, count => Test(place, count)));
            return lines;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Comparison Slope(string what, int count, Func<int, double> seconds)
    {
        var figures = Times.Select(times => Median(Enumerable.Range(0, Rounds).Select(_ => seconds(count * times)))).ToList();
        var slope = Math.Log(figures[^1] / figures[0]) / Math.Log(Times[^1]);
        return new Comparison(
            Line($"{what}: {string.Join(", ", Times.Select(times => Line($"{count * times:#,0}")))}"),
            string.Join(", ", figures.Select(figure => Line($"{figure:0.000}"))) + " s",
            "slope 1: as many times the number, as many times the time",
            slope,
            Line($"at most {WantedSlope:0.00}"),
            slope <= WantedSlope);
    }

    private static string FolderOf(string folder, int count)
    {
        var path = Path.Combine(folder, Line($"reports{count}"));
        if (!Directory.Exists(path)) ReportsCorpus.WriteReports(Directory.CreateDirectory(path).FullName, count);
        return path;
    }

    private static string MailboxOf(string folder, int count)
    {
        var path = Path.Combine(folder, Line($"mails{count}.mbox"));
        if (!File.Exists(path)) MailCorpus.WriteMany(path, count);
        return path;
    }

    private static double Ask(string what, string path, int count)
    {
        using var child = Child.Start("growth", "child", what, path, count.ToString(CultureInfo.InvariantCulture));
        return double.Parse(child.ReadLineAsync().GetAwaiter().GetResult(), CultureInfo.InvariantCulture);
    }

    private static double Test(string lab, int count)
    {
        using var child = Child.Start("checker", "ours", lab, "1000", count.ToString(CultureInfo.InvariantCulture));
        return RunCost.Parse(child.ReadLineAsync().GetAwaiter().GetResult()).Seconds;
    }

    private static int RunChild(string what, string path, int count)
    {
        Func<long> run = what switch
        {
            "reports" => () => ReportsLoops.Ours(Directory.GetFiles(path)),
            "mails" => () => ReadMails(path),
            _ => () => Measure(count),
        };
        run(); // compiles the code and fills the file cache
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var done = run();
        Console.WriteLine(watch.Elapsed.TotalSeconds.ToString("0.0000", CultureInfo.InvariantCulture));
        return done > 0 ? 0 : 1;
    }

    private static long ReadMails(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        return new TlsReportReader().Read(stream, file).LongCount(result => result.Report is not null);
    }

    private static long Measure(int count)
    {
        using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { NowUtc = Measuring.Begin.AddDays(10) });
        foreach (var report in Measuring.Reports(count / 10, 10)) measure.Add(report);
        return measure.GetSummaries().Count;
    }
}
