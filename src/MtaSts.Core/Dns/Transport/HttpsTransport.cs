using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns.Wire;
using MtaSts.Net;
using MtaSts.Net.Transport;

namespace MtaSts.Dns.Transport;

/// <summary>
/// DNS over HTTPS (RFC 8484): the message is the body of a POST. Redirects are not followed and no cookies are kept.
/// </summary>
internal sealed class HttpsTransport(DnsServer server, HttpClient client) : IDnsTransport
{
    private const string MediaType = "application/dns-message";
    private const int MaxOctets = 65535;

    public DnsServer Server => server;

    public async Task<DnsReply> ExchangeAsync(DnsQuery query, TimeSpan timeout, bool isRepeat, CancellationToken cancellationToken)
    {
        query.ZeroId();
        using var deadline = new Deadline(timeout, resource: null, cancellationToken);
        try
        {
            using var request = Request(query);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);

            // On .NET Framework a read ignores its token; disposing the response ends it.
            using var closing = deadline.Token.Register(static state => ((HttpResponseMessage)state!).Dispose(), response);
            return await ReadAsync(query, response, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException or WebException)
        {
            return deadline.IsOver() ? DnsReply.Timeout(timeout) : DnsReply.Unreachable(NetworkFault.Describe(e));
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(DnsQuery query)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, server.Url) { Content = new ByteArrayContent(query.Message) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
        request.Headers.ExpectContinue = false; // .NET Framework would send the headers first and wait
#if NET8_0_OR_GREATER
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
#endif
        return request;
    }

    private static async Task<DnsReply> ReadAsync(DnsQuery query, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return DnsReply.Unreachable(
                FormattableString.Invariant($"answered with HTTP status {(int)response.StatusCode} instead of 200 (is the path of the URL right?)"));
        }

        var content = response.Content;
        var mediaType = content.Headers.ContentType?.MediaType;
        if (!string.Equals(mediaType, MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return DnsReply.Malformed(
                $"answered with {(mediaType is null ? "no media type" : "the media type " + mediaType)} instead of {MediaType} (is this the URL of a DNS "
                    + "server?)");
        }

        if (content.Headers.ContentLength > MaxOctets) return TooLarge();

#if NET8_0_OR_GREATER
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        // One octet more than allowed, to detect that there is more.
        var data = new byte[content.Headers.ContentLength is { } announced ? (int)announced + 1 : 2048];
        var length = 0;
        while (true)
        {
            if (length == data.Length)
            {
                if (length > MaxOctets) return TooLarge();
                Array.Resize(ref data, Math.Min(data.Length * 2, MaxOctets + 1));
            }

            var got = await stream.ReadAsync(data, length, data.Length - length, cancellationToken).ConfigureAwait(false);
            if (got == 0) break;
            length += got;
        }

        var stray = query.WhyNotAnsweredBy(data, length);
        if (stray is not null) return DnsReply.Malformed("sent an answer that does not match the query: " + stray);
        return DnsHeader.IsTruncated(data) ? DnsReply.Malformed("sent a truncated answer (TC), which is not allowed over HTTPS") : DnsReply.Read(data, length);
    }

    private static DnsReply TooLarge() => DnsReply.Malformed("sent more than the 65,535 octets that a DNS message can have");
}
