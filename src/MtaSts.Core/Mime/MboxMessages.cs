namespace MtaSts.Mime;

/// <summary>
/// The messages of an mbox file (RFC 4155), one after the other and without holding them, in the forms that programs
/// write: mboxo, mboxrd, mboxcl and mboxcl2, with and without an empty line between the messages. In the text, a line
/// that begins with <c>From </c> is quoted with <c>&gt;</c>, which is taken off again (mboxrd), or it is not quoted
/// (mboxcl2); so the form of the line, the line before it and the lines behind it tell together whether a message begins.
/// A message of mboxcl and mboxcl2 has the length of its body in <c>Content-Length</c>. In other mailboxes the sender of the message may
/// have written it, and must neither hide the messages behind it, nor write one that counts as received; see <see cref="MboxLengths"/>.
/// </summary>
internal sealed class MboxMessages(LineSource file) : LineSource
{
    private readonly LookaheadLines _lines = new(file);
    private bool _atSeparator;
    private bool _atStart = true;
    private bool _afterBlank = true; // the start of the file counts as one
    private readonly MboxLengths _lengths = new();
    private bool _inHeader;
    private bool _ended;

    /// <summary>Whether this message may be a text in the body of another one, whose sender wrote it.</summary>
    public bool IsDoubtful => _lengths.IsDoubtful;

    /// <summary>Goes to the next message and skips the rest of this one.</summary>
    /// <returns>False after the last message.</returns>
    public bool NextMessage()
    {
        SkipAll();
        if (!_atSeparator) return false;
        _atSeparator = false;
        _afterBlank = false;
        _inHeader = true;
        _lengths.BeginMessage();
        return true;
    }

    /// <summary>Reads the next line of this message.</summary>
    public override bool Read(out LineSegment segment)
    {
        segment = default;
        if (_atSeparator || _ended) return false;
        if (!_lines.Read(out segment))
        {
            _ended = true;
            return false;
        }

        if (segment.StartsLine && segment.Has("From "))
        {
            var form = MboxSeparator.FormOf(segment);
            if (form != MboxSeparatorForm.None) segment = LookaheadLines.Copy(segment);
            if (BeginsMessage(form))
            {
                if (!_atStart) _lengths.EndMessage(segment.Count);
                _atSeparator = true;
                _atStart = false;
                return false;
            }
        }

        Note(segment);
        if (segment.StartsLine && IsQuotedFrom(segment)) segment = segment with { Offset = segment.Offset + 1, Count = segment.Count - 1 };
        return true;
    }

    public override int Skip(out bool endsBlank)
    {
        if (_inHeader || _atSeparator || _ended) return base.Skip(out endsBlank);
        var count = _lines.Skip(out endsBlank);
        if (count == 0) return 0;
        _afterBlank = endsBlank;
        _lengths.Pass(count, isBody: true);
        return count;
    }

    public override bool LastLineEndIsDelimiter => _afterBlank;

    /// <summary>
    /// Whether this line and this header block begin a message. A whole date and known header fields are enough alone; the other forms need
    /// an empty line before them.
    /// </summary>
    private bool BeginsMessage(MboxSeparatorForm form)
    {
        if (form == MboxSeparatorForm.None) return false;
        if (_atStart) return true;
        var isDated = form == MboxSeparatorForm.Dated;
        if (!isDated && !_afterBlank) return false;
        if (IsHeaderBlock()) return true;
        return isDated && _afterBlank && !_lengths.IsInBody && MayBeginHeaderBlock();
    }

    /// <summary>Whether header fields come next, with one among them that mail is known to have.</summary>
    private bool IsHeaderBlock()
    {
        for (var i = 0; _lines.Peek(i, out var line); i++)
        {
            if (!line.StartsLine) continue; // the rest of a long field
            if (HeaderLine.IsKnownField(line)) return true;
            var isFolded = i > 0 && line.Buffer[line.Offset] is (byte)' ' or (byte)'\t';
            if (!isFolded && !HeaderLine.IsField(line) && !(i == 0 && IsQuotedFrom(line))) return false; // a server before quoted its own line
        }

        return false;
    }

    /// <summary>Whether a header field, the end of a message without header, or the end of the file comes next.</summary>
    private bool MayBeginHeaderBlock() => !_lines.Peek(0, out var next) || next.IsBlank || HeaderLine.IsField(next);

    /// <summary>Takes down what the next lines depend on.</summary>
    private void Note(LineSegment segment)
    {
        _afterBlank = segment.IsBlank;
        _lengths.Pass(segment.Count, isBody: !_inHeader);
        if (!_inHeader) return;
        if (segment.IsBlank) _inHeader = false;
        else if (segment.StartsLine) _lengths.Take(segment);
    }

    private static bool IsQuotedFrom(LineSegment line)
    {
        var quotes = 0;
        while (quotes < line.Count && line.Buffer[line.Offset + quotes] == (byte)'>') quotes++;
        return quotes > 0 && line.Has("From ", quotes);
    }
}
