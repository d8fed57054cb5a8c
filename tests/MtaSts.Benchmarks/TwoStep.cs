using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// A list of domains of which few have MTA-STS: the scan that asks the DNS first, against the three DNS queries per domain alone and against
/// the scan of everything. Then a scan of 50,000 domains that continues with a journal that has all of them.
/// </summary>
internal static class TwoStep
{
    private const int Domains = 10_000;
    private const int RecordEvery = 33;
    private const int Rounds = 3;
    private const double WantedRatio = 3;
    private const int JournalDomains = 50_000;
    private const int FewJournalDomains = 2_000;
    private const double WantedMegabytes = 30;

    public static async Task<int> RunAsync(string[] args) => args switch
    {
        ["lab"] => await CheckerLab.ServeAsync(0, RecordEvery),
        ["child", string what, string place, string count] => TwoStepChild.Run(what, LabEndpoints.Parse(place), Number(count)),
        ["journal", string path, string count] => JournalChild.Run(path, Number(count)),
        _ => Conclude(await CompareAsync()),
    };

    public static async Task<IReadOnlyList<Comparison>> CompareAsync() => [.. await CompareScansAsync(), await CompareJournalsAsync()];

    private static async Task<IReadOnlyList<Comparison>> CompareScansAsync()
    {
        using var lab = Child.Start("two-step", "lab");
        var place = await lab.ReadLineAsync();
        var (dns, first, all) = (new List<RunCost>(), new List<RunCost>(), new List<RunCost>());
        for (var round = 0; round < Rounds; round++)
        {
            dns.Add(await CostAsync("dns", place));
            first.Add(await CostAsync("first", place));
            all.Add(await CostAsync("all", place));
        }

        Say(
            $"{Domains:#,0} domains of which {100 / RecordEvery} % have a record, in {Median(first.Select(o => o.Seconds)):0.00} s; ",
            $"their three DNS queries alone {Median(dns.Select(o => o.Seconds)):0.00} s, everything at once {Median(all.Select(o => o.Seconds)):0.00} s");
        return
        [
            Compare("the DNS first", first, dns, "their three DNS queries alone", WantedRatio),
            Compare("the DNS first", first, all, "everything at once", 1),
        ];
    }

    private static Comparison Compare(string what, List<RunCost> ours, List<RunCost> baseline, string name, double wanted)
    {
        // Not by the clock: lab and child share the machine with whatever else runs there.
        var ratio = Median(ours.Zip(baseline, (o, b) => o.ProcessorMs / b.ProcessorMs));
        return new Comparison(
            Line($"processor time of one of {Domains:#,0} domains of which {100 / RecordEvery} % have a record: {what}"),
            Line($"{Median(ours.Select(o => o.ProcessorMs)):0.00} ms"),
            Line($"{Median(baseline.Select(b => b.ProcessorMs)):0.00} ms: {name}"),
            ratio,
            Line($"at most {wanted:0.0}"),
            ratio <= wanted);
    }

    private static async Task<Comparison> CompareJournalsAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mtasts-journal-").FullName;
        try
        {
            var few = await JournalAsync(Path.Combine(folder, "few.jsonl"), FewJournalDomains);
            var many = await JournalAsync(Path.Combine(folder, "many.jsonl"), JournalDomains);
            Say(
                $"a journal of {JournalDomains:#,0} results of {many.FileMegabytes:0} MB: {many.Write.Seconds:0.0} s to write, ",
                $"{many.Read.Seconds:0.0} s to read all of them back in order; ",
                $"{many.Read.Megabytes:0} MB of memory, with {FewJournalDomains:#,0} results {few.Read.Megabytes:0} MB");
            return new Comparison(
                Line($"peak memory for continuing with a journal that has {JournalDomains:#,0} results"),
                Line($"{many.Read.Megabytes:0} MB"),
                Line($"{few.Read.Megabytes:0} MB: {FewJournalDomains:#,0} results"),
                many.Read.Megabytes / few.Read.Megabytes,
                Line($"at most {WantedMegabytes:0} MB more"),
                many.Read.Megabytes - few.Read.Megabytes <= WantedMegabytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(RunCost Write, RunCost Read, double FileMegabytes)> JournalAsync(string path, int count)
    {
        var write = await ReadAsync(path, count);
        return (write, await ReadAsync(path, count), new FileInfo(path).Length / 1_000_000d);
    }

    private static async Task<RunCost> ReadAsync(string path, int count)
    {
        using var child = Child.Start("two-step", "journal", path, count.ToString(CultureInfo.InvariantCulture));
        return RunCost.Parse(await child.ReadLineAsync());
    }

    private static async Task<RunCost> CostAsync(string what, string place)
    {
        using var child = Child.Start("two-step", "child", what, place, Domains.ToString(CultureInfo.InvariantCulture));
        return RunCost.Parse(await child.ReadLineAsync());
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
