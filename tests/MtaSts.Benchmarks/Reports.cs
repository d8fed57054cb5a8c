using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MtaSts.Benchmarks;

/// <summary>
/// Reads 20,000 gzip reports with a bare loop (open, gunzip, walk with Utf8JsonReader) and with the reader of the
/// module, on the same number of threads, turn about; then measures the memory of each reading in a process of its own.
/// </summary>
internal static class Reports
{
    private const int Count = 20_000;
    private const int WarmUps = 5;
    private const int Rounds = 15;
    private const double WantedSpeed = 0.70;
    private const double WantedMegabytes = 120;
    private const int MailboxMegabytes = 200;

    public static int Run(string[] args) =>
        args is ["child", string what, string path] ? ReportsChild.Run(what, path) : Comparison.Conclude(Compare());

    public static IReadOnlyList<Comparison> Compare()
    {
        string folder = Path.Combine(Path.GetTempPath(), "mtasts-reports-" + Guid.NewGuid().ToString("N"));
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
        string[] files = ReportsCorpus.WriteReports(folder, Count);
        Console.WriteLine(Invariant($"{files.Length:#,0} reports, {files.Sum(file => new FileInfo(file).Length) / files.Length} bytes each on average, {Environment.ProcessorCount} threads"));
        var pairs = new List<(double Bare, double Ours)>();
        for (int round = -WarmUps; round < Rounds; round++)
        {
            double bare = Time(() => ReportsLoops.Bare(files));
            double ours = Time(() => ReportsLoops.Ours(files));
            if (round >= 0) pairs.Add((bare, ours)); // before, the JIT compiles twice, and the file cache fills
        }

        // Pair by pair, so that a slower moment of the machine counts for both; the median of the pairs.
        double ratio = Comparison.Median(pairs.Select(pair => pair.Bare / pair.Ours));
        Console.WriteLine(Invariant($"speed of the bare loop reached, of {Rounds} pairs: median {ratio:0.00}, {pairs.Min(pair => pair.Bare / pair.Ours):0.00} to {pairs.Max(pair => pair.Bare / pair.Ours):0.00}"));
        double folderPeak = Child("folder", folder);
        double barePeak = Child("bare", folder);
        string mailbox = Path.Combine(folder, "box.mbox");
        int messages = ReportsCorpus.WriteMailbox(mailbox, MailboxMegabytes * 1_000_000L);
        double mailboxPeak = Child("file", mailbox);
        return
        [
            new Comparison(
                Invariant($"reading {Count:#,0} gzip reports, {Environment.ProcessorCount} threads"),
                Invariant($"{Comparison.Median(pairs.Select(pair => pair.Ours)):0.000} s"),
                Invariant($"{Comparison.Median(pairs.Select(pair => pair.Bare)):0.000} s: open, gunzip, walk with Utf8JsonReader"),
                1 / ratio,
                Invariant($"at most {1 / WantedSpeed:0.00} ({WantedSpeed:0.00} of its speed)"),
                ratio >= WantedSpeed),
            new Comparison(
                "most memory in reading them",
                Invariant($"{folderPeak:0} MB"),
                Invariant($"{barePeak:0} MB: the same"),
                folderPeak / barePeak,
                Invariant($"under {WantedMegabytes:0} MB"),
                folderPeak < WantedMegabytes),
            new Comparison(
                Invariant($"most memory in reading a mailbox of {messages:#,0} messages"),
                Invariant($"{mailboxPeak:0} MB"),
                Invariant($"{new FileInfo(mailbox).Length / 1_000_000} MB: the mailbox itself"),
                mailboxPeak * 1_000_000 / new FileInfo(mailbox).Length,
                Invariant($"under {WantedMegabytes:0} MB"),
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

    private static double Child(string what, string path)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(Reports).Assembly.Location);
        foreach (string argument in new[] { "reports", "child", what, path }) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException("The measuring process failed: " + output);
        string[] words = output.Split(' ', StringSplitOptions.TrimEntries);
        return double.Parse(words[0], CultureInfo.InvariantCulture);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
