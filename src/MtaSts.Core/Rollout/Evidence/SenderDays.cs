using System;
using System.Collections.Generic;

namespace MtaSts.Rollout.Evidence;

/// <summary>
/// The senders of a day after the first: none, an array of a few, or a dictionary, so that a quiet day costs nothing and a
/// day of very many senders no time.
/// </summary>
internal static class SenderDays
{
    private const int Few = 32;

    /// <summary>Adds an entry to a list, which may become another one.</summary>
    public static void Add(ref object? list, SenderDay entry)
    {
        switch (list)
        {
            case null: list = new[] { entry, default }; return;
            case Dictionary<uint, SenderDay> many:
                many[entry.Key] = many.TryGetValue(entry.Key, out var before) ? before.And(entry) : entry;
                return;
        }

        var few = (SenderDay[])list;
        var index = Array.FindIndex(few, one => one.IsEmpty || one.Key == entry.Key);
        if (index >= 0)
        {
            few[index] = few[index].IsEmpty ? entry : few[index].And(entry);
            return;
        }

        if (few.Length >= Few)
        {
            var many = new Dictionary<uint, SenderDay>();
            foreach (var one in few) many[one.Key] = one;
            many[entry.Key] = entry;
            list = many;
            return;
        }

        var count = few.Length;
        Array.Resize(ref few, count * 2);
        few[count] = entry;
        list = few;
    }

    /// <summary>The entries of a list.</summary>
    public static IEnumerable<SenderDay> In(object? list) => list switch
    {
        null => [],
        SenderDay[] few => Array.FindAll(few, one => !one.IsEmpty),
        _ => ((Dictionary<uint, SenderDay>)list).Values,
    };
}
