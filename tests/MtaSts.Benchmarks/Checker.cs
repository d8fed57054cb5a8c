using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// Tests synthetic domains of the lab: 2,000 with a wait of 20 ms on every network step, against the time that the waits
/// alone take; the same without waits against bare sockets; and the memory of 20,000 domains against that of 200. Lab and
/// checker are processes of their own.
/// </summary>
internal static class Checker
{
    private const int ThrottleLimit = 64;
    private const int SpeedDomains = 2_000;
    private const int DelayMs = 20;
    private const double WantedRatio = 1.5;
    private const int Rounds = 3;
    private const int FewDomains = 200;
    private const int ManyDomains = 20_000;
    private const double WantedMegabytes = 30;

    // After this number the JIT has compiled everything, and any growth is growth with the number of domains.
    private const int WarmUp = 6_000;

    // MX, its address, greeting, EHLO, STARTTLS, handshake, QUIT: each waits once in the lab.
    private const int StepsOnLongestPath = 7;

    public static async Task<int> RunAsync(string[] args) => args switch
    {
        ["lab", string delay] => await CheckerLab.ServeAsync(Number(delay)),
        ["ours", string place, string before, string count] => CheckerChild.Run(LabEndpoints.Parse(place), Number(before), Number(count), ThrottleLimit),
        ["bare", string place, string before, string count] => CheckerBare.Run(LabEndpoints.Parse(place), Number(before), Number(count), ThrottleLimit),
        _ => Conclude(await CompareAsync()),
    };

    public static async Task<IReadOnlyList<Comparison>> CompareAsync() =>
        [await CompareWithWaitsAsync(), .. await CompareWithBareSocketsAsync(), await CompareMemoryAsync()];

    private static async Task<Comparison> CompareWithWaitsAsync()
    {
        using var lab = Child.Start("checker", "lab", Arg(DelayMs));
        var place = await lab.ReadLineAsync();

        // The lab's code is compiled before, so that its JIT is not measured.
        await CostAsync("bare", place, SpeedDomains, SpeedDomains);
        var bound = StepsOnLongestPath * DelayMs / 1000d * SpeedDomains / ThrottleLimit;
        var cold = await CostAsync("ours", place, 0, SpeedDomains);
        var warm = await CostAsync("ours", place, SpeedDomains, SpeedDomains);
        Say($"{SpeedDomains:#,0} domains, {DelayMs} ms per step, {ThrottleLimit} parallel: {cold.Seconds:0.00} s in a new process, {warm.Seconds:0.00} s in ",
            $"a warmed-up one; only the waits {bound:0.00} s");
        var ratio = cold.Seconds / bound;
        return new Comparison(
            Line($"testing {SpeedDomains:#,0} domains in a new process, {DelayMs} ms per network step, {ThrottleLimit} in parallel"),
            Line($"{cold.Seconds:0.00} s"),
            Line($"{bound:0.00} s: only the waits on the longest path"),
            ratio,
            Line($"at most {WantedRatio:0.0}"),
            ratio <= WantedRatio);
    }

    private static async Task<IReadOnlyList<Comparison>> CompareWithBareSocketsAsync()
    {
        using var lab = Child.Start("checker", "lab", "0");
        var place = await lab.ReadLineAsync();
        var bare = new List<RunCost>();
        var ours = new List<RunCost>();
        var before = new LabTraffic();
        var after = before;
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await CostAsync("bare", place, WarmUp, SpeedDomains));
            before = LabTraffic.Parse(await lab.AskAsync("traffic"));
            ours.Add(await CostAsync("ours", place, WarmUp, SpeedDomains));
            after = LabTraffic.Parse(await lab.AskAsync("traffic"));
        }

        var all = WarmUp + SpeedDomains;
        var questions = (after.Questions - before.Questions) / (double)all;
        var connections = (after.HttpsConnections - before.HttpsConnections) / (double)all;
        Say($"a domain costs {questions:0.00} DNS queries and {connections:0.00} connections to its policy host; ",
            $"all {all:#,0} domains share {after.SmtpConnections - before.SmtpConnections} connections to their MX host, one per run");
        return
        [
            new Comparison(
                "processor time of one domain, code compiled",
                Line($"{Median(ours.Select(o => o.ProcessorMs)):0.00} ms"),
                Line($"{Median(bare.Select(b => b.ProcessorMs)):0.00} ms: bare sockets without validation"),
                Median(ours.Zip(bare, (o, b) => o.ProcessorMs / b.ProcessorMs))),
            new Comparison(
                "memory allocated for one domain",
                Line($"{ours[0].AllocatedKilobytes:0} KB"),
                Line($"{bare[0].AllocatedKilobytes:0} KB: bare sockets without validation"),
                ours[0].AllocatedKilobytes / bare[0].AllocatedKilobytes),
        ];
    }

    private static async Task<Comparison> CompareMemoryAsync()
    {
        using var lab = Child.Start("checker", "lab", "0");
        var place = await lab.ReadLineAsync();
        var cold = await CostAsync("ours", place, 0, FewDomains);
        var few = await CostAsync("ours", place, WarmUp, FewDomains);
        var many = await CostAsync("ours", place, WarmUp, ManyDomains);
        Say($"{ManyDomains:#,0} domains without waits: {many.Seconds:0.0} s, {ManyDomains / many.Seconds:#,0} per second; ",
            $"{FewDomains:#,0} in a new process take at most {cold.Megabytes:0} MB, after {WarmUp:#,0} other domains {few.Megabytes:0} MB");
        return new Comparison(
            Line($"peak memory for testing {ManyDomains:#,0} domains, code compiled"),
            Line($"{many.Megabytes:0} MB"),
            Line($"{few.Megabytes:0} MB: {FewDomains:#,0} domains"),
            many.Megabytes / few.Megabytes,
            Line($"at most {WantedMegabytes:0} MB more"),
            many.Megabytes - few.Megabytes <= WantedMegabytes);
    }

    private static async Task<RunCost> CostAsync(string who, string lab, int warmUp, int count)
    {
        using var child = Child.Start("checker", who, lab, Arg(warmUp), Arg(count));
        return RunCost.Parse(await child.ReadLineAsync());
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Arg(int number) => number.ToString(CultureInfo.InvariantCulture);
}
