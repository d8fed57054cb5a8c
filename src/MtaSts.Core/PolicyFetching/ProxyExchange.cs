using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Net.Transport;
#if NET8_0_OR_GREATER
using System.Security.Authentication;
using MtaSts.Net.Certificates;
#endif

namespace MtaSts.PolicyFetching;

/// <summary>A GET through the system's proxy. The proxy resolves the name and connects; the certificate is still validated here.</summary>
internal static class ProxyExchange
{
    public static async Task<HttpAnswer> GetAsync(
        IWebProxy proxy, Uri url, NetworkOptions options, CertificateCapture capture, int limit, CancellationToken cancellationToken)
    {
        using var client = new HttpMessageInvoker(CreateHandler(proxy, options, capture), disposeHandler: true);
        using var request = HttpMessageExchange.CreateRequest(url);
        return await HttpMessageExchange.SendAsync(client, request, limit, cancellationToken).ConfigureAwait(false);
    }

#if NET8_0_OR_GREATER
    private static SocketsHttpHandler CreateHandler(IWebProxy proxy, NetworkOptions options, CertificateCapture capture) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = proxy,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
            ConnectTimeout = options.StepTimeout,
            SslOptions = new()
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                AllowTlsResume = false,
                CertificateChainPolicy = ChainPolicy.Create(options.Trust, options.Trust.ExtraRoots is not null),
                RemoteCertificateValidationCallback = capture.Callback,
            },
        };
#else
    private static HttpClientHandler CreateHandler(IWebProxy proxy, NetworkOptions options, CertificateCapture capture) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = proxy,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
            SslProtocols = TlsVersion.Offered,
            ServerCertificateCustomValidationCallback = (request, certificate, chain, errors) => capture.Callback(request, certificate, chain, errors),
        };
#endif
}
