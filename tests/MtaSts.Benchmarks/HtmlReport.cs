using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// A tenant of 1,000 domains with a year of TLS reports (400,000 rows), from the first row to the written HTML file,
/// against a process that generates the same rows and keeps nothing; and the memory for three times as many rows.
/// </summary>
internal static class HtmlReport
{
    public const int Rows = 400_000;

    public static int Run(string[] args) =>
        args is ["child", var rows, var file] ? HtmlReportChild.Run(int.Parse(rows, CultureInfo.InvariantCulture), file) : Conclude(Compare());

    public static IReadOnlyList<Comparison> Compare()
    {
        var file = Path.Combine(Path.GetTempPath(), "mtasts-report-" + Path.GetRandomFileName() + ".html");
        try
        {
            Say($"Writing a report on 1,000 domains and {Rows:#,0} rows, three times, and on {3 * Rows:#,0} rows...");
            var bare = Enumerable.Range(0, 3).Select(_ => Measure(Rows, "-")).ToList();
            var ours = Enumerable.Range(0, 3).Select(_ => Measure(Rows, file)).ToList();
            var size = new FileInfo(file).Length / 1_000_000d;
            var many = Measure(3 * Rows, file);
            var seconds = Median(ours.Select(m => m.Seconds));
            var baseSeconds = Median(bare.Select(m => m.Seconds));
            var peak = Median(ours.Select(m => m.Peak));
            Say($"elapsed time, with other load on the machine: {Median(ours.Select(m => m.Clock)):0.00} s");
            return
            [
                new Comparison(
                    "processor time of a report on 1,000 domains, 400,000 rows", Line($"{seconds:0.00} s"),
                    Line($"{baseSeconds:0.00} s: only generating the rows"), seconds / baseSeconds, "at most 5 s", seconds <= 5),
                new Comparison(
                    "size of that report's HTML file", Line($"{size:0.00} MB"), Line($"{bare[0].Written / 1_000_000d:0.0} MB: the rows as CSV"),
                    size / (bare[0].Written / 1_000_000d), "under 5 MB", size < 5),
                new Comparison(
                    "peak memory for a report on 1,200,000 rows", Line($"{many.Peak:0} MB"), Line($"{peak:0} MB: of 400,000 rows"), many.Peak / peak,
                    "at most 100 more bytes per row", many.Peak - peak <= 80),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (double Seconds, double Peak, long Written, double Clock) Measure(int rows, string file)
    {
        using var child = Child.Start("html", "child", rows.ToString(CultureInfo.InvariantCulture), file);
        var figures = child.ReadLineAsync().GetAwaiter().GetResult().Split(' ');
        return (double.Parse(figures[0], CultureInfo.InvariantCulture), double.Parse(figures[1], CultureInfo.InvariantCulture),
            long.Parse(figures[2], CultureInfo.InvariantCulture), double.Parse(figures[3], CultureInfo.InvariantCulture));
    }
}
