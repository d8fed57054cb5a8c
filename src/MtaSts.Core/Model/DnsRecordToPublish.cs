using System;
using System.Globalization;
using System.Text;
using MtaSts.Text;

namespace MtaSts;

/// <summary>
/// A DNS record to publish. The names of its properties bind to <c>Add-DnsServerResourceRecord</c> (ZoneName, Name,
/// TimeToLive, and DescriptiveText, HostNameAlias, IPv4Address or IPv6Address), to <c>New-AzDnsRecordSet</c> (ZoneName,
/// Name, RecordType, Ttl) and to <c>Add-AzDnsRecordConfig</c> (Value, Cname, Ipv4Address or Ipv6Address).
/// </summary>
public sealed class DnsRecordToPublish
{
    /// <summary>The zone that will contain the record.</summary>
    public required string ZoneName { get; init; }

    /// <summary>The name inside the zone; <c>@</c> for the zone itself.</summary>
    public required string Name { get; init; }

    /// <summary>The whole name, without a final dot.</summary>
    public string Fqdn => Name == "@" ? ZoneName : Name + "." + ZoneName;

    /// <summary><c>TXT</c>, <c>CNAME</c>, <c>A</c> or <c>AAAA</c>.</summary>
    public required string Type { get; init; }

    /// <summary><see cref="Type"/>, under the name that <c>New-AzDnsRecordSet</c> binds.</summary>
    public string RecordType => Type;

    /// <summary>The time to live, in seconds.</summary>
    public required int TTL { get; init; }

    /// <summary>The value: the whole text, the target's name, or the address.</summary>
    public required string Value { get; init; }

    /// <summary><see cref="TTL"/> as a time span, under the name that <c>Add-DnsServerResourceRecord</c> binds.</summary>
    public TimeSpan TimeToLive => TimeSpan.FromSeconds(TTL);

    /// <summary>A TXT record's <see cref="Value"/>, under the name that <c>Add-DnsServerResourceRecord</c> binds; null for other types.</summary>
    public string? DescriptiveText => Type == "TXT" ? Value : null;

    /// <summary>A CNAME record's target, under the name that <c>Add-DnsServerResourceRecord</c> binds; null for other types.</summary>
    public string? HostNameAlias => Type == "CNAME" ? Value : null;

    /// <summary>A CNAME record's target, under the name that <c>Add-AzDnsRecordConfig</c> binds; null for other types.</summary>
    public string? Cname => HostNameAlias;

    /// <summary>An A record's address; null for other types.</summary>
    public string? IPv4Address => Type == "A" ? Value : null;

    /// <summary>An AAAA record's address; null for other types.</summary>
    public string? IPv6Address => Type == "AAAA" ? Value : null;

    /// <summary>A TXT record's value in character-strings of at most 255 octets (RFC 1035 §3.3.14); readers join them without spaces.</summary>
    public ReadableList<string> Strings => Type == "TXT" ? CharacterStrings.Split(Value) : ReadableList<string>.Empty;

    /// <summary>The policy's id in an MTA-STS record; null in all others.</summary>
    public string? Id { get; init; }

    /// <summary>The record as a line of a zone file (RFC 1035 §5.1).</summary>
    public string ZoneFileLine
    {
        get
        {
            var line = new StringBuilder();
            line.AppendFormat(CultureInfo.InvariantCulture, "{0}. {1} IN {2} ", Fqdn, TTL, Type);
            if (Type == "TXT") CharacterStrings.AppendQuoted(line, Strings);
            else line.Append(Value).Append(Type == "CNAME" ? "." : "");
            return line.ToString();
        }
    }

    /// <summary>The record as a line of a zone file.</summary>
    public override string ToString() => ZoneFileLine;
}
