using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Providers;

/// <summary>Who runs MX hosts, told by the end of the host names.</summary>
/// <param name="Name">The name people know, for example <c>Microsoft 365</c>.</param>
/// <param name="Suffixes">Ends of MX host names, without a leading dot.</param>
public sealed record Provider(string Name, IReadOnlyList<string> Suffixes)
{
    /// <summary>The name to ask for, for example <c>Microsoft365</c>; null when the MX hosts differ from customer to customer.</summary>
    public string? Id { get; init; }

    /// <summary>The patterns that cover every MX host the provider gives to its customers; empty when no list can.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>What the patterns do not cover, as a sentence; empty when they cover all.</summary>
    public string Exception { get; init; } = "";

    /// <summary>True when the host belongs to this provider.</summary>
    /// <param name="host">The name in the MX record.</param>
    public bool Runs(string host)
    {
        var name = DomainName.Normalize(host);
        return Suffixes.Any(suffix => name == suffix || name.EndsWith("." + suffix, StringComparison.Ordinal));
    }
}
