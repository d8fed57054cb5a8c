namespace MtaSts.Mime;

/// <summary>
/// The parts of a multipart body (RFC 2046 §5.1.1), one after another. Ends with the parent when the closing
/// boundary is missing, so a truncated mail is still read as far as it goes.
/// </summary>
internal sealed class BoundaryLines(LineSource parent, string boundary) : LineSource
{
    private enum State
    {
        InPart,
        AtBoundary,
        Ended,
        EndedWithParent,
    }

    private readonly string _delimiter = "--" + boundary;
    private State _state = State.InPart; // the preamble is read like a part and dropped

    /// <summary>Goes to the next part and skips the rest of this one.</summary>
    /// <returns>False after the last part.</returns>
    public bool NextPart()
    {
        SkipAll();
        if (_state is State.Ended or State.EndedWithParent) return false;
        _state = State.InPart;
        return true;
    }

    public override bool Read(out LineSegment segment)
    {
        segment = default;
        if (_state != State.InPart) return false;
        if (!parent.Read(out segment))
        {
            _state = State.EndedWithParent;
            return false;
        }

        if (!segment.StartsLine || !segment.Has(_delimiter)) return true;
        var after = _delimiter.Length;
        var closes = segment.Has("--", after);
        if (closes) after += 2;
        if (!OnlySpaceFrom(segment, after)) return true; // the boundary of another part that begins like this one
        _state = closes ? State.Ended : State.AtBoundary;
        return false;
    }

    /// <summary>A boundary begins with <c>--</c>, so none is passed.</summary>
    public override int Skip(out bool endsBlank) => _state == State.InPart ? parent.Skip(out endsBlank) : base.Skip(out endsBlank);

    public override bool LastLineEndIsDelimiter => _state != State.EndedWithParent || parent.LastLineEndIsDelimiter;

    private static bool OnlySpaceFrom(LineSegment line, int from)
    {
        for (var i = from; i < line.Count; i++)
        {
            if (line.Buffer[line.Offset + i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return false;
        }

        return true;
    }
}
