using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Lab.Https;

/// <summary>Reads HTTP/1.1 requests from one connection. Just enough for well-behaved clients.</summary>
internal sealed class HttpRequestReader(Stream stream)
{
    private const int Limit = 80 * 1024;
    private byte[] buffer = new byte[2048];
    private int filled;

    /// <summary>The next request; null when the client has closed or sent what is none.</summary>
    public async Task<HttpRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken))
                return null;
        }

        var lines = Encoding.Latin1.GetString(buffer, 0, end).Split("\r\n");
        var start = lines[0].Split(' ');
        if (start.Length != 3)
            return null;
        var headers = Headers(lines);
        var length = headers.TryGetValue("Content-Length", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var bodyAt = end + 4;
        while (filled < bodyAt + length)
        {
            if (!await FillAsync(cancellationToken))
                return null;
        }

        var body = buffer.AsSpan(bodyAt, length).ToArray();
        filled -= bodyAt + length;
        buffer.AsSpan(bodyAt + length, filled).CopyTo(buffer);
        return new HttpRequest(start[0], start[1], headers, body);
    }

    private static Dictionary<string, string> Headers(string[] lines)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return headers;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (filled == buffer.Length)
        {
            if (buffer.Length >= Limit)
                return false;
            Array.Resize(ref buffer, Math.Min(Limit, buffer.Length * 2));
        }

        var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
        filled += read;
        return read > 0;
    }
}
