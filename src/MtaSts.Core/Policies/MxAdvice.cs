using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>
/// The tightest patterns that cover a set of MX hosts, in the form that their providers require. All advice has been
/// checked by the policy parser, and covers the host.
/// </summary>
internal static class MxAdvice
{
    // Hosts below these differ from customer to customer or come and go; the shared part is the provider's own zone.
    private static readonly string[] SharedParents =
    [
        "mail.protection.outlook.com", "mail.protection.office365.us", "aspmx.l.google.com", "googlemail.com",
        "mx.cloudflare.net", "pphosted.com", "ppe-hosted.com", "iphmx.com",
    ];

    /// <summary>
    /// One pattern per host, or one for several hosts in a provider's own zone; each once, in order. Hosts that no
    /// pattern can cover are omitted.
    /// </summary>
    public static IReadOnlyList<string> PatternsFor(IEnumerable<string> hosts) =>
        hosts.Select(PatternFor).OfType<string>().Distinct(StringComparer.Ordinal).ToList();

    /// <summary>The pattern for one host; null when none can cover it, or when no host can have this name.</summary>
    public static string? PatternFor(string host)
    {
        var name = DomainName.Normalize(host);
        if (NeverExists(name) || AddressText.IsAddress(name)) return null;
        var dot = name.IndexOf('.');
        var parent = dot < 0 ? "" : name.Substring(dot + 1);

        // contoso-com.a-v1.mx.microsoft: the middle label is the customer's too, so it stays (protocol of *.mx.microsoft).
        var isShared = SharedParents.Contains(parent) || parent.EndsWith(".mx.microsoft", StringComparison.Ordinal);
        if (!isShared && Covers(name, host)) return name;

        // The label in the place of '*' is not compared, so it may contain characters that a pattern cannot, such as '_'. A '*'
        // directly before a top-level domain would let in strangers.
        return parent.IndexOf('.') > 0 && Covers("*." + parent, host) ? "*." + parent : null;
    }

    /// <summary>Why no pattern can cover a host, as half a sentence; null when one can.</summary>
    public static string? WhyUnnamed(string host)
    {
        var name = DomainName.Normalize(host);
        if (AddressText.IsAddress(name)) return "it is an IP address, but MX records contain host names";
        return MxPattern.TryParse(name, out _, out var problem) ? null : problem;
    }

    /// <summary>
    /// True for names below <c>.invalid</c>, which never exist (RFC 6761 §6.4). Microsoft 365 asks admins to publish such an
    /// MX record (<c>ms12345678.msv1.invalid</c>) to prove that the domain is theirs.
    /// </summary>
    public static bool NeverExists(string host) => DomainName.Normalize(host).EndsWith(".invalid", StringComparison.Ordinal);

    private static bool Covers(string text, string host) => MxPattern.TryParse(text, out var pattern, out _) && pattern.Covers(host);
}
