#if !CORE_NETSTANDARD // Windows PowerShell 5.1 has no switch for it
using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Net.Transport;

public sealed class RenegotiationTests : IDisposable
{
    private const string Host = "mta-sts.contoso.test";

    private readonly TestPki _pki = new();

    public void Dispose() => _pki.Dispose();

    [Fact]
    public async Task A_server_that_requests_another_handshake_changes_no_result_and_causes_no_delay()
    {
        if (OperatingSystem.IsMacOS()) return; // servers on macOS cannot request one
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener);
        var connection = new TcpClient();
        await connection.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var tls =
            await TlsClient.HandshakeAsync(connection.GetStream(), Host, new CertificateTrust([_pki.Root], null), Wait.Long, null, CancellationToken.None);
        var judged = tls.Certificate!;
        Assert.Equal(("TLS 1.2", true), (tls.Version, judged.IsValid));
        try
        {
            // The platform decides whether to refuse or to complete it; RFC 5746 binds the second to the first.
            Assert.InRange(await Wait.For(tls.Stream!.ReadAsync(new byte[1]).AsTask()), 0, 1);
        }
        catch (IOException)
        {
            // Refused.
        }

        Assert.Same(judged, tls.Certificate);
        tls.Dispose();
        connection.Dispose();
        await Wait.For(Task.WhenAny(serving));
        Assert.True(serving.IsCompletedSuccessfully || serving.Exception?.InnerException is IOException or AuthenticationException);
    }

    /// <summary>TLS 1.2, and then a second handshake that requests a client certificate.</summary>
    private async Task ServeAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = _pki.ServerCertificate(Host),
            EnabledSslProtocols = SslProtocols.Tls12,
            AllowRenegotiation = true,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is null,
        });
#pragma warning disable CA1416 // the test ends earlier on platforms without it
        await stream.NegotiateClientCertificateAsync();
#pragma warning restore CA1416
        await stream.WriteAsync("x"u8.ToArray());
    }
}
#endif
