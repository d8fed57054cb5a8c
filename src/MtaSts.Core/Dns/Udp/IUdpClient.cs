using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns.Udp;

/// <summary>
/// Sends one query to one server over UDP, once. The core has no such client: MtaSts.DnsClient.dll implements
/// one (<see cref="UdpClientLoader"/>). Thread-safe.
/// </summary>
internal interface IUdpClient
{
    /// <summary>Sends the query and waits for the first datagram.</summary>
    /// <param name="query">With its id; must not be used elsewhere meanwhile.</param>
    /// <param name="server">The server's address and port.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>The result. Faults of a server or of the network do not throw.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    Task<UdpAnswer> AskAsync(DnsQuery query, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken);
}
