using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MtaSts.Mime;

/// <summary>One <c>name*</c>, <c>name*0</c> or <c>name*0*</c> parameter (RFC 2231 §3 and §4).</summary>
internal sealed record Rfc2231Piece(string Name, int Index, bool IsEncoded, string Value)
{
    public static Rfc2231Piece Parse(string name, string value)
    {
        var words = name.Split('*');
        var encoded = words.Length > 1 && words[words.Length - 1].Length == 0;
        var index = int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new Rfc2231Piece(words[0], index, encoded, value);
    }

    /// <summary>Joins the pieces of each parameter, in the order of their numbers.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Join(List<Rfc2231Piece> pieces)
    {
        foreach (var parameter in pieces.GroupBy(piece => piece.Name, StringComparer.OrdinalIgnoreCase))
        {
            var bytes = new List<byte>();
            var encoding = Encoding.UTF8;
            var first = true;
            foreach (var piece in parameter.OrderBy(piece => piece.Index))
            {
                var value = piece.Value;
                if (first && piece.IsEncoded)
                {
                    var words = value.Split(['\''], 3); // charset'language'text
                    if (words.Length == 3)
                    {
                        encoding = Charsets.Find(words[0]);
                        value = words[2];
                    }
                }

                bytes.AddRange(piece.IsEncoded ? PercentDecode(value) : Encoding.UTF8.GetBytes(value));
                first = false;
            }

            yield return new KeyValuePair<string, string>(parameter.Key, encoding.GetString([.. bytes]));
        }
    }

    private static IEnumerable<byte> PercentDecode(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == (byte)'%' && i + 2 < bytes.Length && Hex(bytes[i + 1]) is int high and >= 0 && Hex(bytes[i + 2]) is int low and >= 0)
            {
                yield return (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                yield return bytes[i];
            }
        }
    }

    private static int Hex(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => -1,
    };
}
