using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Net;
using System.Text;

namespace MtaSts.Lab.Dns;

/// <summary>One record as on the wire.</summary>
/// <param name="Name">The owner, without a final dot; empty for the root.</param>
/// <param name="Type">The type.</param>
/// <param name="Ttl">The time to live in seconds.</param>
/// <param name="Data">The RDATA, or what comes before the name in it.</param>
/// <param name="Target">The name that ends the RDATA (MX, CNAME), which may be compressed; null when there is none.</param>
public sealed record ZoneRecord(string Name, LabDnsType Type, uint Ttl, byte[] Data, string? Target = null)
{
    /// <summary>The default TTL of a record, in seconds.</summary>
    public const uint DefaultTtl = 300;

    /// <summary>A or AAAA, by the family of the address.</summary>
    public static ZoneRecord Address(string name, IPAddress address, uint ttl = DefaultTtl) => new(
        name,
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? LabDnsType.Aaaa : LabDnsType.A,
        ttl,
        address.GetAddressBytes());

    /// <summary>A CNAME.</summary>
    public static ZoneRecord Cname(string name, string target, uint ttl = DefaultTtl) =>
        new(name, LabDnsType.Cname, ttl, [], target);

    /// <summary>An MX; the host <c>.</c> makes it a null MX (RFC 7505).</summary>
    public static ZoneRecord Mx(string name, int preference, string host, uint ttl = DefaultTtl)
    {
        var data = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(data, (ushort)preference);
        return new ZoneRecord(name, LabDnsType.Mx, ttl, data, host.TrimEnd('.'));
    }

    /// <summary>
    /// One TXT record. Several texts become several character-strings of that one record; a text
    /// of more than 255 octets (UTF-8) is split.
    /// </summary>
    public static ZoneRecord Txt(string name, uint ttl, params IEnumerable<string> texts)
    {
        var data = new List<byte>();
        foreach (var text in texts)
        {
            var octets = Encoding.UTF8.GetBytes(text);
            var at = 0;
            do
            {
                var length = Math.Min(255, octets.Length - at);
                data.Add((byte)length);
                data.AddRange(octets.AsSpan(at, length));
                at += length;
            }
            while (at < octets.Length);
        }

        return new ZoneRecord(name, LabDnsType.Txt, ttl, [.. data]);
    }

    /// <summary>A TLSA record (RFC 6698 §2.1).</summary>
    public static ZoneRecord Tlsa(string name, byte usage, byte selector, byte matching, byte[] data, uint ttl = DefaultTtl) =>
        new(name, LabDnsType.Tlsa, ttl, [usage, selector, matching, .. data]);
}
