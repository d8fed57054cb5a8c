using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Https;
using MtaSts.Lab.Net;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Dns;

/// <summary>DNS over HTTPS (RFC 8484), GET and POST, HTTP/1.1 with connections kept open.</summary>
internal sealed class DohService(DnsResponder responder, TlsEndpoint door)
{
    public const string Path = "/dns-query";
    private const string MediaType = "application/dns-message";

    public async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        var network = new NetworkStream(socket, ownsSocket: false);
        await using var tls = await door.OpenAsync(
            network, TlsSetup.With(CertificateKind.LoopbackAddress), _ => null, "127.0.0.1", cancellationToken);
        var reader = new HttpRequestReader(tls!);
        while (await reader.ReadAsync(cancellationToken) is { } request)
        {
            if (Question(request) is not { } question)
            {
                await tls!.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancellationToken);
                continue;
            }

            var reply = responder.Respond(question, DnsTransport.Https);
            await SilentWait.DelayAsync(reply.Delay, cancellationToken);
            if (reply.Messages.Count == 0)
                continue;
            var message = reply.Messages[^1];
            var head = $"HTTP/1.1 200 OK\r\nContent-Type: {MediaType}\r\nContent-Length: {message.Length}\r\n\r\n";
            await tls!.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. message], cancellationToken);
        }
    }

    private static byte[]? Question(HttpRequest request)
    {
        if (request.Path != Path)
            return null;
        if (request.Method == "POST")
            return request.Headers.TryGetValue("Content-Type", out var type) && type == MediaType ? request.Body : null;
        if (request.Method != "GET" || request.Query("dns") is not { } text || !Base64Url.IsValid(text))
            return null;
        return Base64Url.DecodeFromChars(text);
    }
}
