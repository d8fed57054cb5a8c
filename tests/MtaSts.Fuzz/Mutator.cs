using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MtaSts.Fuzz;

/// <summary>Changes an input in one to eight places, in ways that often break parsers.</summary>
internal static class Mutator
{
    private static readonly byte[] Edges = [0, 1, 9, 10, 13, 26, 27, 32, 34, 45, 46, 47, 58, 59, 61, 92, 127, 128, 0xC0, 0xC1, 0xED, 0xF5, 0xFE, 0xFF];

    private static readonly string[] Numbers =
        ["0", "-1", "1", "00", "255", "256", "65535", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
            "31557600", "31557601", "1e999", "0.5", "99999999999999999999"];

    public static byte[] Mutate(byte[] input, byte[] other, string[] tokens, Random random)
    {
        var bytes = input;
        for (var left = 1 + (int)(Math.Pow(random.NextDouble(), 3) * 8); left > 0; left--) bytes = Once(bytes, other, tokens, random);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, byte[] other, string[] tokens, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        var count = Math.Min(bytes.Length - at, 1 + (int)(Math.Pow(random.NextDouble(), 4) * 200));
        switch (random.Next(13))
        {
            case 0 when at < bytes.Length: return Replace(bytes, at, 1, [(byte)(bytes[at] ^ (1 << random.Next(8)))]);
            case 1 when at < bytes.Length: return Replace(bytes, at, 1, [Edges[random.Next(Edges.Length)]]);
            case 2: return Replace(bytes, at, 0, [Edges[random.Next(Edges.Length)]]);
            case 3: return Replace(bytes, at, 0, Random(random, 1 + random.Next(4)));
            case 4: return Replace(bytes, at, count, []);
            case 5: return Replace(bytes, at, 0, bytes.AsSpan(at, count).ToArray());
            case 6: return Replace(bytes, at, 0, Repeat(bytes.AsSpan(at, Math.Min(count, 20)).ToArray(), 1 + random.Next(120)));
            case 7: return Replace(bytes, at, 0, Part(other, random));
            case 8: return Replace(bytes, at, count, Part(other, random));
            case 9: return bytes[..at];
            case 10: return WithNumber(bytes, random);
            case 11 when tokens.Length > 0: return Replace(bytes, at, 0, Token(tokens, random));
            case 12 when tokens.Length > 0: return Replace(bytes, at, count, Token(tokens, random));
            default: return Replace(bytes, at, count, bytes.AsSpan(at, count).ToArray().Reverse().ToArray());
        }
    }

    public static byte[] Replace(byte[] bytes, int at, int count, byte[] by) => [.. bytes.AsSpan(0, at), .. by, .. bytes.AsSpan(at + count)];

    private static byte[] Token(string[] tokens, Random random) => Encoding.UTF8.GetBytes(tokens[random.Next(tokens.Length)]);

    private static byte[] Part(byte[] other, Random random)
    {
        var from = random.Next(other.Length + 1);
        return other.AsSpan(from, random.Next(Math.Min(other.Length - from, 400) + 1)).ToArray();
    }

    private static byte[] Random(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Repeat(byte[] bytes, int times) => Enumerable.Repeat(bytes, times).SelectMany(b => b).ToArray();

    /// <summary>Replaces a number with another one.</summary>
    private static byte[] WithNumber(byte[] bytes, Random random)
    {
        var from = random.Next(bytes.Length + 1);
        while (from < bytes.Length && !char.IsAsciiDigit((char)bytes[from])) from++;
        var end = from;
        while (end < bytes.Length && char.IsAsciiDigit((char)bytes[end])) end++;
        var number = random.Next(4) == 0 ? random.Next(100_000).ToString(CultureInfo.InvariantCulture) : Numbers[random.Next(Numbers.Length)];
        return Replace(bytes, from, end - from, Encoding.ASCII.GetBytes(number));
    }
}
