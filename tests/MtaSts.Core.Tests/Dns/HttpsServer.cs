using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;

namespace MtaSts.Tests.Dns;

/// <summary>An HTTP/1.1 server over TLS on loopback; one request per connection, the answer in the chunks of the test.</summary>
internal sealed class HttpsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Task _loop;

    /// <param name="certificate">Disposed with the server.</param>
    /// <param name="script">From the request's body to the octets to send; an empty chunk waits until the client closes the connection.</param>
    public HttpsServer(X509Certificate2 certificate, Func<byte[], IEnumerable<byte[]>> script)
    {
        _certificate = certificate;
        _listener.Start();
        _loop = RunAsync(script);
    }

    public DnsServer Server =>
        DnsServer.FromUrl(new Uri(FormattableString.Invariant($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/dns-query")));

    public ConcurrentQueue<(string Head, byte[] Body)> Requests { get; } = [];

    /// <summary>A whole response.</summary>
    public static byte[] Response(byte[] body, string status = "200 OK", string? mediaType = "application/dns-message", bool withLength = true) =>
    [
        .. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\n"
            + (mediaType is null ? "" : $"Content-Type: {mediaType}\r\n")
            + (withLength ? FormattableString.Invariant($"Content-Length: {body.Length}\r\n\r\n") : "\r\n")),
        .. body,
    ];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _certificate.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(Func<byte[], IEnumerable<byte[]>> script)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(_certificate, null, offline: true) },
                    _stop.Token);
                var body = await ReadRequestAsync(tls);
                foreach (var chunk in script(body))
                {
                    if (chunk.Length > 0) await tls.WriteAsync(chunk, _stop.Token);
                    else await tls.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stop.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException or IOException or AuthenticationException)
            {
                // The end, or the client has closed the connection.
            }
        }
    }

    private async Task<byte[]> ReadRequestAsync(SslStream tls)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await tls.ReadExactlyAsync(one, _stop.Token);
            head.Append((char)one[0]);
        }

        var length = 0;
        foreach (var line in head.ToString().Split("\r\n"))
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) length = int.Parse(line[15..], null);
        }

        var body = new byte[length];
        await tls.ReadExactlyAsync(body, _stop.Token);
        Requests.Enqueue((head.ToString(), body));
        return body;
    }
}
