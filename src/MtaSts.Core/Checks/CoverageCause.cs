using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Providers;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>Why a pattern that seems to cover an MX host does not (RFC 8461 §4.1).</summary>
internal static class CoverageCause
{
    /// <summary>The cause for one host, as a sentence; empty when no pattern is similar to it.</summary>
    public static string Of(IReadOnlyCollection<MxPattern> patterns, string host)
    {
        foreach (var pattern in patterns)
            if (IsNear(pattern, host)) return pattern.IsWildcard ? OfWildcard(pattern, host) : OfName(pattern, host);
        return OfProvider(patterns, host);
    }

    /// <summary>True when the pattern does not cover the host, but would if '*' stood for more or fewer labels, or were present.</summary>
    public static bool IsNear(MxPattern pattern, string host)
    {
        var name = DomainName.Normalize(host);
        return !pattern.Covers(host) && (name == pattern.Name || name.EndsWith("." + pattern.Name, StringComparison.Ordinal));
    }

    /// <summary>Why a wildcard does not cover a host below its name, or the host of that name.</summary>
    public static string OfWildcard(MxPattern pattern, string host)
    {
        var labels = LabelsBefore(pattern, host);
        var seen = labels == 0
            ? $"{Shown(host)} has none before {pattern.Name}"
            : string.Format(CultureInfo.InvariantCulture, "{0} has {1} before {2}", Shown(host), labels, pattern.Name);
        var guides = DomainName.AreSame(pattern.Name, "google.com") ? " Many guides recommend this pattern for Google Workspace; it is wrong." : "";
        return $"'{pattern}' does not cover {Shown(host)}: the wildcard reaches one label only. '*' stands for exactly one label, and {seen}.{guides}";
    }

    private static string OfName(MxPattern pattern, string host) => LabelsBefore(pattern, host) == 1
        ? $"'*.' is missing in 'mx: {pattern}': without it the pattern covers only a host of exactly that name, not {Shown(host)}."
        : $"'mx: {pattern}' covers only a host of exactly that name, and nothing below it such as {Shown(host)}.";

    private static string OfProvider(IReadOnlyCollection<MxPattern> patterns, string host)
    {
        if (ProviderCatalogue.Find(host) is not { } provider || patterns.Any(p => provider.Runs(Example(p)))) return "";
        var others = ProviderCatalogue.Describe(patterns.Select(Example));
        return others.Length == 0
            ? ""
            : $"The policy lists hosts of {others}, and {Shown(host)} is a host of {provider.Name}: the domain has moved, or is about to.";
    }

    private static string Example(MxPattern pattern) => pattern.IsWildcard ? "host." + pattern.Name : pattern.Name;

    private static int LabelsBefore(MxPattern pattern, string host)
    {
        var name = DomainName.Normalize(host);
        return name.Length == pattern.Name.Length ? 0 : name.Substring(0, name.Length - pattern.Name.Length - 1).Split('.').Length;
    }

    private static string Shown(string host) => SafeText.Excerpt(host, 100);
}
