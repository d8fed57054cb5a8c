using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns.Udp;

/// <summary>
/// Asks one server one question over UDP, once. The core has no such client of its own: MtaSts.DnsClient.dll implements
/// it (<see cref="UdpClientLoader"/>). Safe for many callers at once.
/// </summary>
internal interface IUdpClient
{
    /// <summary>Sends the question and waits for the first datagram.</summary>
    /// <param name="query">With its id; used by nobody else meanwhile.</param>
    /// <param name="server">The server's address and port.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>What came of it. No fault of a server or of the network throws.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<UdpAnswer> AskAsync(DnsQuery query, IPEndPoint server, TimeSpan timeout, CancellationToken cancellationToken);
}
