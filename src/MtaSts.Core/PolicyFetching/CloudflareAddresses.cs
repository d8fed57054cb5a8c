using System;
using System.Net;
using System.Net.Sockets;

namespace MtaSts.PolicyFetching;

/// <summary>The addresses of Cloudflare's proxies, as published at https://www.cloudflare.com/ips/, and the placeholder addresses it recommends.</summary>
internal static class CloudflareAddresses
{
    private static readonly (IPAddress Network, int Bits)[] Networks =
    [
        Parse("173.245.48.0", 20), Parse("103.21.244.0", 22), Parse("103.22.200.0", 22), Parse("103.31.4.0", 22),
        Parse("141.101.64.0", 18), Parse("108.162.192.0", 18), Parse("190.93.240.0", 20), Parse("188.114.96.0", 20),
        Parse("197.234.240.0", 22), Parse("198.41.128.0", 17), Parse("162.158.0.0", 15), Parse("104.16.0.0", 13),
        Parse("104.24.0.0", 14), Parse("172.64.0.0", 13), Parse("131.0.72.0", 22),
        Parse("2400:cb00::", 32), Parse("2606:4700::", 32), Parse("2803:f800::", 32), Parse("2405:b500::", 32),
        Parse("2405:8100::", 32), Parse("2a06:98c0::", 29), Parse("2c0f:f248::", 32),
    ];

    /// <summary>The discard prefix (RFC 6666) and the documentation address that guides use for a record which Cloudflare proxies.</summary>
    private static readonly (IPAddress Network, int Bits)[] Placeholders = [Parse("100::", 64), Parse("192.0.2.1", 32)];

    /// <summary>True for an address of a Cloudflare proxy.</summary>
    public static bool IsProxy(IPAddress address) => Array.Exists(Networks, network => Holds(network, address));

    /// <summary>True for an unreachable address that is in DNS only for Cloudflare to replace.</summary>
    public static bool IsPlaceholder(IPAddress address) => Array.Exists(Placeholders, network => Holds(network, address));

    private static (IPAddress Network, int Bits) Parse(string network, int bits) => (IPAddress.Parse(network), bits);

    private static bool Holds((IPAddress Network, int Bits) range, IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != range.Network.AddressFamily) return false;
        var (network, bytes) = (range.Network.GetAddressBytes(), address.GetAddressBytes());
        for (var bit = 0; bit < range.Bits; bit++)
        {
            var mask = 0x80 >> (bit % 8);
            if ((network[bit / 8] & mask) != (bytes[bit / 8] & mask)) return false;
        }

        return true;
    }
}
