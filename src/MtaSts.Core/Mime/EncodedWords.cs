using System;
using System.IO;
using System.Text;

namespace MtaSts.Mime;

/// <summary>
/// Decodes <c>=?utf-8?B?...?=</c> (RFC 2047). It is not allowed in parameters (§5), yet many senders write file names
/// that way. Text that is not an encoded word is not changed.
/// </summary>
internal static class EncodedWords
{
    private const int MaxLength = 2048; // no file name is longer

    public static string Decode(string text)
    {
        var start = text.IndexOf("=?", StringComparison.Ordinal);
        if (start < 0 || text.Length > MaxLength) return text;
        var decoded = new StringBuilder();
        var position = 0;
        while (start >= 0)
        {
            var words = text.Substring(start).Split(['?'], 5); // "=", charset, encoding, text, "=..."
            if (words.Length < 5 || words[2].Length != 1 || words[4].Length == 0 || words[4][0] != '=') break;
            var between = text.Substring(position, start - position);
            if (position == 0 || between.Trim().Length > 0) decoded.Append(between); // space between two words is dropped
            decoded.Append(Charsets.Find(words[1]).GetString(DecodeText(words[2][0], words[3])));
            position = start + words[0].Length + words[1].Length + words[2].Length + words[3].Length + 5;
            start = text.IndexOf("=?", position, StringComparison.Ordinal);
        }

        return decoded.Append(text, position, text.Length - position).ToString();
    }

    private static byte[] DecodeText(char encoding, string text)
    {
        var ascii = new MemoryStream(Encoding.ASCII.GetBytes(encoding is 'q' or 'Q' ? text.Replace('_', ' ') : text));
        using Stream decoder = encoding is 'q' or 'Q' ? new QuotedPrintableStream(ascii) : new Base64Stream(ascii);
        using var bytes = new MemoryStream();
        decoder.CopyTo(bytes);
        return bytes.ToArray();
    }
}
