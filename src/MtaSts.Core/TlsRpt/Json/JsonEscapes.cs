using System.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>
/// The escapes of JSON strings (RFC 8259 §7), both ways. Half a surrogate pair, which is not a character, becomes
/// U+FFFD instead of an error: senders cut strings at a number of code units.
/// </summary>
internal static class JsonEscapes
{
    private const string Digits = "0123456789abcdef";

    /// <summary>Undoes the escapes. The text's syntax was checked by the JSON reader.</summary>
    public static string Decode(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            var c = escaped[i];
            if (c == '\\' && i + 1 < escaped.Length)
            {
                c = escaped[++i];
                c = c switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', 'u' => Hex(escaped, ref i), _ => c };
            }

            text.Append(c);
        }

        return WithoutHalves(text.ToString());
    }

    /// <summary>The text as a JSON string, quotes included; everything but printable ASCII is escaped.</summary>
    public static void Append(StringBuilder json, string text)
    {
        json.Append('"');
        var plain = 0; // where the characters begin that were not appended yet; nearly all need no escape
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsPlain(c)) continue;
            json.Append(text, plain, i - plain).Append(Of(c));
            plain = i + 1;
        }

        json.Append(text, plain, text.Length - plain).Append('"');
    }

    /// <summary>Whether a character is written as it is.</summary>
    public static bool IsPlain(char c) => c is >= ' ' and < '\x7f' and not '"' and not '\\';

    /// <summary>The escape of a character that is not plain.</summary>
    public static string Of(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        _ => new string(['\\', 'u', Digits[c >> 12], Digits[(c >> 8) & 15], Digits[(c >> 4) & 15], Digits[c & 15]]),
    };

    /// <summary>The text with U+FFFD for each half of a surrogate pair.</summary>
    public static string WithoutHalves(string text)
    {
        char[]? repaired = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else (repaired ??= text.ToCharArray())[i] = '\ufffd';
        }

        return repaired is null ? text : new string(repaired);
    }

    private static char Hex(string text, ref int index)
    {
        var value = 0;
        for (var digit = 0; digit < 4 && index + 1 < text.Length; digit++)
        {
            int c = text[++index];
            value = (value << 4) | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        return (char)value;
    }
}
