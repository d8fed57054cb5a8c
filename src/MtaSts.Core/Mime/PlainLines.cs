using System;

namespace MtaSts.Mime;

/// <summary>Finds the lines in a buffer that begin neither a boundary (<c>--</c>) nor a message of a mailbox (<c>From </c>).</summary>
internal static class PlainLines
{
#if NET8_0_OR_GREATER
    private const int Window = 4 * 1024; // what is searched at once: a text with a mark on every line is not searched again and again

#endif
    /// <summary>Where the whole lines end that begin with neither.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="start">Where a line begins.</param>
    /// <param name="end">Where the bytes end.</param>
    public static int EndOf(byte[] buffer, int start, int end)
    {
        // What may be the beginning of one of them at the end of the bytes is behind the last line end, and so is left.
#if NET8_0_OR_GREATER
        var bytes = new ReadOnlySpan<byte>(buffer, start, Math.Min(end - start, Window));
        if (bytes.StartsWith("--"u8) || bytes.StartsWith("From "u8)) return start;
        var plain = UpTo(bytes[..(bytes.LastIndexOf((byte)'\n') + 1)], "\n--"u8);
        return start + UpTo(bytes[..plain], "\nFrom "u8);
#else
        while (true)
        {
            var next = Array.IndexOf(buffer, (byte)'\n', start, end - start) + 1;
            if (next == 0) return start;
            var line = new LineSegment(buffer, start, next - start, true);
            if (line.Has("--") || line.Has("From ")) return start;
            start = next;
        }
#endif
    }

    /// <summary>Whether the last of some whole lines is empty.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="start">Where the first line begins.</param>
    /// <param name="end">Where the last one ends, behind its LF.</param>
    public static bool EndsBlank(byte[] buffer, int start, int end)
    {
        var before = end - 2; // of the last LF
        if (before >= start && buffer[before] == (byte)'\r') before--;
        return before < start || buffer[before] == (byte)'\n';
    }

#if NET8_0_OR_GREATER
    private static int UpTo(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark)
    {
        var at = bytes.IndexOf(mark);
        return at < 0 ? bytes.Length : at + 1;
    }
#endif
}
