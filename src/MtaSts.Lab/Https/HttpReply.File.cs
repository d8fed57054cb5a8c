using System.IO;
using System.Text;

namespace MtaSts.Lab.Https;

public sealed partial class HttpReply
{
    /// <summary>The contents of a file at the time of the request, octet by octet, as text/plain; 404 while the file does not exist.</summary>
    public static HttpReply FromFile(string path) => new(async (stream, cancellation) =>
    {
        if (!File.Exists(path))
        {
            await Status(404, "Not Found", "<p>Nothing here.</p>").WriteAsync(stream, cancellation);
            return;
        }

        var body = await File.ReadAllBytesAsync(path, cancellation);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head("200 OK", "text/plain; charset=utf-8", $"Content-Length: {body.Length}\r\n")), cancellation);
        await stream.WriteAsync(body, cancellation);
    });
}
