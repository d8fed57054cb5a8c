using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using HttpHeaderList = System.Net.Http.Headers.HttpHeaders;

namespace MtaSts.PolicyFetching;

/// <summary>
/// One GET through an <see cref="HttpMessageHandler"/> of .NET: no redirect, no cache, no decompression, no cookies.
/// Only the token limits the time.
/// </summary>
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

        var status = (int)response.StatusCode;
        var line = FormattableString.Invariant($"HTTP/{response.Version} {status} {response.ReasonPhrase}").TrimEnd();
        return new HttpAnswer(line, status, new HttpHeaders(Fields(response.Headers).Concat(Fields(response.Content.Headers))), body, isTooLarge);
    }

#if NET8_0_OR_GREATER
    /// <summary>As written, because a malformed header should be shown and the parsed property would hide it.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Fields(HttpHeaderList headers) =>
        headers.NonValidated.Select(field => new KeyValuePair<string, string>(field.Key, field.Value.FirstOrDefault() ?? ""));

    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync(cancellationToken);
#else
    /// <summary>.NET Framework splits some values; they are joined again as they were written.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Fields(HttpHeaderList headers) =>
        headers.Select(
            field => new KeyValuePair<string,
            string>(field.Key, IsOne(field.Key) ? field.Value.FirstOrDefault() ?? "" : string.Join(IsProduct(field.Key) ? " " : ", ", field.Value)));

    private static bool IsOne(string name) =>
        name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) || name.Equals("Location", StringComparison.OrdinalIgnoreCase);

    private static bool IsProduct(string name) => name.Equals("Server", StringComparison.OrdinalIgnoreCase);

    private static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync();
#endif
}
