using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Providers;

/// <summary>A provider that runs MX hosts, recognized by the end of the host names.</summary>
/// <param name="Name">The name people know, for example <c>Microsoft 365</c>.</param>
/// <param name="Suffixes">Ends of MX host names, without a leading dot.</param>
public sealed record Provider(string Name, IReadOnlyList<string> Suffixes)
{
    /// <summary>The name for parameters, for example <c>Microsoft365</c>; null when the MX hosts differ from customer to customer.</summary>
    public string? Id { get; init; }

    /// <summary>The patterns that cover every MX host that the provider assigns to its customers; empty when no list can.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>Other names of the provider, for example <c>Office365</c>; only letters and digits are compared.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// True when customers cannot change the TLS settings of its MX hosts. False where the names are also those of servers that
    /// customers run themselves, such as rented machines.
    /// </summary>
    public bool RunsTls { get; init; } = true;

    /// <summary>What the patterns do not cover, as a sentence; empty when they cover everything.</summary>
    public string Exception { get; init; } = "";

    /// <summary>True when the text is one of its names: only letters and digits count, not case, spaces and hyphens.</summary>
    /// <param name="text">For example <c>office 365</c>.</param>
    public bool IsNamed(string text)
    {
        var wanted = Plain(text);
        return wanted.Length > 0 && (Plain(Name) == wanted || Plain(Id ?? "") == wanted || Aliases.Any(alias => Plain(alias) == wanted));
    }

    /// <summary>True when the host belongs to this provider.</summary>
    /// <param name="host">The name in the MX record.</param>
    public bool Runs(string host)
    {
        var name = DomainName.Normalize(host);
        return Suffixes.Any(suffix => name == suffix || name.EndsWith("." + suffix, StringComparison.Ordinal));
    }

    private static string Plain(string text) => new([.. text.Where(DomainName.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
}
