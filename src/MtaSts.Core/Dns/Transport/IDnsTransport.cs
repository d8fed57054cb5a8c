using System;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns.Transport;

/// <summary>A way to one server.</summary>
internal interface IDnsTransport : IDisposable
{
    /// <summary>The server, as the admin wrote it.</summary>
    DnsServer Server { get; }

    /// <summary>Sends one question and waits for its answer. Faults are part of the reply.</summary>
    /// <param name="query">Used by nobody else meanwhile; its id changes.</param>
    /// <param name="timeout">For all of it: UDP, and TCP where it is asked as well.</param>
    /// <param name="isRepeat">No server gave an answer, and this one was silent: it has the whole time-out now.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<DnsReply> ExchangeAsync(DnsQuery query, TimeSpan timeout, bool isRepeat, CancellationToken cancellationToken);
}
