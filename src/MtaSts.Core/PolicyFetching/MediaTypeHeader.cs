using System;

namespace MtaSts.PolicyFetching;

/// <summary>Reads a <c>Content-Type</c> value as far as RFC 8461 §3.2 requires: the media type and the charset.</summary>
internal static class MediaTypeHeader
{
    public static (string? MediaType, string? Charset) Read(string? value)
    {
        if (value is null) return (null, null);
        var parts = value.Split(';');
        string? charset = null;
        for (var i = 1; i < parts.Length && charset is null; i++)
        {
            var equals = parts[i].IndexOf('=');
            if (equals > 0 && parts[i].Substring(0, equals).Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
                charset = Lower(parts[i].Substring(equals + 1).Trim().Trim('"'));
        }

        return (Lower(parts[0].Trim()), charset);
    }

#pragma warning disable CA1308 // Media types compare without case; lower case is what people read
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}
