#if NET8_0_OR_GREATER
using System;
using System.Net.Http;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.PolicyHost;

/// <summary>A GET over a TLS stream that stands already, so that the address is the one our own resolver gave.</summary>
internal static class DirectExchange
{
    private const int LargestHeadKilobytes = 32;

    /// <summary>Sends the request and reads the answer; the stream belongs to the exchange from here on.</summary>
    public static Task<HttpAnswer> GetAsync(SslStream stream, Uri url, int limit, CancellationToken cancellationToken)
    {
        var used = 0;
#pragma warning disable CA2000 // HttpClientExchange disposes it
        var handler = new SocketsHttpHandler
#pragma warning restore CA2000
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = LargestHeadKilobytes,
            PooledConnectionLifetime = TimeSpan.Zero,

            // A second connection would be one that nobody has judged.
            ConnectCallback = (_, _) => Interlocked.Exchange(ref used, 1) == 0
                ? ValueTask.FromResult<System.IO.Stream>(stream)
                : ValueTask.FromException<System.IO.Stream>(new System.IO.IOException("The server closed the connection before it answered.")),
        };
        return HttpClientExchange.GetAsync(handler, url, limit, cancellationToken);
    }
}
#endif
