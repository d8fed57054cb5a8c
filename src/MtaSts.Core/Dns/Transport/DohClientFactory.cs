using System;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using MtaSts.Net.Certificates;

namespace MtaSts.Dns.Transport;

/// <summary>Creates the HTTP client for one DNS-over-HTTPS server.</summary>
internal static class DohClientFactory
{
    // 64 domains with several queries each; on .NET Framework the default is two connections.
    private const int MaxConnections = 32;

    /// <summary>Creates a client that goes through the proxy, except to this machine itself.</summary>
    /// <param name="url">The server.</param>
    /// <param name="connectTimeout">How long connecting may take.</param>
    /// <param name="proxy">The proxy; null for a direct connection.</param>
    /// <param name="trustedRoots">Roots to trust besides the system's; null or empty for none.</param>
    public static HttpClient Create(Uri url, TimeSpan connectTimeout, IWebProxy? proxy, X509Certificate2Collection? trustedRoots)
    {
        var trust = trustedRoots is { Count: > 0 } ? new PrivateTrust(new CertificateTrust(trustedRoots, null)) : null;
#if NET8_0_OR_GREATER
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null && !url.IsLoopback,
            Proxy = proxy,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
            MaxConnectionsPerServer = MaxConnections,
            ConnectTimeout = connectTimeout, // otherwise a connection attempt outlives its query
        };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;

        // The client may live for hours, so the time of each handshake counts.
        handler.SslOptions.CertificateChainPolicy = ChainPolicy.Create(CertificateTrust.System, useExtraRoots: false);
        handler.SslOptions.CertificateChainPolicy.VerificationTimeIgnored = true;
        if (trust is not null)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                trust.Accepts(certificate as X509Certificate2, chain, errors);
        }
#else
        _ = connectTimeout;
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null && !url.IsLoopback,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
            MaxConnectionsPerServer = MaxConnections,
            SslProtocols = SslProtocols.Tls12, // what Windows PowerShell 5.1 would choose may be older
        };

        // .NET Framework throws when a proxy is set but not used.
        if (handler.UseProxy) handler.Proxy = proxy;
        if (trust is not null)
            handler.ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => trust.Accepts(certificate, chain, errors);
#endif
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan }; // each query has its own limit
    }
}
