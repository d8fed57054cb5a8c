using System;

namespace MtaSts;

/// <summary>Sums and rates of session counts that a stranger chose: nothing overflows, nothing is rounded up.</summary>
internal static class SessionMath
{
    /// <summary>The sum of two counts, or the largest possible count.</summary>
    public static long Add(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    /// <summary>Percent with two decimals, rounded down, so that 100 means all; null without sessions.</summary>
    public static double? SuccessRate(long successes, long failures)
    {
        var sessions = (decimal)successes + failures;
        if (sessions == 0) return null;
        return (double)(Math.Floor(successes * 10_000m / sessions) / 100m);
    }
}
