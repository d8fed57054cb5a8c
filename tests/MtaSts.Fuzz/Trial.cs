using System;
using System.Diagnostics;

namespace MtaSts.Fuzz;

/// <summary>Runs one input through a target within limits of time and memory.</summary>
internal sealed class Trial(FuzzTarget target)
{
    public double SlowestMs { get; private set; }

    public long Hungriest { get; private set; }

    /// <summary>The target's answer for the input.</summary>
    /// <exception cref="BrokenPromiseException">It took too long or too much memory, or the target says so.</exception>
    public string Run(byte[] input)
    {
        var timeLimit = target.TimeLimit(input.Length);
        var answer = Measure(input, out var time, out var octets);

        // Another process may have had the machine; what is slow of itself is slow again.
        if (time > timeLimit) Measure(input, out time, out octets);
        SlowestMs = Math.Max(SlowestMs, time.TotalMilliseconds);
        Hungriest = Math.Max(Hungriest, octets);
        if (time > timeLimit)
        {
            throw new BrokenPromiseException(
                FormattableString.Invariant($"an input of {input.Length} octets takes no longer than {timeLimit.TotalSeconds:0.0} s; ")
                    + FormattableString.Invariant($"this one took {time.TotalSeconds:0.0} s"));
        }
        var limit = target.AllocationLimit(input.Length);
        if (octets > limit)
        {
            throw new BrokenPromiseException(
                FormattableString.Invariant($"an input of {input.Length} octets makes no more than {limit} octets of memory; this one made {octets}"));
        }
        return answer;
    }

    private string Measure(byte[] input, out TimeSpan time, out long octets)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var answer = target.Run((byte[])input.Clone());
        time = clock.Elapsed;
        octets = GC.GetAllocatedBytesForCurrentThread() - before;
        return answer;
    }
}
