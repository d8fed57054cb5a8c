namespace MtaSts.Mime;

/// <summary>
/// The messages of an mbox file (RFC 4155), one after another, not kept in memory. A message begins with a
/// line <c>From sender date</c> at the start of the file or after an empty line; in the text such a line is quoted
/// with <c>&gt;</c>, which is removed (the mboxrd form).
/// </summary>
internal sealed class MboxMessages(LineSource file) : LineSource
{
    private bool _atSeparator;
    private bool _afterBlank = true; // the start of the file counts as one
    private bool _ended;

    /// <summary>Goes to the next message and skips the rest of this one.</summary>
    /// <returns>False after the last message.</returns>
    public bool NextMessage()
    {
        while (Read(out _))
        {
        }

        if (!_atSeparator) return false;
        _atSeparator = false;
        _afterBlank = false;
        return true;
    }

    /// <summary>Reads the next line of this message.</summary>
    public override bool Read(out LineSegment segment)
    {
        segment = default;
        if (_atSeparator || _ended) return false;
        if (!file.Read(out segment))
        {
            _ended = true;
            return false;
        }

        if (_afterBlank && segment.StartsLine && IsSeparator(segment))
        {
            _atSeparator = true;
            return false;
        }

        _afterBlank = segment.IsBlank;
        if (!segment.StartsLine) return true;

        if (IsQuotedFrom(segment)) segment = segment with { Offset = segment.Offset + 1, Count = segment.Count - 1 };
        return true;
    }

    public override bool LastLineEndIsDelimiter => _afterBlank;

    /// <summary>
    /// <c>From </c>, and a time of day (<c>09:30</c>) somewhere on the line: every form of the date has one, and a
    /// sentence that begins with "From" after an empty line seldom does.
    /// </summary>
    public static bool IsSeparator(LineSegment line)
    {
        if (!line.Has("From ")) return false;
        for (var i = 5; i + 4 < line.Count; i++)
        {
            if (IsDigit(line, i) && IsDigit(line, i + 1) && line.Has(":", i + 2) && IsDigit(line, i + 3) && IsDigit(line, i + 4)) return true;
        }

        return false;
    }

    private static bool IsDigit(LineSegment line, int at) => line.Buffer[line.Offset + at] is >= (byte)'0' and <= (byte)'9';

    private static bool IsQuotedFrom(LineSegment line)
    {
        var quotes = 0;
        while (quotes < line.Count && line.Buffer[line.Offset + quotes] == (byte)'>') quotes++;
        return quotes > 0 && line.Has("From ", quotes);
    }
}
