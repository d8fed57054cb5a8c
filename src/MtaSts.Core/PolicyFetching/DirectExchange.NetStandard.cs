#if !NET8_0_OR_GREATER
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.PolicyFetching;

/// <summary>
/// One HTTP/1.1 GET over an existing stream (RFC 9112). .NET Framework's own client has no setting for the address
/// to connect to; PowerShell 7 uses the client of .NET instead.
/// </summary>
internal static class DirectExchange
{
    private const int LargestHead = 32 * 1024;

    /// <summary>Sends the request and reads the answer up to the limit.</summary>
    /// <exception cref="InvalidDataException">The data is not an HTTP answer.</exception>
    /// <exception cref="IOException">The connection ended too early.</exception>
    public static async Task<HttpAnswer> GetAsync(Stream stream, Uri url, int limit, CancellationToken cancellationToken)
    {
        var host = url.IsDefaultPort ? url.Host : FormattableString.Invariant($"{url.Host}:{url.Port}");
        var request = Encoding.ASCII.GetBytes(
            $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: MtaSts\r\nAccept: text/plain\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(request, 0, request.Length, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);

        var reader = new HttpReader(stream, LargestHead);
        string line;
        int status;
        Dictionary<string, string> headers;
        do
        {
            line = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            status = ReadStatus(line);
            headers = await ReadHeadersAsync(reader, cancellationToken).ConfigureAwait(false);
        }
        while (status is >= 100 and < 200);

        using var body = new HttpBody(reader, headers, hasBody: status is not (204 or 304));
        var (bytes, isTooLarge) = await LimitedBody.ReadAsync(body, limit, cancellationToken).ConfigureAwait(false);
        return new HttpAnswer(line.TrimEnd(), status, new HttpHeaders(headers), bytes, isTooLarge);
    }

    private static int ReadStatus(string line)
    {
        var isHttp = line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length >= 12 && line[8] == ' ' && (line.Length == 12 || line[12] == ' ');
        return isHttp && int.TryParse(line.Substring(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 100
            ? status
            : throw new InvalidDataException("The answer does not begin with an HTTP status line.");
    }

    private static async Task<Dictionary<string, string>> ReadHeadersAsync(HttpReader reader, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':');
            if (colon <= 0) throw new InvalidDataException("The answer has a malformed header line.");
            var name = line.Substring(0, colon);
            if (!headers.ContainsKey(name)) headers.Add(name, line.Substring(colon + 1).Trim(' ', '\t'));
        }

        return headers;
    }
}
#endif
