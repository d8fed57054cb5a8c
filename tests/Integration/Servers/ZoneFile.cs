using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace MtaSts.Integration.Servers;

/// <summary>Converts a row of the table to DNS records.</summary>
internal static class ZoneFile
{
    /// <summary>An address where nothing listens.</summary>
    public static readonly IPAddress ShutAddress = IPAddress.Parse("192.0.2.200");

    /// <summary>The records of one scenario: owner without a final dot, and type and data in zone file form.</summary>
    public static IEnumerable<(string Owner, string Data)> Records(Scenario s, string publicKeyDigest)
    {
        var record = s.RecordAlias ?? "_mta-sts." + s.Domain;
        if (s.RecordAlias is not null)
            yield return ("_mta-sts." + s.Domain, $"CNAME {s.RecordAlias}.");
        foreach (var text in s.Records)
            yield return (record, "TXT " + Quote(text));
        foreach (var text in s.TlsRpt)
            yield return ("_smtp._tls." + s.Domain, "TXT " + Quote(text));

        if (s.PolicyHost is { } host)
        {
            if (host.Alias is not null)
                yield return (s.PolicyHostName, $"CNAME {host.Alias}.");
            if (host.HasAddress)
                yield return (host.Alias ?? s.PolicyHostName, Address(s.PolicyHostAddress));
            if (host.HasShutAddress)
                yield return (s.PolicyHostName, Address(ShutAddress));
        }

        if (s.HasNullMx)
            yield return (s.Domain, "MX 0 .");
        for (var i = 0; i < s.Mx.Count; i++)
        {
            var mx = s.Mx[i];
            if (mx.HasRecord)
                yield return (s.Domain, $"MX {mx.Preference} {s.HostOf(mx)}.");
            if (mx.Alias is not null)
                yield return (s.HostOf(mx), $"CNAME {mx.Alias}.");
            if (mx.HasAddress)
                yield return (mx.Alias ?? s.HostOf(mx), Address(s.MxAddresses[i]));
            if (mx.HasShutAddress)
                yield return (s.HostOf(mx), Address(ShutAddress));
            if (mx.HasTlsa)
                yield return ("_25._tcp." + s.HostOf(mx), "TLSA 3 1 1 " + publicKeyDigest);
        }
    }

    private static string Quote(string text) => text.StartsWith('"') ? text : $"\"{text}\"";

    private static string Address(IPAddress address) => (address.AddressFamily == AddressFamily.InterNetwork ? "A " : "AAAA ") + address;
}
