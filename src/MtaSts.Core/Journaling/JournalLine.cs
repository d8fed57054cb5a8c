using System;
using System.Globalization;
using System.IO;
using System.Text;
using MtaSts.Reporting;
using MtaSts.Text;

namespace MtaSts.Journaling;

/// <summary>
/// A line of a journal: a JSON object in ASCII whose last member is the checksum of what is before it. A line that was not written to its
/// end has no valid checksum and no line ending.
/// </summary>
internal static class JournalLine
{
    /// <summary>The longest line that is written or read, in bytes. The largest policy with the most MX hosts stays below it.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const string SumStart = ",\"sum\":\"";
    private const int SumLength = 18; // the name, eight hexadecimal digits, a quotation mark, a brace

    /// <summary>Creates a line, with its line ending.</summary>
    /// <param name="write">Writes the members of the object; the first one before any other.</param>
    public static byte[] Create(Action<StrictJsonWriter> write)
    {
        using var text = new StringWriter(new StringBuilder(8 * 1024), CultureInfo.InvariantCulture);
        var json = new StrictJsonWriter(text).BeginObject();
        write(json);
        json.EndObject();
        var content = text.GetStringBuilder();
        content.Length--; // the brace comes after the checksum
        var bytes = new byte[content.Length + SumLength + 1];
        var start = Encoding.ASCII.GetBytes(content.ToString(), 0, content.Length, bytes, 0);
        var end = SumStart + Crc32.Of(0, bytes, 0, start).ToString("x8", CultureInfo.InvariantCulture) + "\"}\n";
        Encoding.ASCII.GetBytes(end, 0, end.Length, bytes, start);
        return bytes;
    }

    /// <summary>Whether a line is whole.</summary>
    /// <param name="bytes">The buffer.</param>
    /// <param name="start">Where the line begins.</param>
    /// <param name="length">Its length, without the line ending.</param>
    public static bool IsWhole(byte[] bytes, int start, int length)
    {
        var content = length - SumLength;
        if (content < 1 || !BeginsWith(bytes, start + content, SumLength, SumStart)) return false;
        if (bytes[start + length - 2] != '"' || bytes[start + length - 1] != '}') return false;
        var digits = Encoding.ASCII.GetString(bytes, start + content + SumStart.Length, 8);
        return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var sum)
            && sum == Crc32.Of(0, bytes, start, content);
    }

    /// <summary>The length of a line without its line ending. An editor or a synced folder may have written CRLF.</summary>
    /// <param name="bytes">The buffer.</param>
    /// <param name="start">Where the line begins.</param>
    /// <param name="end">Where its LF is.</param>
    public static int LengthOf(byte[] bytes, int start, int end) => end > start && bytes[end - 1] == '\r' ? end - start - 1 : end - start;

    /// <summary>The JSON object of a whole line, without the checksum.</summary>
    /// <param name="bytes">The line, without the line ending. It is changed.</param>
    public static Stream Open(byte[] bytes)
    {
        var content = bytes.Length - SumLength;
        bytes[content] = (byte)'}';
        return new MemoryStream(bytes, 0, content + 1, writable: false);
    }

    /// <summary>Whether bytes begin with a text.</summary>
    public static bool BeginsWith(byte[] bytes, int start, int length, string text)
    {
        if (length < text.Length) return false;
        for (var i = 0; i < text.Length; i++)
            if (bytes[start + i] != text[i]) return false;
        return true;
    }

    /// <summary>
    /// Reads a member with a string that is written without escapes, at a known place: a journal of 50,000 results is opened without reading
    /// their JSON.
    /// </summary>
    /// <param name="bytes">The buffer.</param>
    /// <param name="at">Where the member begins; afterwards where the next one does.</param>
    /// <param name="end">Where the line ends.</param>
    /// <param name="name">The name of the member.</param>
    /// <returns>The string; null when another member is there.</returns>
    public static string? ReadMember(byte[] bytes, ref int at, int end, string name)
    {
        var begin = "\"" + name + "\":\"";
        if (!BeginsWith(bytes, at, end - at, begin)) return null;
        var from = at + begin.Length;
        var to = Array.IndexOf(bytes, (byte)'"', from, end - from);
        if (to < 0) return null;
        at = to + 2;
        return Encoding.ASCII.GetString(bytes, from, to - from);
    }
}
