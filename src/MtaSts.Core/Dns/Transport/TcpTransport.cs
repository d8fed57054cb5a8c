using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns.Wire;
using MtaSts.Net;
using MtaSts.Net.Transport;

namespace MtaSts.Dns.Transport;

/// <summary>DNS over TCP (RFC 7766): a length of two octets before each message; one connection per question.</summary>
internal sealed class TcpTransport(DnsServer server, RandomNumberGenerator random) : IDnsTransport
{
    private readonly IPEndPoint _endPoint = server.EndPoint;

    public DnsServer Server => server;

    public async Task<DnsReply> ExchangeAsync(DnsQuery query, TimeSpan timeout, bool isRepeat, CancellationToken cancellationToken)
    {
        query.NewId(random);
        Socket socket;
        try
        {
            socket = new Socket(_endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        }
        catch (SocketException e)
        {
            return DnsReply.Unreachable(NetworkFault.Describe(e.SocketErrorCode));
        }

        using var deadline = new Deadline(timeout, socket, cancellationToken);
        try
        {
            return await AskAsync(socket, query).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return deadline.IsOver() ? DnsReply.Timeout(timeout) : DnsReply.Unreachable(NetworkFault.Describe(e));
        }
        finally
        {
            socket.Dispose();
        }
    }

    public void Dispose()
    {
        // Every connection ends with its query.
    }

    private async Task<DnsReply> AskAsync(Socket socket, DnsQuery query)
    {
        await socket.ConnectAsync(_endPoint).ConfigureAwait(false);
        if (!await SendAsync(socket, Framed(query.Message)).ConfigureAwait(false))
            return DnsReply.Unreachable("closed the connection");

        var prefix = new byte[2];
        var got = await ReadAsync(socket, prefix).ConfigureAwait(false);
        if (got < prefix.Length) return DnsReply.Malformed("closed the connection before the answer");

        var message = new byte[(prefix[0] << 8) | prefix[1]];
        got = await ReadAsync(socket, message).ConfigureAwait(false);
        if (got < message.Length)
            return DnsReply.Malformed(FormattableString.Invariant($"closed the connection after {got} of {message.Length} octets"));

        var stray = query.WhyNotAnsweredBy(message, message.Length);
        if (stray is not null) return DnsReply.Malformed("sent an answer that does not match the query: " + stray);
        return DnsHeader.IsTruncated(message) ? DnsReply.Malformed("sent a truncated answer too") : DnsReply.Read(message, message.Length);
    }

    private static byte[] Framed(byte[] message)
    {
        // In one write: some servers want length and message in one segment (RFC 7766 §8).
        var framed = new byte[message.Length + 2];
        framed[0] = (byte)(message.Length >> 8);
        framed[1] = (byte)message.Length;
        Array.Copy(message, 0, framed, 2, message.Length);
        return framed;
    }

    private static async Task<bool> SendAsync(Socket socket, byte[] data)
    {
        for (var sent = 0; sent < data.Length;)
        {
            var now = await socket.SendAsync(new ArraySegment<byte>(data, sent, data.Length - sent), SocketFlags.None).ConfigureAwait(false);
            if (now == 0) return false;
            sent += now;
        }

        return true;
    }

    /// <returns>The number of octets received; fewer than requested when the server closed the connection.</returns>
    private static async Task<int> ReadAsync(Socket socket, byte[] data)
    {
        var got = 0;
        while (got < data.Length)
        {
            var now = await socket.ReceiveAsync(new ArraySegment<byte>(data, got, data.Length - got), SocketFlags.None).ConfigureAwait(false);
            if (now == 0) break;
            got += now;
        }

        return got;
    }
}
