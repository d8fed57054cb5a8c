using MtaSts.Dns.Udp;

namespace MtaSts.Dns.Engine;

/// <summary>What the core looks for in this assembly by name.</summary>
internal static class UdpClientFactory
{
    /// <summary>Makes the client; nothing goes to the network yet.</summary>
    public static IUdpClient Create() => new DnsClientUdp();
}
