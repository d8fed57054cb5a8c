using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

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

    // After so many the JIT has compiled all there is to compile, and what grows then grows with the domains.
    private const int WarmUp = 6_000;

    // MX, its address, greeting, EHLO, STARTTLS, handshake, QUIT: each waits once in the lab.
    private const int StepsOnLongestPath = 7;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["lab", string delay]) return await CheckerLab.ServeAsync(Number(delay));
        if (args is ["ours", string place, string before, string count]) return CheckerChild.Run(LabPlace.Parse(place), Number(before), Number(count), ThrottleLimit);
        if (args is ["bare", string where, string first, string then]) return CheckerBare.Run(LabPlace.Parse(where), Number(first), Number(then), ThrottleLimit);

        var waits = await CompareWithWaitsAsync();
        await CompareWithBareSocketsAsync();
        var growth = await CompareMemoryAsync();
        return waits <= WantedRatio && growth <= WantedMegabytes ? 0 : 1;
    }

    private static async Task<double> CompareWithWaitsAsync()
    {
        using var lab = Child.Start("checker", "lab", Text(DelayMs));
        var place = await lab.ReadLineAsync();

        // The lab's own code is compiled before: its JIT is not what is measured.
        await CostAsync("bare", place, 0, SpeedDomains);
        var bound = StepsOnLongestPath * DelayMs / 1000d * SpeedDomains / ThrottleLimit;
        var cold = await CostAsync("ours", place, 0, SpeedDomains);
        var warm = await CostAsync("ours", place, SpeedDomains, SpeedDomains);
        Print($"{SpeedDomains:#,0} domains, {DelayMs} ms a step, {ThrottleLimit} at once: {cold.Seconds:0.00} s in a new process, {warm.Seconds:0.00} s in one that has done so before; the waits alone {bound:0.00} s; ratio {cold.Seconds / bound:0.00} and {warm.Seconds / bound:0.00} (wanted: at most {WantedRatio:0.0})");
        return cold.Seconds / bound;
    }

    private static async Task CompareWithBareSocketsAsync()
    {
        using var lab = Child.Start("checker", "lab", "0");
        var place = await lab.ReadLineAsync();
        var bare = new RunCost[Rounds];
        var ours = new RunCost[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            bare[round] = await CostAsync("bare", place, WarmUp, SpeedDomains);
            ours[round] = await CostAsync("ours", place, WarmUp, SpeedDomains);
        }

        var ratio = Median(ours.Zip(bare, (o, b) => o.ProcessorMs / b.ProcessorMs));
        Print($"against bare sockets that judge nothing: {Median(ours.Select(o => o.ProcessorMs)):0.00} ms of processor time a domain to {Median(bare.Select(b => b.ProcessorMs)):0.00}, ratio {ratio:0.00} (median of {Rounds} pairs); {ours[0].AllocatedKilobytes:0} KB allocated a domain to {bare[0].AllocatedKilobytes:0}");
    }

    private static async Task<double> CompareMemoryAsync()
    {
        using var lab = Child.Start("checker", "lab", "0");
        var place = await lab.ReadLineAsync();
        var cold = (await CostAsync("ours", place, 0, FewDomains)).Megabytes;
        var few = (await CostAsync("ours", place, WarmUp, FewDomains)).Megabytes;
        var run = await CostAsync("ours", place, WarmUp, ManyDomains);
        Print($"{ManyDomains:#,0} domains without waits: {run.Seconds:0.0} s, {ManyDomains / run.Seconds:#,0} a second");
        Print($"peak memory in a process that has tested {WarmUp:#,0} domains: of {FewDomains:#,0} more {few:0} MB, of {ManyDomains:#,0} more {run.Megabytes:0} MB, {run.Megabytes - few:0} MB more (wanted: at most {WantedMegabytes:0}); in a new process {FewDomains:#,0} domains take {cold:0} MB");
        return run.Megabytes - few;
    }

    private static async Task<RunCost> CostAsync(string who, string lab, int warmUp, int count)
    {
        using var child = Child.Start("checker", who, lab, Text(warmUp), Text(count));
        return RunCost.Parse(await child.ReadLineAsync());
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
