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
    private byte[] _buffer = new byte[2048];
    private int _filled;

    /// <summary>The next request; null when the client has closed the connection or sent something else.</summary>
    public async Task<HttpRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken))
                return null;
        }

        var lines = Encoding.Latin1.GetString(_buffer, 0, end).Split("\r\n");
        var start = lines[0].Split(' ');
        if (start.Length != 3)
            return null;
        var headers = Headers(lines);
        var length = headers.TryGetValue("Content-Length", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        var bodyAt = end + 4;
        while (_filled < bodyAt + length)
        {
            if (!await FillAsync(cancellationToken))
                return null;
        }

        var body = _buffer.AsSpan(bodyAt, length).ToArray();
        _filled -= bodyAt + length;
        _buffer.AsSpan(bodyAt + length, _filled).CopyTo(_buffer);
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
        if (_filled == _buffer.Length)
        {
            if (_buffer.Length >= Limit)
                return false;
            Array.Resize(ref _buffer, Math.Min(Limit, _buffer.Length * 2));
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_filled), cancellationToken);
        _filled += read;
        return read > 0;
    }
}
