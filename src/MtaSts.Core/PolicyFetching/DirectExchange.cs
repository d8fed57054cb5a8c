#if NET8_0_OR_GREATER
using System;
using System.IO;
using System.Net.Http;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.PolicyFetching;

/// <summary>A GET over an existing TLS stream, so that the address is the one that our own resolver returned.</summary>
internal static class DirectExchange
{
    private const int LargestHeadKilobytes = 32;

    private static readonly HttpRequestOptionsKey<Standing> Connection = new("MtaSts.Connection");

    // Shared: creating a handler costs a third of an exchange. It keeps no connection and no pool.
    private static readonly HttpMessageInvoker Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = LargestHeadKilobytes,
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = static (context, _) =>
            context.InitialRequestMessage.Options.TryGetValue(Connection, out var standing) && standing.Take() is { } stream
                ? ValueTask.FromResult<Stream>(stream)
                : ValueTask.FromException<Stream>(new IOException("The server closed the connection before it answered.")),
    });

    /// <summary>Sends the request and reads the answer; the stream then belongs to the exchange.</summary>
    public static async Task<HttpAnswer> GetAsync(SslStream stream, Uri url, int limit, CancellationToken cancellationToken)
    {
        using var request = HttpMessageExchange.CreateRequest(url);
        request.Options.Set(Connection, new Standing(stream));
        return await HttpMessageExchange.SendAsync(Client, request, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The connection of one request, handed out once: a second connection would not have been validated.</summary>
    private sealed class Standing(SslStream stream)
    {
        private SslStream? _stream = stream;

        public SslStream? Take() => Interlocked.Exchange(ref _stream, null);
    }
}
#endif
