using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>Creates the DNS records of a deployment.</summary>
public static class DnsRecordWriter
{
    /// <summary>The default TTL of an MTA-STS record: five minutes, because senders notice a new id only after the TTL.</summary>
    public static TimeSpan StsTimeToLive { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The default TTL of all other records: an hour.</summary>
    public static TimeSpan DefaultTimeToLive { get; } = TimeSpan.FromHours(1);

    /// <summary>The MTA-STS record (RFC 8461 §3.1).</summary>
    /// <param name="domain">The policy domain in A-label form.</param>
    /// <param name="id">1 to 32 letters and digits.</param>
    /// <param name="zone">The zone the domain is in; null for the domain itself.</param>
    /// <param name="timeToLive">The TTL; null for <see cref="StsTimeToLive"/>.</param>
    /// <exception cref="ArgumentException">The id is not valid, or the domain is not in the zone.</exception>
    public static DnsRecordToPublish Sts(string domain, string id, string? zone = null, TimeSpan? timeToLive = null) =>
        Make("_mta-sts", domain, zone, "TXT", StsRecordWriter.Write(id), timeToLive ?? StsTimeToLive, id);

    /// <summary>The MTA-STS record of a domain whose <c>_mta-sts</c> is a CNAME (RFC 8461 §8.2): it is at the name where the CNAME leads.</summary>
    /// <param name="target">The name that holds the record.</param>
    /// <param name="id">1 to 32 letters and digits.</param>
    /// <param name="zone">A zone that may hold the target; where it does not, the name above the target stands for its zone.</param>
    internal static DnsRecordToPublish DelegatedSts(string target, string id, string? zone)
    {
        if (zone is null || !TryFindInZone(target, zone, out var name) || name.Length == 0)
        {
            var dot = target.IndexOf('.');
            (name, zone) = (target.Substring(0, dot), target.Substring(dot + 1));
        }

        return new DnsRecordToPublish
        {
            ZoneName = zone,
            Name = name,
            Type = "TXT",
            TTL = (int)StsTimeToLive.TotalSeconds,
            Value = StsRecordWriter.Write(id),
            Id = id,
        };
    }

    /// <summary>The TLS-RPT record (RFC 8460 §3).</summary>
    /// <param name="domain">The policy domain in A-label form.</param>
    /// <param name="rua">URIs from <see cref="RuaWriter.TryWrite"/>; at least one.</param>
    /// <param name="zone">The zone the domain is in; null for the domain itself.</param>
    /// <param name="timeToLive">The TTL; null for <see cref="DefaultTimeToLive"/>.</param>
    /// <exception cref="ArgumentException">The URIs do not form a valid record, or the domain is not in the zone.</exception>
    public static DnsRecordToPublish TlsRpt(string domain, IEnumerable<string> rua, string? zone = null, TimeSpan? timeToLive = null)
    {
        var text = TlsRptRecordParser.VersionField + "; rua=" + string.Join(",", rua ?? throw new ArgumentNullException(nameof(rua)));
        foreach (var finding in TlsRptRecordParser.Parse(text).Findings)
            if (finding.Severity == FindingSeverity.Error) throw new ArgumentException(finding.Message, nameof(rua));
        return Make("_smtp._tls", domain, zone, "TXT", text, timeToLive ?? DefaultTimeToLive, null);
    }

    /// <summary>The record for the policy host <c>mta-sts</c>: an address, or an alias of the host that serves the policy.</summary>
    /// <param name="domain">The policy domain in A-label form.</param>
    /// <param name="target">An IP address or a host name.</param>
    /// <param name="zone">The zone the domain is in; null for the domain itself.</param>
    /// <exception cref="ArgumentException">The domain is not in the zone.</exception>
    public static DnsRecordToPublish PolicyHost(string domain, string target, string? zone = null)
    {
        var type = !AddressText.TryRead(target, out var address) ? "CNAME" : address.AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A";
        return Make("mta-sts", domain, zone, type, address?.ToString() ?? target, DefaultTimeToLive, null);
    }

    /// <summary>Whether a domain is a zone or below it.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="zone">In A-label form.</param>
    /// <param name="name">The domain's name inside the zone; empty for the zone itself.</param>
    public static bool TryFindInZone(string domain, string zone, [NotNullWhen(true)] out string? name)
    {
        if (domain is null) throw new ArgumentNullException(nameof(domain));
        if (zone is null) throw new ArgumentNullException(nameof(zone));
        name = domain == zone ? "" : domain.EndsWith("." + zone, StringComparison.Ordinal) ? domain.Substring(0, domain.Length - zone.Length - 1) : null;
        return name is not null;
    }

    private static DnsRecordToPublish Make(string prefix, string domain, string? zone, string type, string value, TimeSpan timeToLive, string? id)
    {
        zone ??= domain;
        if (!TryFindInZone(domain, zone, out var inZone)) throw new ArgumentException($"{domain} is not in the zone {zone}.", nameof(zone));
        return new DnsRecordToPublish
        {
            ZoneName = zone,
            Name = inZone.Length == 0 ? prefix : prefix + "." + inZone,
            Type = type,
            TTL = (int)timeToLive.TotalSeconds,
            Value = value,
            Id = id,
        };
    }
}
