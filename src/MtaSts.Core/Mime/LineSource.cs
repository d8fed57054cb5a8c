namespace MtaSts.Mime;

/// <summary>A line, or a piece of one that is longer than the buffer. Valid until the next read.</summary>
/// <param name="Buffer">Where the bytes are.</param>
/// <param name="Offset">Index of the first byte.</param>
/// <param name="Count">How many bytes, line ending included.</param>
/// <param name="StartsLine">The first byte is the first of its line.</param>
internal readonly record struct LineSegment(byte[] Buffer, int Offset, int Count, bool StartsLine)
{
    /// <summary>How many bytes of line ending (LF or CRLF) there are: 0, 1 or 2.</summary>
    public int LineEndLength
    {
        get
        {
            if (Count == 0 || Buffer[Offset + Count - 1] != (byte)'\n') return 0;
            return Count > 1 && Buffer[Offset + Count - 2] == (byte)'\r' ? 2 : 1;
        }
    }

    /// <summary>A whole line that is empty.</summary>
    public bool IsBlank => StartsLine && Count == LineEndLength;

    /// <summary>Whether the bytes at <paramref name="at"/> are this ASCII text, compared byte for byte.</summary>
    public bool Has(string ascii, int at = 0)
    {
        if (Count - at < ascii.Length) return false;
        for (var i = 0; i < ascii.Length; i++)
        {
            if (Buffer[Offset + at + i] != ascii[i]) return false;
        }

        return true;
    }

    /// <summary>Whether the line begins with this ASCII text, its letters in any case.</summary>
    public bool BeginsWith(string ascii)
    {
        if (Count < ascii.Length) return false;
        for (var i = 0; i < ascii.Length; i++)
        {
            var difference = Buffer[Offset + i] ^ ascii[i];
            if (difference != 0 && (difference != 0x20 || (ascii[i] | 0x20) is < 'a' or > 'z')) return false;
        }

        return true;
    }
}

/// <summary>Returns lines one after another. The layers of a mailbox (file, message, part) are such sources, stacked.</summary>
internal abstract class LineSource
{
    /// <summary>Reads the next line or piece of line.</summary>
    /// <returns>False at the end.</returns>
    public abstract bool Read(out LineSegment segment);

    /// <summary>
    /// Passes many lines at once, of a part that is not needed: whole lines, none of which begins with <c>--</c> or <c>From </c>, so
    /// that they mean nothing to any layer. The others are left to <see cref="Read"/>, and so is everything that has to be waited for.
    /// </summary>
    /// <param name="endsBlank">Whether the last of them is empty.</param>
    /// <returns>How many bytes they have; 0 when there are none.</returns>
    public virtual int Skip(out bool endsBlank)
    {
        endsBlank = false;
        return 0;
    }

    /// <summary>Passes all lines that are left.</summary>
    protected void SkipAll()
    {
        do
        {
            Skip(out _);
        }
        while (Read(out _));
    }

    /// <summary>
    /// Whether, once there is no further line, the line ending of the last one belongs to what ended the lines: a boundary
    /// (RFC 2046 §5.1.1), or the empty line between the messages of a mailbox.
    /// </summary>
    public virtual bool LastLineEndIsDelimiter => false;
}
