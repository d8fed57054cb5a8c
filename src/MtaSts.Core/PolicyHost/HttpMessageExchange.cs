using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.PolicyHost;

/// <summary>One GET through an <see cref="HttpMessageHandler"/> of .NET: no redirect, no cache, no decompression, no cookies. Time is bounded by the token alone.</summary>
internal static class HttpMessageExchange
{
    public static HttpRequestMessage CreateRequest(Uri url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("MtaSts", null));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));
        request.Headers.ConnectionClose = true;
        return request;
    }

    public static async Task<HttpAnswer> SendAsync(HttpMessageInvoker client, HttpRequestMessage request, int limit, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using var stream = await OpenAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var (body, isTooLarge) = await LimitedBody.ReadAsync(stream, limit, cancellationToken).ConfigureAwait(false);

        // As written, since a malformed header is worth showing and the parsed property would hide it.
        var type = response.Content.Headers.TryGetValues("Content-Type", out var types) ? types.FirstOrDefault() : null;
        var encoding = response.Content.Headers.ContentEncoding.FirstOrDefault(e => !string.Equals(e, "identity", StringComparison.OrdinalIgnoreCase));
        var location = response.Headers.TryGetValues("Location", out var locations) ? locations.FirstOrDefault() : null;
        return new HttpAnswer((int)response.StatusCode, type, encoding, location, body, isTooLarge);
    }

#if NET8_0_OR_GREATER
    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync(cancellationToken);
#else
    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync();
#endif
}
