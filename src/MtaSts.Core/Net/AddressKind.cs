using System.Net;
using System.Net.Sockets;

namespace MtaSts.Net;

/// <summary>Distinguishes addresses that the public can reach from those that only this network or machine can reach.</summary>
public static class AddressKind
{
    /// <summary>The kind of the addresses that are reserved for documentation (RFC 5737, RFC 3849, RFC 9637).</summary>
    internal const string Documentation = "for documentation";

    /// <summary>The kind of the addresses whose packets routers discard (RFC 6666).</summary>
    internal const string Discarded = "discarded";

    private const string Benchmarks = "for benchmarks";

    /// <summary>
    /// What kind of private address this is, for example <c>loopback</c>; null for an address of the public internet
    /// (the special-purpose registries of RFC 6890). An IPv6 address that embeds an IPv4 address has the kind of that address.
    /// </summary>
    /// <param name="address">An IPv4 or IPv6 address.</param>
    public static string? PrivateKind(IPAddress address)
    {
        if (address is null) throw new System.ArgumentNullException(nameof(address));
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork ? IPv4(bytes, 0) : IPv6(address, bytes);
    }

    private static string? IPv4(byte[] b, int at)
    {
        var (first, second) = (b[at], b[at + 1]);
        if (first == 127) return "loopback";
        if (first == 10 || (first == 172 && (second & 0xF0) == 16) || (first == 192 && second == 168)) return "private";
        if (first == 169 && second == 254) return "link-local";
        if (first == 100 && (second & 0xC0) == 64) return "carrier-grade NAT";
        if (first == 0) return "unspecified";
        if (first == 198 && (second & 0xFE) == 18) return Benchmarks; // RFC 2544; some networks use it as their own
        if (first == 192 && second == 0 && b[at + 2] == 0) return "for protocols"; // RFC 6890 §2.1, with the DS-Lite tunnel's own end
        if ((first, second, b[at + 2]) is (192, 0, 2) or (198, 51, 100) or (203, 0, 113)) return Documentation; // RFC 5737
        return first >= 224 ? "multicast or reserved" : null;
    }

    private static string? IPv6(IPAddress address, byte[] b)
    {
        if (IPAddress.IsLoopback(address)) return "loopback";
        if (address.Equals(IPAddress.IPv6Any)) return "unspecified";
        if (address.IsIPv6LinkLocal) return "link-local";
        if (address.IsIPv6SiteLocal || (b[0] & 0xFE) == 0xFC) return "private";
        if (address.IsIPv6Multicast) return "multicast";
        if (Begins(b, 0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01)) return "private"; // NAT64 with a prefix of one's own (RFC 8215)
        if (Begins(b, 0x01, 0x00, 0, 0, 0, 0, 0, 0)) return Discarded; // RFC 6666
        if (Begins(b, 0x20, 0x01, 0x0D, 0xB8) || (Begins(b, 0x3F, 0xFF) && (b[2] & 0xF0) == 0)) return Documentation; // RFC 3849, RFC 9637
        if (Begins(b, 0x20, 0x01, 0, 0x02, 0, 0)) return Benchmarks; // RFC 5180
        if (Begins(b, 0x20, 0x01, 0) && (b[3] & 0xF0) is 0x10 or 0x20) return "for identifiers"; // ORCHID, RFC 4843 and RFC 7343
        if (Begins(b, 0x5F, 0x00)) return "for segment routing"; // RFC 9602
        if (Begins(b, 0x20, 0x01, 0, 0)) return Teredo(b);
        return EmbeddedAt(b) is { } at ? IPv4(b, at) : null;
    }

    /// <summary>The position of the embedded IPv4 address that a gateway extracts from an IPv6 address; null when there is none.</summary>
    private static int? EmbeddedAt(byte[] b)
    {
        if (Begins(b, 0x20, 0x02)) return 2; // 6to4 (RFC 3056)
        if (Begins(b, 0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0)) return 12; // NAT64 (RFC 6052)
        if (b[8] is 0 or 2 && b[9] == 0 && b[10] == 0x5E && b[11] == 0xFE) return 12; // ISATAP (RFC 5214 §6.1), below any prefix
        if (!Begins(b, 0, 0, 0, 0, 0, 0, 0, 0)) return null;

        // Mapped and compatible (RFC 4291 §2.5.5), translated (RFC 2765).
        var (middle, last) = ((b[8] << 8) | b[9], (b[10] << 8) | b[11]);
        return (middle, last) is (0, 0) or (0, 0xFFFF) or (0xFFFF, 0) ? 12 : null;
    }

    /// <summary>Teredo (RFC 4380 §4): the server's address, and the client's with all bits inverted.</summary>
    private static string? Teredo(byte[] b)
    {
        var client = new[] { (byte)~b[12], (byte)~b[13], (byte)~b[14], (byte)~b[15] };
        return IPv4(client, 0) ?? IPv4(b, 4);
    }

    private static bool Begins(byte[] address, params byte[] prefix)
    {
        for (var i = 0; i < prefix.Length; i++)
            if (address[i] != prefix[i]) return false;
        return true;
    }
}
