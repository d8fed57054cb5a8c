using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.Mime;
using Xunit;

namespace MtaSts.Tests.Mime;

/// <summary>Base64 as RFC 2045 §6.8 reads it: what is outside the alphabet means nothing, wherever it is.</summary>
public class Base64Tests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    [Fact]
    public void Random_texts_are_decoded_as_character_by_character()
    {
        var random = new Random(2045);
        for (var i = 0; i < 2000; i++)
        {
            var text = Made(random);
            Assert.Equal(Reference(text), Decode(text, random.Next(1, 200)));
        }
    }

    [Theory]
    [InlineData("QUJD", "ABC", "one group")]
    [InlineData("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "a long run with padding")]
    [InlineData("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "without its padding")]
    [InlineData("QUJD!REVGR0hJSktMTU5PUFFSU1RV", "ABCDEFGHIJKLMNOPQRSTU", "a character outside the alphabet")]
    [InlineData("QQ==QUJDREVGR0hJSktMTU5PUFFSU1RV", "AABCDEFGHIJKLMNOPQRSTU", "a run behind padding")]
    [InlineData("Q\r\nUJDREVGR0hJSktMTU5PUFFSU1RV\r\n", "ABCDEFGHIJKLMNOPQRSTU", "a line end within a group")]
    public void A_text_is_decoded(string text, string expected, string reason) => Assert.True(Encoding.ASCII.GetString(Decode(text, 4096)) == expected, reason);

    private static byte[] Decode(string text, int piece)
    {
        using var stream = new Base64Stream(new MemoryStream(Encoding.Latin1.GetBytes(text)));
        using var all = new MemoryStream();
        var buffer = new byte[piece];
        for (int read; (read = stream.Read(buffer, 0, piece)) > 0;) all.Write(buffer, 0, read);
        return all.ToArray();
    }

    private static byte[] Reference(string text)
    {
        var decoded = new List<byte>();
        var bits = "";
        foreach (var c in text)
        {
            var value = Alphabet.IndexOf(c);
            if (c == '=') bits = "";
            if (value >= 0) bits += Convert.ToString(value, 2).PadLeft(6, '0');
            if (bits.Length < 8) continue;
            decoded.Add(Convert.ToByte(bits[..8], 2));
            bits = bits[8..];
        }

        return [.. decoded];
    }

    private static string Made(Random random)
    {
        var text = new StringBuilder();
        for (var runs = random.Next(8); runs > 0; runs--)
        {
            text.Append(string.Concat(Enumerable.Range(0, random.Next(4) == 0 ? 76 : random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])));
            text.Append(random.Next(6) switch { 0 => "", 1 => "=", 2 => "==", 3 => "\n", 4 => "\u00e9-", _ => "\r\n" });
        }

        return text.ToString();
    }
}
