using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Providers;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>The fixes for faults of several MX hosts: one per kind of fault, and different ones where a provider runs the host.</summary>
internal static class HostFixes
{
    private const int Shown = 5;

    /// <summary>Joins the fixes, each with its hosts where there are several.</summary>
    /// <param name="faults">A host, and the fix for its administrator.</param>
    public static string For(IEnumerable<(string Host, string Fix)> faults)
    {
        var all = faults.Select(fault => (fault.Host, Fix: OfProvider(fault.Host) ?? fault.Fix)).ToList();
        var kinds = all.GroupBy(fault => fault.Fix, StringComparer.Ordinal).ToList();
        if (kinds.Count == 1) return kinds[0].Key;
        return ShortList.Join(kinds.Select(kind => $"{Names(kind.Select(fault => fault.Host))}: {kind.Key}"), Shown, " ");
    }

    /// <summary>What to do about a host that the tenant cannot change; null when its administrator can.</summary>
    private static string? OfProvider(string host) => ProviderCatalogue.Find(host) is { RunsTls: true } provider
        ? $"{provider.Name} runs this host, so you cannot change its TLS settings. First compare the MX record, character by character, and the policy "
            + $"with the host that {provider.Name} specifies for the domain; if both match, contact {provider.Name} support."
        : null;

    private static string Names(IEnumerable<string> hosts) =>
        ShortList.Join(hosts.Distinct(StringComparer.OrdinalIgnoreCase).Select(host => SafeText.Excerpt(host, 100)), Shown);
}
