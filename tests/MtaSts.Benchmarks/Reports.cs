using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// Reads 20,000 gzip reports with a bare loop (open, gunzip, walk with Utf8JsonReader) and with the reader of the
/// module, on the same number of threads, alternating; then measures the memory of each way in a separate process.
/// </summary>
internal static class Reports
{
    private const int Count = 20_000;
    private const int WarmUps = 5;
    private const int Rounds = 31;
    private const double WantedSpeed = 0.70;
    private const double WantedMegabytes = 120;
    private const int MailboxMegabytes = 200;

    public static int Run(string[] args) =>
        args switch
        {
            ["child", string what, string path] => ReportsChild.Run(what, path),
            ["write", string folder, string count] => Write(folder, int.Parse(count, CultureInfo.InvariantCulture)),
            _ => Conclude(Compare()),
        };

    /// <summary>Writes the reports that are read, for trying at the prompt.</summary>
    private static int Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        Say($"{ReportsCorpus.WriteReports(folder, count).Length:#,0} reports in {folder}");
        return 0;
    }

    public static IReadOnlyList<Comparison> Compare()
    {
        var folder = Path.Combine(Path.GetTempPath(), "mtasts-reports-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            return Compare(folder);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static List<Comparison> Compare(string folder)
    {
        var files = ReportsCorpus.WriteReports(folder, Count);
        Say($"{files.Length:#,0} reports, {files.Sum(file => new FileInfo(file).Length) / files.Length} bytes each on average, ",
            $"{Environment.ProcessorCount} threads");
        var pairs = new List<(double Bare, double Ours)>();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var bare = Time(() => ReportsLoops.Bare(files));
            var ours = Time(() => ReportsLoops.Ours(files));
            if (round >= 0) pairs.Add((bare, ours)); // earlier rounds warm up the JIT and the file cache
        }

        // In pairs, so that load on the machine affects both; the result is the median of the pairs.
        var ratio = Median(pairs.Select(pair => pair.Bare / pair.Ours));
        Say($"speed of the bare loop reached, of {Rounds} pairs: median {ratio:0.00}, {pairs.Min(pair => pair.Bare / pair.Ours):0.00} to ",
            $"{pairs.Max(pair => pair.Bare / pair.Ours):0.00}");
        var folderPeak = PeakOf("folder", folder);
        var barePeak = PeakOf("bare", folder);
        var mailbox = Path.Combine(folder, "box.mbox");
        var messages = ReportsCorpus.WriteMailbox(mailbox, MailboxMegabytes * 1_000_000L);
        var mailboxPeak = PeakOf("file", mailbox);
        return
        [
            new Comparison(
                Line($"reading {Count:#,0} gzip reports, {Environment.ProcessorCount} threads"),
                Line($"{Median(pairs.Select(pair => pair.Ours)):0.000} s"),
                Line($"{Median(pairs.Select(pair => pair.Bare)):0.000} s: open, gunzip, walk with Utf8JsonReader"),
                1 / ratio,
                Line($"at most {1 / WantedSpeed:0.00} ({WantedSpeed:0.00} of its speed)"),
                ratio >= WantedSpeed),
            new Comparison(
                "peak memory for reading them",
                Line($"{folderPeak:0} MB"),
                Line($"{barePeak:0} MB: the same"),
                folderPeak / barePeak,
                Line($"under {WantedMegabytes:0} MB"),
                folderPeak < WantedMegabytes),
            new Comparison(
                Line($"peak memory for reading a mailbox of {messages:#,0} messages"),
                Line($"{mailboxPeak:0} MB"),
                Line($"{new FileInfo(mailbox).Length / 1_000_000} MB: the mailbox itself"),
                mailboxPeak * 1_000_000 / new FileInfo(mailbox).Length,
                Line($"under {WantedMegabytes:0} MB"),
                mailboxPeak < WantedMegabytes),
        ];
    }

    private static double Time(Action action)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>The peak memory of a run in a separate process, in MB.</summary>
    private static double PeakOf(string what, string path)
    {
        using var child = Child.Start("reports", "child", what, path);
        var output = child.ReadLineAsync().GetAwaiter().GetResult();
        return double.Parse(output.Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
