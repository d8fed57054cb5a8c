using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Rollout.Evidence;

/// <summary>Counts and ranks result types.</summary>
internal static class ResultCounts
{
    public static void Add(Dictionary<string, long> counts, string resultType, long count)
    {
        counts.TryGetValue(resultType, out var before);
        counts[resultType] = SessionMath.Add(before, count);
    }

    /// <summary>The most frequent first; equal ones by name.</summary>
    public static ReadableList<TlsResultCount> Top(Dictionary<string, long> counts, int max) => counts
        .OrderByDescending(pair => pair.Value)
        .ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Take(max)
        .Select(pair => new TlsResultCount(SafeText.Clean(pair.Key), pair.Value))
        .ToReadableList();
}
