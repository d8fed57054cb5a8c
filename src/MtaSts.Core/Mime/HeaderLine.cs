namespace MtaSts.Mime;

/// <summary>Tells whether a line is a header field (RFC 5322 §2.2), and whether its name is one that mail is known to have.</summary>
internal static class HeaderLine
{
    private const int MaxName = 78;

    private static readonly string[] KnownNames =
    [
        "Return-Path", "Received", "Received-SPF", "Delivered-To", "Envelope-To", "Delivery-Date", "Date", "From", "Sender", "Reply-To", "To", "Cc", "Bcc",
        "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Status", "Authentication-Results", "Autocrypt", "Precedence", "Errors-To",
        "Auto-Submitted", "Importance", "Priority", "Lines", "Thread-Topic", "Thread-Index", "Feedback-ID", "Apparently-To", "Original-Recipient",
        "DomainKey-Signature", "Organization", "User-Agent", "Require-Recipient-Valid-Since",
    ];

    private static readonly string[] KnownPrefixes = ["X-", "Content-", "DKIM-", "ARC-", "TLS-", "TLSRPT-", "List-", "Resent-", "BIMI-", "Disposition-"];

    /// <summary>
    /// Whether the line begins with a field name, which is printable ASCII without space and colon, and a colon. Blanks
    /// between them are obsolete, but allowed (RFC 5322 §4.5.8).
    /// </summary>
    /// <param name="line">The line.</param>
    public static bool IsField(LineSegment line) => NameLength(line) > 0;

    /// <summary>Whether the line is a header field that mail programs and servers write: evidence that a header block is here, and not text.</summary>
    /// <param name="line">The line.</param>
    public static bool IsKnownField(LineSegment line)
    {
        var length = NameLength(line);
        if (length == 0) return false;
        foreach (var name in KnownNames)
            if (name.Length == length && line.BeginsWith(name)) return true;
        foreach (var prefix in KnownPrefixes)
            if (prefix.Length < length && line.BeginsWith(prefix)) return true;
        return false;
    }

    /// <summary>Whether the line is the header field of this name, in any case.</summary>
    /// <param name="line">The line.</param>
    /// <param name="name">The name, without colon.</param>
    public static bool Is(LineSegment line, string name) => line.BeginsWith(name) && NameLength(line) == name.Length;

    /// <summary>How long the field name is; 0 when the line is not a header field.</summary>
    private static int NameLength(LineSegment line)
    {
        var length = 0;
        for (var i = 0; i < line.Count && i < MaxName; i++)
        {
            var c = line.Buffer[line.Offset + i];
            if (c == (byte)':') return length == 0 ? i : length;
            if (c is (byte)' ' or (byte)'\t')
            {
                if (i == 0) return 0;
                if (length == 0) length = i;
            }
            else if (length > 0 || c is < 33 or > 126)
            {
                return 0;
            }
        }

        return 0;
    }
}
