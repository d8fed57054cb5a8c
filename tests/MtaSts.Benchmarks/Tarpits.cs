using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using static MtaSts.Benchmarks.Comparison;

namespace MtaSts.Benchmarks;

/// <summary>
/// Tests 4,000 synthetic domains of the lab, of which 1 % have a policy host that takes connections and never answers, with
/// the defaults of <c>Test-MtaSts</c>. Nothing can be faster than the healthy ones alone, nor than the waits of the tarpits
/// when as many run at once as the throttle lets.
/// </summary>
internal static class Tarpits
{
    private const int Domains = 4_000;
    private const int Every = 100;
    private const int ThrottleLimit = 16;
    private const int TimeoutSeconds = 10;
    private const double WantedRatio = 1.3;

    public static async Task<int> RunAsync(string[] args) => args switch
    {
        ["ours", string place, string every, string asCompleted] =>
            TarpitsChild.Run(LabEndpoints.Parse(place), Domains, Number(every), ThrottleLimit, bool.Parse(asCompleted)),
        _ => Conclude(await CompareAsync()),
    };

    public static async Task<IReadOnlyList<Comparison>> CompareAsync()
    {
        using var lab = Child.Start("checker", "lab", "0");
        var place = await lab.ReadLineAsync();
        await SecondsAsync(place, 0, false); // the lab's own code is compiled before
        var healthy = await SecondsAsync(place, 0, false);
        var waits = (double)Domains / Every * TimeoutSeconds / ThrottleLimit;
        var bound = Math.Max(healthy, waits);
        var lines = new List<Comparison>();
        foreach (var asCompleted in new[] { false, true })
        {
            var seconds = await SecondsAsync(place, Every, asCompleted);
            var ratio = seconds / bound;
            lines.Add(new Comparison(
                Line($"testing {Domains:#,0} domains, 1 % tarpits of {TimeoutSeconds} s, {ThrottleLimit} at once, ",
                    $"{(asCompleted ? "as completed" : "in order")}"),
                Line($"{seconds:0.0} s"),
                Line($"{bound:0.0} s: the larger of the waits alone, {waits:0.0} s, and the same domains healthy, {healthy:0.0} s"),
                ratio,
                Line($"at most {WantedRatio:0.0}"),
                ratio <= WantedRatio));
        }

        return lines;
    }

    private static async Task<double> SecondsAsync(string lab, int every, bool asCompleted)
    {
        using var child = Child.Start("tarpits", "ours", lab, every.ToString(CultureInfo.InvariantCulture), asCompleted ? "true" : "false");
        return RunCost.Parse(await child.ReadLineAsync()).Seconds;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
