namespace MtaSts.Mime;

/// <summary>Finds a message that follows the end of another one, as in a file that was joined from the files of several messages.</summary>
internal static class JoinedMessage
{
    /// <summary>
    /// Whether a message begins at the next line with text: a header block with a field that every MIME message has (RFC 2045 §4). Other
    /// text behind the last boundary has no meaning (RFC 2046 §5.1.1); mailing lists add their footer there.
    /// </summary>
    /// <param name="lines">What follows the last boundary. Blank lines are read; the others stay.</param>
    public static bool Begins(LookaheadLines lines)
    {
        PassBlankLines(lines);
        var wasReceived = false;
        for (var i = 0; lines.Peek(i, out var line) && !line.IsBlank; i++)
        {
            if (!line.StartsLine) continue; // the rest of a long field
            if (HeaderLine.IsMimeVersion(line)) return true;
            var isFolded = i > 0 && line.Buffer[line.Offset] is (byte)' ' or (byte)'\t';
            if (!isFolded && !HeaderLine.IsField(line)) return false;
            wasReceived = wasReceived || HeaderLine.IsReceived(line);
        }

        // Servers may write more fields before it than are looked at.
        return wasReceived && lines.IsFull;
    }

    /// <summary>Whether a mailbox begins there: a line that begins a message, with a whole date (RFC 4155), and a header field.</summary>
    /// <param name="lines">As above.</param>
    public static bool IsMailbox(LookaheadLines lines)
    {
        PassBlankLines(lines);
        return lines.Peek(0, out var line) && MboxSeparator.FormOf(line) == MboxSeparatorForm.Dated
            && lines.Peek(1, out var next) && HeaderLine.IsKnownField(next);
    }

    private static void PassBlankLines(LookaheadLines lines)
    {
        while (lines.Peek(0, out var blank) && blank.IsBlank) lines.Read(out _);
    }
}
