using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Net.Certificates;

/// <summary>
/// Whether a certificate's DNS name covers a host (RFC 6125 §6.4.3 with the restriction of RFC 8461 §3.3: <c>*</c> only as
/// the complete left-most label).
/// </summary>
internal static class HostNameMatch
{
    public static bool Any(IEnumerable<string> dnsNames, string host) => dnsNames.Any(name => Covers(name, host));

    public static bool Covers(string dnsName, string host)
    {
        var name = DomainName.Normalize(host);
        if (dnsName.EndsWith(".", StringComparison.Ordinal)) return false; // no preferred name syntax (RFC 5280 §4.2.1.6): other readers refuse it
        var presented = DomainName.Normalize(dnsName);
        if (!presented.StartsWith("*.", StringComparison.Ordinal)) return presented.IndexOf('*') < 0 && presented == name;
        var dot = name.IndexOf('.');
        return dot > 0 && presented.IndexOf('*', 1) < 0 && presented.Substring(1) == name.Substring(dot);
    }
}
