using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Checking;

/// <summary>The tightest patterns that cover a set of MX hosts, in the form their providers call for.</summary>
internal static class MxAdvice
{
    // Hosts below these differ from customer to customer or come and go; the shared part is the provider's own zone.
    private static readonly string[] SharedParents =
    [
        "mail.protection.outlook.com", "mail.protection.office365.us", "aspmx.l.google.com", "googlemail.com",
        "mx.cloudflare.net", "pphosted.com", "ppe-hosted.com", "iphmx.com",
    ];

    /// <summary>One pattern a host, or one for several hosts of a provider's own zone; each once, in order.</summary>
    public static IReadOnlyList<string> PatternsFor(IEnumerable<string> hosts)
    {
        var patterns = new List<string>();
        foreach (var host in hosts.Select(DomainName.Normalize))
        {
            var pattern = PatternFor(host);
            if (!patterns.Contains(pattern)) patterns.Add(pattern);
        }

        return patterns;
    }

    private static string PatternFor(string host)
    {
        var dot = host.IndexOf('.');
        if (dot < 0) return host;
        var parent = host.Substring(dot + 1);

        // contoso-com.a-v1.mx.microsoft: the middle label is the customer's too, so it stays (protocol of *.mx.microsoft).
        var isShared = SharedParents.Contains(parent) || parent.EndsWith(".mx.microsoft", StringComparison.Ordinal);
        return isShared ? "*." + parent : host;
    }
}
