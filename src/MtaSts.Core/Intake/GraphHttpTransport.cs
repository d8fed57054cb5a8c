using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Intake;

/// <summary>Sends requests over HTTPS with an access token, which is sent to the service that it is for and nowhere else.</summary>
public sealed class GraphHttpTransport : IGraphTransport, IDisposable
{
    private readonly GraphEndpoint _endpoint;
    private readonly SecureString _token;
    private readonly HttpClient _client;

    /// <summary>Creates a transport. The system's proxy is used.</summary>
    /// <param name="endpoint">The service.</param>
    /// <param name="token">The access token; a copy is kept.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="GraphException">The token is not one: it is empty or has characters that no token has.</exception>
    public GraphHttpTransport(GraphEndpoint endpoint, SecureString token)
    {
        _endpoint = endpoint ?? throw new ArgumentNullException(nameof(endpoint));
        _token = (token ?? throw new ArgumentNullException(nameof(token))).Copy();
        var plain = Plain(_token);
        if (plain.Length == 0 || !plain.All(c => c is > ' ' and < '\x7f'))
        {
            _token.Dispose();
            throw new GraphException(GraphFault.Unauthorized, "The access token is empty, or contains characters that are not allowed in an access token.");
        }

#pragma warning disable CA2000 // The client disposes the handler
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false, // a redirect would take the token along
            UseCookies = false,
            UseProxy = !endpoint.Root.IsLoopback,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
            MaxConnectionsPerServer = 8,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        };
#pragma warning restore CA2000
#if NET8_0_OR_GREATER
        handler.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
#else
        handler.SslProtocols = SslProtocols.Tls12; // what Windows PowerShell 5.1 would choose may be older
#endif
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan }; // each attempt has its own limit
    }

    /// <inheritdoc/>
    public async Task<GraphResponse> SendAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        if (request is null) throw new ArgumentNullException(nameof(request));
        if (!_endpoint.Contains(request.Address))
            throw new GraphException(GraphFault.BadAnswer, $"The address does not belong to {_endpoint.Root.Host}. Nothing was sent to it.");
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Address);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Plain(_token));
        if (request.Prefer is not null) message.Headers.TryAddWithoutValidation("Prefer", request.Prefer);
        if (request.Body is not null) message.Content = new StringContent(request.Body, Encoding.UTF8, "application/json");
        var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return await GraphHttpResponse.ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Frees the connections and the token.</summary>
    public void Dispose()
    {
        _client.Dispose();
        _token.Dispose();
    }

    private static string Plain(SecureString token)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(token);
        try
        {
            return Marshal.PtrToStringUni(memory)!.Trim();
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }
}
