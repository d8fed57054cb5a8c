using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace MtaSts.Fuzz;

/// <summary>Runs the targets in turn until the time is over, and reports the results.</summary>
internal sealed class FuzzLoop(IReadOnlyList<FuzzTarget> targets, FuzzArguments arguments)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(250);

    /// <returns>The exit code: 0, or 1 when a promise was broken.</returns>
    public int Run()
    {
        using var watchdog = new Watchdog(arguments.Findings);
        var searches = targets.Select(target => new Search(target, arguments, watchdog)).ToList();
        foreach (var search in searches) search.Begin();

        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < arguments.Duration)
        {
            foreach (var search in searches)
            {
                var left = arguments.Duration - clock.Elapsed;
                if (left > TimeSpan.Zero) search.GoOn(left < Turn ? left : Turn);
            }
        }

        foreach (var search in searches) Console.WriteLine(search.Describe());
        var broken = searches.Sum(s => s.Findings);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{searches.Sum(s => s.Tried):#,0} inputs in {clock.Elapsed.TotalSeconds:0} s with seed {arguments.Seed}, "
                + $"{broken} findings{(broken > 0 ? " in " + arguments.Findings : "")}"));
        Console.WriteLine(
            FormattableString.Invariant($"Fuzz: {searches.Count(s => s.Findings == 0)} passed, {searches.Count(s => s.Findings > 0)} failed, 0 skipped"));
        return broken == 0 ? 0 : 1;
    }
}
