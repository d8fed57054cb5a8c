using System;
using System.Collections.Generic;

namespace MtaSts.Rollout.Evidence;

/// <summary>The names of organizations as sent, each kept once, by number.</summary>
internal sealed class OrganizationNames
{
    /// <summary>Organizations past this number share it.</summary>
    public const int Rest = (1 << 20) - 1;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>The number of a name.</summary>
    public int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var number)) return number;
        if (_names.Count >= Rest) return Rest;
        _names.Add(name);
        return _numbers[name] = _names.Count - 1;
    }

    /// <summary>The name of a number.</summary>
    public string NameOf(int number) => number < _names.Count ? _names[number] : "(others)";
}
