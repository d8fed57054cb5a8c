using System;

namespace MtaSts.Fuzz.Targets;

/// <summary>Changes the structure of DNS messages: counts, lengths, pointers, types.</summary>
internal static class DnsMutator
{
    private static readonly int[] Types = [1, 2, 5, 6, 15, 16, 28, 41, 52, 65535];

    /// <param name="message">At least 14 octets.</param>
    /// <param name="random">Says where and how.</param>
    public static byte[] Mutate(byte[] message, Random random)
    {
        var bytes = (byte[])message.Clone();
        for (var left = 1 + random.Next(3); left > 0; left--)
        {
            var at = random.Next(12, bytes.Length - 1);
            switch (random.Next(7))
            {
                case 0: Put(bytes, 4 + (2 * random.Next(4)), random.Next(3) == 0 ? random.Next(65536) : random.Next(40)); break;
                case 1: Put(bytes, at, 0xC000 | random.Next(bytes.Length)); break;
                case 2: Put(bytes, at, 0xC000 | at); break;
                case 3: Put(bytes, at, bytes.Length - at + random.Next(-3, 4)); break;
                case 4: Put(bytes, at, Types[random.Next(Types.Length)]); break;
                case 5: bytes[at] = (byte)random.Next(64); break;
                default:
                    // The end, many times: endless records, chains of names.
                    var from = random.Next(12, bytes.Length);
                    var part = bytes.AsSpan(from).ToArray();
                    for (var times = random.Next(1, 30); times > 0 && bytes.Length + part.Length < 60_000; times--) bytes = [.. bytes, .. part];
                    Put(bytes, 6, random.Next(1, 400));
                    break;
            }
        }

        return bytes;
    }

    private static void Put(byte[] bytes, int at, int value)
    {
        bytes[at] = (byte)(value >> 8);
        bytes[at + 1] = (byte)value;
    }
}
