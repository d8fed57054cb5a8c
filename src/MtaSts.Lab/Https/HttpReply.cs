using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Lab.Https;

/// <summary>
/// What a web server sends for a request, octet by octet. After it the connection is closed, in
/// good order unless <see cref="IsCutOff"/>.
/// </summary>
public sealed partial class HttpReply
{
    private readonly Func<Stream, CancellationToken, Task> _write;

    private HttpReply(Func<Stream, CancellationToken, Task> write, bool isCutOff = false)
    {
        _write = write;
        IsCutOff = isCutOff;
    }

    /// <summary>True when the connection is closed without TLS's close_notify.</summary>
    public bool IsCutOff { get; }

    /// <summary>200 with a text. With a null media type the header is omitted.</summary>
    public static HttpReply Ok(string body, string? mediaType = "text/plain; charset=utf-8") =>
        Status(200, "OK", body, mediaType);

    /// <summary>A status with a text; further header lines end in CRLF each.</summary>
    public static HttpReply Status(int status, string reason, string body, string? mediaType = "text/html", string moreHeaders = "") =>
        Raw(Head($"{status} {reason}", mediaType, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{moreHeaders}") + body);

    /// <summary>A redirect without a policy.</summary>
    public static HttpReply Redirect(int status, string location) =>
        Status(status, "Moved", "<p>The policy has moved.</p>", moreHeaders: $"Location: {location}\r\n");

    /// <summary>Exactly this text, in UTF-8.</summary>
    public static HttpReply Raw(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        return new HttpReply((stream, cancellation) => stream.WriteAsync(octets, cancellation).AsTask());
    }

    internal Task WriteAsync(Stream stream, CancellationToken cancellationToken) => _write(stream, cancellationToken);

    private static string Head(string status, string? mediaType, string moreHeaders) =>
        $"HTTP/1.1 {status}\r\nConnection: close\r\n"
        + (mediaType is null ? "" : $"Content-Type: {mediaType}\r\n")
        + moreHeaders + "\r\n";
}
