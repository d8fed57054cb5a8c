using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.Reporting;

/// <summary>
/// Strangers' names, each once and safe to show, by number. Anyone can send reports, so the number of names has a limit:
/// those beyond it share one entry.
/// </summary>
/// <param name="limit">How many names are kept separately.</param>
/// <param name="rest">The name of the entry for all others.</param>
internal sealed class NameTable(int limit, string rest)
{
    private const int LongestName = 200;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private int? _rest;

    /// <summary>The names in the order of their numbers.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>True when there were more names than the limit.</summary>
    public bool IsFull => _rest is not null;

    /// <summary>The number of a name.</summary>
    public int Number(string? name)
    {
        var safe = SafeText.Excerpt(name, LongestName);
        if (_numbers.TryGetValue(safe, out var number)) return number;
        if (_names.Count >= limit) return _rest ??= Append(rest);
        return _numbers[safe] = Append(safe);
    }

    private int Append(string name)
    {
        _names.Add(name);
        return _names.Count - 1;
    }
}
