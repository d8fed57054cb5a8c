using System;
using System.Linq;
using System.Text;

namespace MtaSts.PolicyFetching;

/// <summary>The effect of a <c>Content-Encoding</c> on the text (RFC 9110 §8.4). None is requested, so none should be sent.</summary>
internal static class ContentCoding
{
    private static readonly string[] Compressions = ["gzip", "x-gzip", "deflate", "compress", "x-compress", "br", "zstd", "dcb", "dcz"];

    /// <summary>
    /// True when a client that does not know the coding reads the same text: the name of a character set,
    /// <c>aws-chunked</c> or <c>identity</c> were put there by mistake.
    /// </summary>
    /// <param name="coding">The header's value; null when there is none.</param>
    /// <param name="body">The body as received.</param>
    public static bool LeavesText(string? coding, byte[]? body)
    {
        if (coding is null) return true;
        var isCompressed = coding.Split(',').Select(name => name.Trim())
            .Any(name => Array.Exists(Compressions, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)));
        return !isCompressed && body is not null && IsText(body);
    }

    private static bool IsText(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, HostFacts.BodyPrefix));
        return !text.Any(c => c is '\ufffd' || (c < ' ' && c is not ('\r' or '\n' or '\t')));
    }
}
