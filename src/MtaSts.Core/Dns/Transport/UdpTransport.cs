using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns.Wire;
using MtaSts.Net;
using MtaSts.Net.Transport;

namespace MtaSts.Dns.Transport;

/// <summary>
/// DNS over UDP (RFC 1035 §4.2.1), over TCP when the answer was cut. Against forged answers (RFC 5452 §9): a new
/// socket, and so a new source port, and a new id for every question; the socket is connected, so that the system
/// drops what other addresses and ports send and tells at once when the port is closed.
/// </summary>
internal sealed class UdpTransport(DnsServer server, RandomNumberGenerator random, ReceiveBuffers buffers) : IDnsTransport
{
    // So many answers to questions not asked are no accident, and each is one more guess of the id.
    private const int MaxStrays = 100;

    private readonly IPEndPoint _endPoint = server.EndPoint;
    private readonly TcpTransport _tcp = new(server, random);

    public DnsServer Server => server;

    public async Task<DnsReply> ExchangeAsync(DnsQuery query, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        query.NewId(random);
        var buffer = buffers.Rent();
        DnsReply? reply;
        try
        {
            reply = await AskAsync(query, buffer, timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            buffers.Return(buffer);
        }

        return reply ?? await _tcp.ExchangeAsync(query, timeout - clock.Elapsed, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _tcp.Dispose();

    /// <returns>The reply, or null when the answer was cut and TCP must be asked.</returns>
    private async Task<DnsReply?> AskAsync(DnsQuery query, byte[] buffer, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Socket socket;
        try
        {
            socket = new Socket(_endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        }
        catch (SocketException e)
        {
            return DnsReply.Unreachable(NetworkFault.Describe(e.SocketErrorCode));
        }

        var strays = 0;
        string? lastStray = null;
        using var deadline = new Deadline(timeout, socket, cancellationToken);
        try
        {
            socket.Connect(_endPoint);
            await socket.SendAsync(new ArraySegment<byte>(query.Message), SocketFlags.None).ConfigureAwait(false);
            while (strays < MaxStrays)
            {
                var length = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), SocketFlags.None).ConfigureAwait(false);
                var stray = query.WhyNotAnsweredBy(buffer, length);
                if (stray is null) return DnsHeader.IsTruncated(buffer) || length == buffer.Length ? null : DnsReply.Read(buffer, length);
                lastStray = stray;
                strays++;
            }

            return DnsReply.Malformed(FormattableString.Invariant($"sent {strays} answers that are not for the question (the last: {lastStray}); someone may be forging answers"));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            if (deadline.IsOver()) return strays == 0 ? DnsReply.Timeout(timeout) : Strays(strays, lastStray, timeout);
            if (e is SocketException { SocketErrorCode: SocketError.MessageSize }) return null; // Windows: larger than the buffer

            // For UDP, Windows calls a reset what others call a refusal.
            var refused = e is SocketException { SocketErrorCode: SocketError.ConnectionReset };
            return DnsReply.Unreachable(refused ? NetworkFault.Describe(SocketError.ConnectionRefused) : NetworkFault.Describe(e));
        }
        finally
        {
            socket.Dispose();
        }
    }

    private static DnsReply Strays(int count, string? last, TimeSpan waited) => DnsReply.Malformed(FormattableString.Invariant(
        $"did not answer the question within {waited.TotalSeconds:0.##} s; {count} other message(s) came from it (the last: {last})"));
}
