using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Lab.Https;

/// <content>The replies of servers that are slow, broken, hostile or merely unusual.</content>
public sealed partial class HttpReply
{
    private const string Plain = "text/plain";

    /// <summary>Reads the request and sends nothing until the client leaves.</summary>
    public static HttpReply Silent { get; } = new(async (stream, cancellation) =>
    {
        var more = new byte[64];
        while (await stream.ReadAsync(more, cancellation) > 0)
        {
            // Nothing more is expected, and there is no answer to it.
        }
    });

    /// <summary>Reads the request and closes.</summary>
    public static HttpReply Nothing { get; } = new((_, _) => Task.CompletedTask, isCutOff: true);

    /// <summary>An invalid status line.</summary>
    public static HttpReply NotHttp { get; } = Raw("I am not a web server\r\n\r\n");

    /// <summary>200 and an endless body, close-delimited: the first text, then comment-like padding.</summary>
    public static HttpReply Endless(string first) => new((stream, cancellation) =>
        ForeverAsync(stream, Head("200 OK", Plain, "") + first, Padding, cancellation));

    /// <summary>Endless header lines.</summary>
    public static HttpReply EndlessHeaders { get; } = new((stream, cancellation) =>
        ForeverAsync(stream, "HTTP/1.1 200 OK\r\n", string.Concat(Enumerable.Repeat("X-More: " + new string('a', 100) + "\r\n", 40)), cancellation));

    /// <summary>200 and one octet of the body at a time.</summary>
    public static HttpReply Drip(string body, TimeSpan pause) => new(async (stream, cancellation) =>
    {
        var octets = Encoding.UTF8.GetBytes(body);
        await WriteAsync(stream, Head("200 OK", Plain, $"Content-Length: {octets.Length}\r\n"), cancellation);
        for (var i = 0; i < octets.Length; i++)
        {
            await stream.WriteAsync(octets.AsMemory(i, 1), cancellation);
            await stream.FlushAsync(cancellation);
            await Task.Delay(pause, cancellation);
        }
    });

    /// <summary>200 with a Content-Length that is larger than the body.</summary>
    public static HttpReply CutOff(string body) => new(
        (stream, cancellation) => WriteAsync(
            stream, Head("200 OK", Plain, $"Content-Length: {Encoding.UTF8.GetByteCount(body) + 500}\r\n") + body, cancellation),
        isCutOff: true);

    /// <summary>200, chunked, with chunks of a few octets and a chunk extension.</summary>
    public static HttpReply Chunked(string body, int chunkSize = 7)
    {
        var text = new StringBuilder(Head("200 OK", Plain, "Transfer-Encoding: chunked\r\n"));
        for (var at = 0; at < body.Length; at += chunkSize)
        {
            var chunk = body.Substring(at, Math.Min(chunkSize, body.Length - at));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{chunk.Length:X};part=1\r\n{chunk}\r\n");
        }

        return Raw(text.Append("0\r\n\r\n").ToString());
    }

    /// <summary>200, chunked, with a chunk size that is not a number.</summary>
    public static HttpReply ChunkedNonsense(string body) =>
        Raw(Head("200 OK", Plain, "Transfer-Encoding: chunked\r\n") + "many\r\n" + body + "\r\n0\r\n\r\n");

    /// <summary>An HTTP/1.0 answer without a length: the body ends with the connection.</summary>
    public static HttpReply Http10(string body) => Raw($"HTTP/1.0 200 OK\r\nContent-Type: {Plain}\r\n\r\n{body}");

    /// <summary>An unsolicited 100 Continue before the 200.</summary>
    public static HttpReply ContinueFirst(string body) => Raw(
        "HTTP/1.1 100 Continue\r\n\r\n" + Head("200 OK", Plain, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n") + body);

    /// <summary>200 with a gzip body that was not requested.</summary>
    public static HttpReply Gzip(string body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(body));
        var octets = packed.ToArray();
        return new HttpReply(async (stream, cancellation) =>
        {
            await WriteAsync(
                stream, Head("200 OK", Plain, $"Content-Encoding: gzip\r\nContent-Length: {octets.Length}\r\n"), cancellation);
            await stream.WriteAsync(octets, cancellation);
        });
    }

    private static string Padding { get; } = string.Concat(Enumerable.Repeat("x-padding: " + new string('a', 1000) + "\n", 8));

    private static async Task ForeverAsync(Stream stream, string first, string again, CancellationToken cancellation)
    {
        await WriteAsync(stream, first, cancellation);
        var octets = Encoding.UTF8.GetBytes(again);
        while (true)
            await stream.WriteAsync(octets, cancellation);
    }

    private static Task WriteAsync(Stream stream, string text, CancellationToken cancellation) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).AsTask();
}
