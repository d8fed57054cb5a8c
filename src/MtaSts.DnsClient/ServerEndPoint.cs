using System.Net;

namespace MtaSts.Dns.Engine;

/// <summary>
/// The address of a server, which notices when a datagram came from another. DnsClient does not look who sent what it
/// receives; but when a datagram comes from elsewhere than the end point that was given, the runtime makes an end point of
/// its sender by way of the given one (<see cref="EndPoint.Create"/>). The .NET runtime does so; .NET Framework does not
/// ask the given end point, so nothing is noticed there. Made for one question.
/// </summary>
/// <param name="server">Address and port of the server.</param>
internal sealed class ServerEndPoint(IPEndPoint server) : IPEndPoint(server.Address, server.Port)
{
    /// <summary>Who else sent a datagram; null when nobody was noticed.</summary>
    public IPEndPoint? Stranger { get; private set; }

    /// <inheritdoc/>
    public override EndPoint Create(SocketAddress socketAddress)
    {
        var sender = (IPEndPoint)base.Create(socketAddress);
        if (sender.Port != Port || !IsServer(sender.Address)) Stranger = sender;
        return sender;
    }

    // A link-local address that was given without its interface is the server's whatever the interface (RFC 4007 §6).
    private bool IsServer(IPAddress sender)
    {
        if (sender.Equals(Address)) return true;
        return Address.IsIPv6LinkLocal && Address.ScopeId == 0 && new IPAddress(sender.GetAddressBytes()).Equals(Address);
    }
}
