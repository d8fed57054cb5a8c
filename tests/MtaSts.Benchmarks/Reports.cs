using System;
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
    private const double WantedRatio = 0.70;
    private const double WantedMegabytes = 120;
    private const int MailboxMegabytes = 200;

    public static int Run(string[] args)
    {
        if (args is ["child", string what, string path]) return ReportsChild.Run(what, path);
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

    private static int Compare(string folder)
    {
        string[] files = ReportsCorpus.WriteReports(folder, Count);
        Console.WriteLine(Invariant($"{files.Length:#,0} reports, {files.Sum(file => new FileInfo(file).Length) / files.Length} bytes each on average, {Environment.ProcessorCount} threads"));
        var ratios = new double[Rounds];
        for (int round = -WarmUps; round < Rounds; round++)
        {
            double bareSeconds = Time(() => ReportsLoops.Bare(files));
            double ourSeconds = Time(() => ReportsLoops.Ours(files));
            if (round < 0) continue; // the JIT compiles twice, and the file cache fills
            ratios[round] = bareSeconds / ourSeconds;
            Console.WriteLine(Invariant($"round {round + 1}: bare {bareSeconds:0.000} s, ours {ourSeconds:0.000} s, ratio {ratios[round]:0.00}"));
        }

        // Pair by pair, so that a slower moment of the machine counts for both; the median of the pairs.
        Array.Sort(ratios);
        double ratio = ratios[Rounds / 2];
        Console.WriteLine(Invariant($"speed of the bare loop reached: {ratio:0.00} (wanted: {WantedRatio:0.00}; median of {Rounds} pairs, {ratios[0]:0.00} to {ratios[Rounds - 1]:0.00})"));
        double folderPeak = Child("folder", folder);
        Console.WriteLine(Invariant($"peak memory, {Count:#,0} reports: {folderPeak:0} MB (wanted: under {WantedMegabytes:0} MB)"));
        string mailbox = Path.Combine(folder, "box.mbox");
        int messages = ReportsCorpus.WriteMailbox(mailbox, MailboxMegabytes * 1_000_000L);
        double mailboxPeak = Child("file", mailbox);
        Console.WriteLine(Invariant($"peak memory, mailbox of {new FileInfo(mailbox).Length / 1_000_000} MB with {messages:#,0} messages: {mailboxPeak:0} MB (wanted: under {WantedMegabytes:0} MB)"));
        return ratio >= WantedRatio && folderPeak < WantedMegabytes && mailboxPeak < WantedMegabytes ? 0 : 1;
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
        Console.WriteLine("  " + output.Trim());
        return double.Parse(words[0], CultureInfo.InvariantCulture);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
