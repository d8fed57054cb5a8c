namespace MtaSts.Mime;

/// <summary>Finds a message that follows the end of another one, as in a file that was joined from the files of several messages.</summary>
internal static class JoinedMessage
{
    /// <summary>
    /// Whether a message begins at the next line with text: a header block with a field that every MIME message has (RFC 2045 §4), or with
    /// a type and an author. Other text behind the last boundary has no meaning (RFC 2046 §5.1.1); mailing lists add their footer there.
    /// </summary>
    /// <param name="lines">What follows the last boundary. Blank lines are read; the others stay.</param>
    public static bool Begins(LookaheadLines lines)
    {
        PassBlankLines(lines);
        return IsHeaderBlock(lines, 0);
    }

    /// <summary>Whether a mailbox begins there: a line that begins a message (RFC 4155), and its header fields.</summary>
    /// <param name="lines">As above.</param>
    public static bool IsMailbox(LookaheadLines lines)
    {
        PassBlankLines(lines);
        if (!lines.Peek(0, out var line)) return false;
        return MboxSeparator.FormOf(line) switch
        {
            MboxSeparatorForm.None => false,
            MboxSeparatorForm.Dated => lines.Peek(1, out var next) && HeaderLine.IsKnownField(next),
            _ => IsHeaderBlock(lines, 1),
        };
    }

    private static bool IsHeaderBlock(LookaheadLines lines, int first)
    {
        var (isKnown, hasAuthor, hasType) = (false, false, false);
        for (var i = first; lines.Peek(i, out var line) && !line.IsBlank; i++)
        {
            if (!line.StartsLine) continue; // the rest of a long field
            if (HeaderLine.Is(line, "MIME-Version")) return true;
            var isFolded = i > first && line.Buffer[line.Offset] is (byte)' ' or (byte)'\t';
            if (!isFolded && !HeaderLine.IsField(line)) return false;
            isKnown = isKnown || HeaderLine.IsKnownField(line);
            hasAuthor = hasAuthor || HeaderLine.Is(line, "From");
            hasType = hasType || HeaderLine.Is(line, "Content-Type");
        }

        // Servers may write more fields than are looked at.
        return (hasAuthor && hasType) || (isKnown && lines.IsFull);
    }

    private static void PassBlankLines(LookaheadLines lines)
    {
        while (lines.Peek(0, out var blank) && blank.IsBlank) lines.Read(out _);
    }
}
