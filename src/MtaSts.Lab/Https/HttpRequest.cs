using System;
using System.Collections.Generic;

namespace MtaSts.Lab.Https;

/// <summary>A received request.</summary>
internal sealed record HttpRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The target without its query.</summary>
    public string Path => Target.Split('?', 2)[0];

    /// <summary>One parameter of the query, percent-decoded; null when it is not there.</summary>
    public string? Query(string name)
    {
        var at = Target.IndexOf('?', StringComparison.Ordinal);
        if (at < 0)
            return null;
        foreach (var pair in Target[(at + 1)..].Split('&'))
        {
            if (pair.StartsWith(name + "=", StringComparison.Ordinal))
                return Uri.UnescapeDataString(pair[(name.Length + 1)..]);
        }

        return null;
    }
}
