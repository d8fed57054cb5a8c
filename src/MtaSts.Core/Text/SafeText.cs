#if NET8_0_OR_GREATER
using System;
#endif
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MtaSts.Text;

/// <summary>
/// Makes a stranger's text safe to show: characters that a terminal would obey (escape sequences, line breaks) or that would
/// make text look different from what it is (bidirectional overrides, invisible characters) become a visible
/// escape such as <c>\u001b</c>. Nothing else is changed.
/// </summary>
public static class SafeText
{
    /// <summary>The text with every unsafe character as <c>\uXXXX</c>.</summary>
    /// <param name="text">Any text; null gives the empty string.</param>
    /// <returns>The same instance when nothing had to be changed.</returns>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return string.Empty;
        for (var i = FirstUnusual(text!); i < text!.Length; i++)
        {
            if (IsUnsafe(text, i)) return Escape(text, i);
        }

        return text;
    }

    /// <summary>The string form of an object (a list its items joined by <c>"; "</c>), made safe. For views.</summary>
    /// <param name="value">Any object; null gives the empty string.</param>
    public static string Show(object? value) => Clean(value?.ToString());

    /// <summary>The first items of a list joined by <c>"; "</c>, and how many more there are; made safe. For views.</summary>
    /// <param name="values">The items; null gives the empty string.</param>
    /// <param name="most">How many are shown.</param>
    public static string Show(IEnumerable<object?>? values, int most) =>
        Clean(ShortList.Join((values ?? []).Select(value => value?.ToString() ?? ""), most, "; "));

    /// <summary>The text made safe and, if it is long, cut to <paramref name="max"/> characters and an ellipsis.</summary>
    /// <param name="text">Any text; null gives the empty string.</param>
    /// <param name="max">How many characters of the text are shown.</param>
    public static string Excerpt(string? text, int max = 60)
    {
        if (text is null) return string.Empty;
        return text.Length <= max ? Clean(text) : Clean(text.Substring(0, max)) + "…";
    }

    /// <summary>The first position that is not printable ASCII; nearly all text has none.</summary>
    private static int FirstUnusual(string text)
    {
#if NET8_0_OR_GREATER
        var at = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        return at < 0 ? text.Length : at;
#else
        return 0;
#endif
    }

    private static string Escape(string text, int firstUnsafe)
    {
        var safe = new StringBuilder(text.Length + 16).Append(text, 0, firstUnsafe);
        for (var i = firstUnsafe; i < text.Length; i++)
        {
            if (IsUnsafe(text, i)) safe.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
            else safe.Append(text[i]);
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(string text, int index)
    {
        var c = text[index];
        if (c < 0x80) return c is < ' ' or '\x7f';
        if (c < 0xa0) return true; // C1: some terminals read U+009B as an escape sequence
        return c switch
        {
            '\u00ad' or '\u034f' or '\u061c' or '\ufeff' => true, // soft hyphen, grapheme joiner, Arabic letter mark, zero-width no-break space
            '\u115f' or '\u1160' or '\u3164' or '\uffa0' => true, // fillers of Hangul, as wide as a letter and empty
            '\u17b4' or '\u17b5' or '\u2800' => true, // vowels of Khmer that nothing shows, the braille pattern without dots
            >= '\u180b' and <= '\u180f' => true, // variation selectors and vowel separator of Mongolian
            >= '\ufe00' and <= '\ufe0f' => true, // variation selectors
            >= '\ufff0' and <= '\ufffb' => true, // reserved, and the marks of interlinear annotations
            >= '\u200b' and <= '\u200f' => true, // zero width, left-to-right and right-to-left marks
            >= '\u2028' and <= '\u202e' => true, // line and paragraph separator, embeddings and overrides
            >= '\u2060' and <= '\u206f' => true, // word joiner, isolates, deprecated format characters
            >= '\ud800' and <= '\udbff' => !IsPair(text, index) || IsInvisiblePair(text, index),
            >= '\udc00' and <= '\udfff' => index == 0 || !IsPair(text, index - 1) || IsInvisiblePair(text, index - 1),
            _ => false,
        };
    }

    private static bool IsPair(string text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);

    /// <summary>
    /// U+E0000 to U+E0FFF (tags and variation selectors), U+1D173 to U+1D17A (musical beams and slurs) and U+1BCA0 to
    /// U+1BCA3 (shorthand format controls), which no font shows.
    /// </summary>
    private static bool IsInvisiblePair(string text, int index) => text[index] switch
    {
        >= '\udb40' and <= '\udb43' => true,
        '\ud834' => text[index + 1] is >= '\udd73' and <= '\udd7a',
        '\ud82f' => text[index + 1] is >= '\udca0' and <= '\udca3',
        _ => false,
    };
}
