using MtaSts.Dns.Udp;

namespace MtaSts.Dns.Engine;

/// <summary>The type that the core looks up in this assembly by name.</summary>
internal static class UdpClientFactory
{
    /// <summary>Creates the client; the network is not used yet.</summary>
    public static IUdpClient Create() => new DnsClientUdp();
}
