using System;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns.Transport;

/// <summary>The transport to one server.</summary>
internal interface IDnsTransport : IDisposable
{
    /// <summary>The server, as the admin wrote it.</summary>
    DnsServer Server { get; }

    /// <summary>Sends one query and waits for its answer. Faults are part of the reply.</summary>
    /// <param name="query">Must not be used elsewhere meanwhile; its id changes.</param>
    /// <param name="timeout">The total time: UDP, and TCP where it is used as well.</param>
    /// <param name="isRepeat">No server answered, and this one did not either: it has the whole timeout now.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    Task<DnsReply> ExchangeAsync(DnsQuery query, TimeSpan timeout, bool isRepeat, CancellationToken cancellationToken);
}
