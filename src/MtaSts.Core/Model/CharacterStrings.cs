using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using MtaSts.Text;

namespace MtaSts;

/// <summary>The character-strings of a TXT record (RFC 1035 §3.3). The values written here are ASCII, so a character is an octet.</summary>
internal static class CharacterStrings
{
    private const int Most = 255;

    /// <summary>Splits a text into strings of at most 255 octets.</summary>
    public static ReadableList<string> Split(string text)
    {
        var strings = new List<string>();
        for (var start = 0; start < text.Length || start == 0; start += Most) strings.Add(text.Substring(start, Math.Min(Most, text.Length - start)));
        return strings.ToReadableList();
    }

    /// <summary>Writes the strings in quotes, with spaces between them (RFC 1035 §5.1).</summary>
    public static void AppendQuoted(StringBuilder line, IReadOnlyList<string> strings)
    {
        for (var i = 0; i < strings.Count; i++)
        {
            if (i > 0) line.Append(' ');
            line.Append('"');
            foreach (var c in strings[i])
            {
                if (c is '"' or '\\') line.Append('\\').Append(c);
                else if (c is < ' ' or > '~') line.Append('\\').Append(((int)c & 0xFF).ToString("000", CultureInfo.InvariantCulture));
                else line.Append(c);
            }

            line.Append('"');
        }
    }
}
