using System;

namespace MtaSts.Text;

/// <summary>Line endings of text files.</summary>
internal static class LineEnds
{
    /// <summary>The text without the line ending (LF or CRLF) of its last line.</summary>
    /// <param name="text">The text of a file.</param>
    public static string WithoutLast(string text)
    {
        if (!text.EndsWith("\n", StringComparison.Ordinal)) return text;
        var end = text.Length - 1;
        return text.Substring(0, end > 0 && text[end - 1] == '\r' ? end - 1 : end);
    }
}
