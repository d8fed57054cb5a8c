#if NET8_0_OR_GREATER
using System;
using System.Buffers.Binary;
using System.Text;

namespace MtaSts.Reports.Json;

/// <summary>
/// Short texts that come again: every report has the same member names, and one sender's the same domains and policy lines.
/// Each thread keeps the last text for each of some slots, so that thousands of reports share one string, and memory stays bounded.
/// </summary>
internal static class RepeatedTexts
{
    private const int Slots = 512;
    private const int MaxLength = 64;

    [ThreadStatic]
    private static string?[]? _kept;

    /// <summary>The text that these UTF-8 octets spell.</summary>
    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxLength) return Encoding.UTF8.GetString(utf8);
        var kept = _kept ??= new string?[Slots];
        ref var slot = ref kept[Hash(utf8) % Slots];

        // Only ASCII is found equal; what else there is never matches and is made anew.
        if (slot is not null && Ascii.Equals(utf8, slot)) return slot;
        return slot = Encoding.UTF8.GetString(utf8);
    }

    // Both ends and the length tell such texts apart well enough; a clash costs one string.
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        const int Half = sizeof(ulong);
        if (text.Length < Half)
        {
            var all = (ulong)text.Length;
            foreach (var octet in text) all = (all << Half) | octet;
            return Mix(all, 0);
        }

        return Mix(BinaryPrimitives.ReadUInt64LittleEndian(text) + (ulong)text.Length, BinaryPrimitives.ReadUInt64LittleEndian(text[^Half..]));
    }

    private static uint Mix(ulong head, ulong tail)
    {
        const ulong Odd = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio: spreads over the upper bits
        return (uint)((((head * Odd) ^ tail) * Odd) >> 32);
    }
}
#endif
