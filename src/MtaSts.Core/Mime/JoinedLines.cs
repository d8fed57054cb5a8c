namespace MtaSts.Mime;

/// <summary>The lines of one message of a file that may have been joined from the files of several messages.</summary>
/// <param name="file">The lines of the file.</param>
internal sealed class JoinedLines(LookaheadLines file) : LineSource
{
    private bool _inBlock; // lines that look like a header block, and are not one
    private bool _ended;

    /// <summary>No boundary is the end of the lines: they end where another message begins.</summary>
    public bool IsUndivided { get; set; }

    public override bool Read(out LineSegment segment)
    {
        segment = default;
        if (_ended || !file.Read(out segment)) return false;
        if (!IsUndivided || !segment.StartsLine) return true;
        if (_inBlock)
        {
            // Each line is looked at once, however many there are.
            _inBlock = HeaderLine.IsField(segment) || segment.Buffer[segment.Offset] is (byte)' ' or (byte)'\t';
            return true;
        }

        var isField = HeaderLine.IsKnownField(segment);
        if (!isField && MboxSeparator.FormOf(segment) == MboxSeparatorForm.None) return true;
        file.PutBack(LookaheadLines.Copy(segment));
        _ended = isField ? JoinedMessage.Begins(file) : JoinedMessage.IsMailbox(file);
        if (_ended) return false;
        _inBlock = isField;
        return file.Read(out segment);
    }

    public override int Skip(out bool endsBlank) => IsUndivided ? base.Skip(out endsBlank) : file.Skip(out endsBlank);

    public override bool LastLineEndIsDelimiter => !_ended && file.LastLineEndIsDelimiter;

    /// <summary>Goes to where another message begins, or to the end of the file.</summary>
    /// <param name="limit">How many bytes are passed.</param>
    /// <returns>False when there are more.</returns>
    public bool TryPassRest(long limit)
    {
        IsUndivided = true;
        while (Read(out var line))
        {
            limit -= line.Count;
            if (limit < 0) return false;
        }

        return true;
    }
}
