using System;
using System.Globalization;
using System.IO;
using System.Text;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Archive;

/// <summary>
/// The rows of one report, as octets. What is added beyond the limit is dropped: a stranger's report of a few kilobytes can have rows that would
/// not fit in memory.
/// </summary>
/// <param name="limit">The most octets that are kept.</param>
internal sealed class ArchiveText(int limit)
{
    private const int InitialSize = 4 * 1024;
    private const int MaxKept = 1024 * 1024; // a buffer that one large report needed is not kept for the others

    private byte[] _octets = new byte[InitialSize];

    /// <summary>How many octets there are.</summary>
    public int Length { get; private set; }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether something was dropped.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Begins again, with nothing.</summary>
    public void Clear()
    {
        if (_octets.Length > MaxKept) _octets = new byte[InitialSize];
        Length = Rows = 0;
        IsOver = false;
    }

    /// <summary>Adds text without quotes.</summary>
    /// <param name="ascii">ASCII.</param>
    public ArchiveText Add(string ascii)
    {
        Add(ascii, 0, ascii.Length);
        return this;
    }

    /// <summary>Adds a number.</summary>
    public ArchiveText Add(long number) => Add(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a text as a JSON string, with quotes; everything but printable ASCII is escaped.</summary>
    /// <returns>How many octets are between the quotes.</returns>
    public int AddQuoted(string text)
    {
        Add("\"");
        var begin = Length;
        var plain = 0; // where the characters begin that were not added yet; nearly all need no escape
        for (var i = 0; i < text.Length && !IsOver; i++)
        {
            if (JsonEscapes.IsPlain(text[i])) continue;
            Add(text, plain, i - plain);
            plain = i + 1;
            Add(JsonEscapes.Of(text[i]));
        }

        Add(text, plain, text.Length - plain);
        var length = Length - begin;
        Add("\"");
        return length;
    }

    /// <summary>Adds octets again that are there already: rows of one policy repeat its lists.</summary>
    /// <param name="begin">Where they begin.</param>
    /// <param name="count">How many.</param>
    public void AddAgain(int begin, int count)
    {
        if (!HasRoom(count)) return;
        Buffer.BlockCopy(_octets, begin, _octets, Length, count);
        Length += count;
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        Add("\n");
        Rows++;
    }

    /// <summary>Writes all octets at once.</summary>
    /// <param name="stream">Where to.</param>
    public void WriteTo(Stream stream) => stream.Write(_octets, 0, Length);

    /// <summary>All of it.</summary>
    public override string ToString() => Encoding.ASCII.GetString(_octets, 0, Length);

    private void Add(string ascii, int begin, int count)
    {
        if (HasRoom(count)) Length += Encoding.ASCII.GetBytes(ascii, begin, count, _octets, Length);
    }

    private bool HasRoom(int count)
    {
        IsOver |= count > limit - Length;
        if (IsOver) return false;
        var wanted = Length + count;
        if (wanted > _octets.Length) Array.Resize(ref _octets, (int)Math.Max(wanted, Math.Min(limit, _octets.Length * 2L)));
        return true;
    }
}
