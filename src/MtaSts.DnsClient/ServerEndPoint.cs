using System.Net;

namespace MtaSts.Dns.Engine;

/// <summary>
/// The address of a server, which detects datagrams from other senders. DnsClient does not check the sender of what it
/// receives; but when a datagram does not come from the given end point, the runtime creates an end point for
/// its sender through the given one (<see cref="EndPoint.Create"/>). The .NET runtime does this; .NET Framework does not
/// call the given end point, so nothing is detected there. Used for one query.
/// </summary>
/// <param name="server">Address and port of the server.</param>
internal sealed class ServerEndPoint(IPEndPoint server) : IPEndPoint(server.Address, server.Port)
{
    /// <summary>Another sender of a datagram; null when none was detected.</summary>
    public IPEndPoint? Stranger { get; private set; }

    /// <inheritdoc/>
    public override EndPoint Create(SocketAddress socketAddress)
    {
        var sender = (IPEndPoint)base.Create(socketAddress);
        if (sender.Port != Port || !IsServer(sender.Address)) Stranger = sender;
        return sender;
    }

    // A link-local address without an interface matches the server on any interface (RFC 4007 §6).
    private bool IsServer(IPAddress sender)
    {
        if (sender.Equals(Address)) return true;
        return Address.IsIPv6LinkLocal && Address.ScopeId == 0 && new IPAddress(sender.GetAddressBytes()).Equals(Address);
    }
}
