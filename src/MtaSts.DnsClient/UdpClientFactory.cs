using MtaSts.Dns.Udp;

namespace MtaSts.Dns.Engine;

/// <summary>The type that the core looks up in this assembly by name.</summary>
internal static class UdpClientFactory
{
    /// <summary>Creates the client; the network is not used yet.</summary>
    /// <exception cref="System.MemberAccessException">The runtime does not let this assembly use the internal members of DnsClient.</exception>
    public static IUdpClient Create()
    {
        var client = new DnsClientUdp();
        client.Rehearse();
        return client;
    }
}
