using System.Buffers.Binary;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Net;

namespace MtaSts.Lab.Dns;

/// <summary>DNS over TCP (RFC 7766): any number of queries on a connection, answered in order.</summary>
internal sealed class TcpDnsService(DnsResponder responder)
{
    public async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        var prefix = new byte[2];
        while (await stream.ReadAtLeastAsync(prefix, 2, throwOnEndOfStream: false, cancellationToken) == 2)
        {
            var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
            await stream.ReadExactlyAsync(query, cancellationToken);
            var reply = responder.Respond(query, DnsTransport.Tcp);
            await SilentWait.DelayAsync(reply.Delay, cancellationToken);
            if (reply.Reset)
            {
                socket.LingerState = new LingerOption(true, 0);
                return;
            }

            foreach (var message in reply.Messages)
            {
                var framed = new byte[message.Length + 2];
                BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
                message.CopyTo(framed, 2);
                await stream.WriteAsync(framed, cancellationToken);
            }
        }
    }
}
