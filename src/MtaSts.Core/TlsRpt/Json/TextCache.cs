#if NET8_0_OR_GREATER
using System;
#endif
using System.Collections.Generic;
#if NET8_0_OR_GREATER
using System.Runtime.InteropServices;
#endif
using System.Text;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>
/// Texts that were read lately. The reports of one sender, and those about one domain, repeat nearly all of theirs, so most texts need
/// not be created again, and the reports that are held share them. A text that is not found replaces the one in its slot, so the size is
/// fixed. Thread-safe without locks: two threads may create the same text, which does no harm.
/// </summary>
internal sealed class TextCache
{
    private const int Slots = 1024; // a power of two
    private const int MaxOctets = 128;

    private const int MaxItems = 16;

    private readonly string?[] _texts = new string?[Slots];
    private readonly ReadableList<string>?[] _lists = new ReadableList<string>?[Slots];

    /// <summary>The text of some octets of a buffer.</summary>
    /// <param name="buffer">UTF-8; a text that is not ASCII, or is long, is created anew.</param>
    /// <param name="start">Where the text begins.</param>
    /// <param name="length">How many octets it has.</param>
    public string Of(byte[] buffer, int start, int length)
    {
        if (length is 0 or > MaxOctets) return Encoding.UTF8.GetString(buffer, start, length);
        ref var slot = ref _texts[Hash(buffer, start, length) & (Slots - 1)];
        var text = slot;
        if (text is not null && IsText(text, buffer, start, length)) return text;
        text = Encoding.UTF8.GetString(buffer, start, length);
        slot = text;
        return text;
    }

    /// <summary>A list of these texts, such as the lines of a policy, which all reports about a domain repeat.</summary>
    /// <param name="texts">The texts, in order.</param>
    public ReadableList<string> ListOf(List<string> texts)
    {
        if (texts.Count == 0) return ReadableList<string>.Empty;
        if (texts.Count > MaxItems) return texts.ToReadableList();
        var hash = (uint)texts.Count;
        foreach (var text in texts) hash = unchecked((hash * 31) + (uint)text.GetHashCode());
        ref var slot = ref _lists[(hash ^ (hash >> 16)) & (Slots - 1)];
        var list = slot;
        if (list is not null && IsList(list, texts)) return list;
        list = texts.ToReadableList();
        slot = list;
        return list;
    }

    /// <summary>A list of one text.</summary>
    /// <param name="text">The text.</param>
    public ReadableList<string> ListOf(string text)
    {
        ref var slot = ref _lists[(uint)text.GetHashCode() & (Slots - 1)];
        var list = slot;
        if (list is { Count: 1 } && list[0] == text) return list;
        list = ReadableList<string>.Of(text);
        slot = list;
        return list;
    }

    private static bool IsList(ReadableList<string> list, List<string> texts)
    {
        if (list.Count != texts.Count) return false;
        for (var i = 0; i < texts.Count; i++)
        {
            if (list[i] != texts[i]) return false;
        }

        return true;
    }

#if NET8_0_OR_GREATER
    private static bool IsText(string text, byte[] buffer, int start, int length) => Ascii.Equals(new ReadOnlySpan<byte>(buffer, start, length), text);

    private static uint Hash(byte[] buffer, int start, int length)
    {
        const ulong Prime = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio, as in Fibonacci hashing
        var octets = new ReadOnlySpan<byte>(buffer, start, length);
        var hash = (ulong)length;
        for (; octets.Length >= sizeof(ulong); octets = octets[sizeof(ulong)..])
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(octets)) * Prime;
            hash ^= hash >> 32;
        }

        foreach (var octet in octets) hash = (hash ^ octet) * Prime;
        return (uint)(hash >> 32);
    }
#else
    private static bool IsText(string text, byte[] buffer, int start, int length)
    {
        if (text.Length != length) return false;
        for (var i = 0; i < length; i++)
        {
            if (text[i] != buffer[start + i] || text[i] > 0x7f) return false;
        }

        return true;
    }

    /// <summary>FNV-1a.</summary>
    private static uint Hash(byte[] buffer, int start, int length)
    {
        var hash = 2166136261u;
        for (var i = start; i < start + length; i++) hash = unchecked((hash ^ buffer[i]) * 16777619);
        return hash ^ (hash >> 16);
    }
#endif
}
