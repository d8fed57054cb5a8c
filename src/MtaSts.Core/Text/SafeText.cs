using System.Globalization;
using System.Text;

namespace MtaSts.Text;

/// <summary>
/// Makes a stranger's text fit to be shown: control characters, which a terminal would obey, become visible escapes.
/// </summary>
public static class SafeText
{
    /// <summary>
    /// Replaces C0 and C1 controls, DEL, line and paragraph separators, and bidirectional overrides by <c>\uXXXX</c>.
    /// </summary>
    /// <param name="text">Any text; null gives the empty text.</param>
    public static string Show(string? text)
    {
        if (text is null) return "";
        var first = IndexOfUnsafe(text);
        if (first < 0) return text;

        var safe = new StringBuilder(text.Length + 16).Append(text, 0, first);
        for (var i = first; i < text.Length; i++)
        {
            if (IsUnsafe(text[i])) safe.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
            else safe.Append(text[i]);
        }

        return safe.ToString();
    }

    /// <summary>The text made safe and, where it is long, cut to <paramref name="max"/> characters and an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="max">How many characters of the text are shown.</param>
    public static string Excerpt(string? text, int max = 60)
    {
        if (text is null) return "";
        return text.Length <= max ? Show(text) : Show(text.Substring(0, max)) + "…";
    }

    private static int IndexOfUnsafe(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsUnsafe(text[i])) return i;
        return -1;
    }

    private static bool IsUnsafe(char c) => c is < ' ' or (>= '\u007f' and <= '\u009f')
        or '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')
        or '\u200e' or '\u200f' or '\u061c' or '\ufeff';
}
