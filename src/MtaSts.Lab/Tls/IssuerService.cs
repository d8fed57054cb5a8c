using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Https;

namespace MtaSts.Lab.Tls;

/// <summary>
/// Serves the intermediate that is not sent, at the address in the leaf's AIA extension, and
/// counts requests: a client that validates the chain from what the server sends never fetches it.
/// </summary>
internal sealed class IssuerService(byte[] certificate, LabCounters counters)
{
    public async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        if (await new HttpRequestReader(stream).ReadAsync(cancellationToken) is null)
            return;
        counters.CountIssuerDownload();
        var head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/pkix-cert\r\n"
            + $"Content-Length: {certificate.Length}\r\n\r\n";
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. certificate], cancellationToken);
    }
}
