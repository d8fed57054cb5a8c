using System.Net;
using System.Net.Sockets;

namespace MtaSts.Transport;

/// <summary>Tells addresses that the public can reach from those that only this network or machine can.</summary>
public static class AddressKind
{
    /// <summary>
    /// What kind of private address this is, for example <c>loopback</c>; null for an address of the public internet
    /// (the special-purpose registries of RFC 6890).
    /// </summary>
    /// <param name="address">An IPv4 or IPv6 address.</param>
    public static string? PrivateKind(IPAddress address)
    {
        if (address is null) throw new System.ArgumentNullException(nameof(address));
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork ? IPv4(bytes) : IPv6(address, bytes);
    }

    private static string? IPv4(byte[] b)
    {
        if (b[0] == 127) return "loopback";
        if (b[0] == 10 || (b[0] == 172 && (b[1] & 0xF0) == 16) || (b[0] == 192 && b[1] == 168)) return "private";
        if (b[0] == 169 && b[1] == 254) return "link-local";
        if (b[0] == 100 && (b[1] & 0xC0) == 64) return "carrier-grade NAT";
        if (b[0] == 0) return "unspecified";
        return b[0] >= 224 ? "multicast or reserved" : null;
    }

    private static string? IPv6(IPAddress address, byte[] b)
    {
        if (IPAddress.IsLoopback(address)) return "loopback";
        if (address.Equals(IPAddress.IPv6Any)) return "unspecified";
        if (address.IsIPv6LinkLocal) return "link-local";
        if (address.IsIPv6SiteLocal || (b[0] & 0xFE) == 0xFC) return "private";
        return address.IsIPv6Multicast ? "multicast" : null;
    }
}
