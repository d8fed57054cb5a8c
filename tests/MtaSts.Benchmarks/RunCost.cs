using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;

namespace MtaSts.Benchmarks;

/// <summary>What one run over many domains cost.</summary>
/// <param name="Seconds">From the first domain to the last result.</param>
/// <param name="Megabytes">The peak memory of the process during the run.</param>
/// <param name="ProcessorMs">Processor time per domain, of this process only.</param>
/// <param name="AllocatedKilobytes">Allocated memory per domain, according to the garbage collector.</param>
internal readonly record struct RunCost(double Seconds, double Megabytes, double ProcessorMs, double AllocatedKilobytes)
{
    private const int SampleMs = 200;

    public static RunCost Measure(int domains, Action run)
    {
        using var process = Process.GetCurrentProcess();
        long peak = 0;
        using var sampler = new Timer(
            _ => InterlockedMax(ref peak, Environment.WorkingSet),
            null,
            0,
            SampleMs);
        var processor = process.TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        run();
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        InterlockedMax(ref peak, Environment.WorkingSet);
        return new RunCost(
            seconds,
            peak / 1_000_000d,
            (process.TotalProcessorTime - processor).TotalMilliseconds / domains,
            (GC.GetTotalAllocatedBytes() - allocated) / 1000d / domains);
    }

    public static RunCost Parse(string line)
    {
        var words = line.Split(' ');
        return new RunCost(Number(words[0]), Number(words[1]), Number(words[2]), Number(words[3]));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Seconds:0.000} {Megabytes:0.0} {ProcessorMs:0.00} {AllocatedKilobytes:0}");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static void InterlockedMax(ref long place, long value)
    {
        for (var seen = Volatile.Read(ref place); value > seen;)
        {
            var was = Interlocked.CompareExchange(ref place, value, seen);
            if (was == seen) return;
            seen = was;
        }
    }
}
