using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;

namespace MtaSts.Text;

/// <summary>The artefacts that word processors, web pages, mail programs and shells leave in copied text.</summary>
internal static class PasteArtefacts
{
    private const string TypeAgain = "Copy the text from a plain-text source, or type that place again.";

    /// <summary>Zero-width characters, marks of direction, a byte order mark.</summary>
    public static TextArtefact Invisible { get; } = TextArtefact.OfCharacters(
        seen => seen[0] == '\uFEFF'
            ? "There is a byte order mark (U+FEFF), which is invisible."
            : $"There is an invisible character ({Code(seen[0])}), which came from a web page or a word processor.",
        "Save the text without a byte order mark, or delete that place and type it again.",
        c => c is '\u00AD' or '\u061C' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F')
            ? ""
            : null);

    /// <summary>Spaces that are not U+0020.</summary>
    public static TextArtefact Space { get; } = TextArtefact.OfCharacters(
        seen => seen[0] is '\u00A0' or '\u202F'
            ? $"There is a non-breaking space ({Code(seen[0])}), which looks like a plain space but is a different character."
            : $"There is a space that is not the plain one ({Code(seen[0])}).",
        "Type plain spaces there. " + TypeAgain,
        c => c is '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000' ? " " : null);

    /// <summary>Full-width forms and characters that look like the punctuation of a record.</summary>
    public static TextArtefact LookAlike { get; } = TextArtefact.OfCharacters(
        seen => $"'{SafeText.Clean(seen)}' ({Code(seen[0])}) looks like '{Plain(seen[0])}' but is a different character.",
        "Type the plain ASCII character. " + TypeAgain,
        Plain);

    /// <summary>Quotes as word processors make them.</summary>
    public static TextArtefact TypographicQuote { get; } = TextArtefact.OfCharacters(
        seen => $"There is a typographic quote {SafeText.Clean(seen)} ({Code(seen[0])}), which came from a word processor or a web page.",
        "Remove the quotes: they are not part of the value.",
        c => c is (>= '\u2018' and <= '\u201F') or '\u2032' or '\u2033' or '\u00AB' or '\u00BB' or '\u2039' or '\u203A' or '\u00B4' or '\u301D' or '\u301E'
            ? ""
            : null);

    /// <summary>Dashes in place of a hyphen.</summary>
    public static TextArtefact Dash { get; } = TextArtefact.OfCharacters(
        seen => $"There is a dash '{SafeText.Clean(seen)}' ({Code(seen[0])}) where a hyphen belongs; word processors replace hyphens with it.",
        "Type a plain hyphen '-'. " + TypeAgain,
        c => c is (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFE58' or '\uFE63' ? "-" : null);

    /// <summary>Characters written as in the source of a web page, such as <c>&amp;quot;</c>.</summary>
    public static TextArtefact HtmlEntity { get; } = new(
        seen => $"There is '{SafeText.Excerpt(seen)}', which is how HTML writes a character.",
        "Copy the text as the page shows it, not from its source.",
        FindEntities);

    /// <summary>An equals sign as in the source of a mail (RFC 2045 §6.7).</summary>
    public static TextArtefact QuotedPrintable { get; } = new(
        _ => "There is '=3D', which is how the source of a mail writes '=' (quoted-printable).",
        "Write '='. Copy the text from the mail as it is shown, not from its source.",
        text => FindAll(text, ["=3D"], "="));

    /// <summary>The code point, for example <c>U+00A0</c>.</summary>
    public static string Code(char c) => "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>Every occurrence of one of the words; at each place the first that matches.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">The longer ones first.</param>
    /// <param name="replacement">The replacement for each.</param>
    public static List<TextEdit> FindAll(string text, string[] words, string replacement)
    {
        var edits = new List<TextEdit>();
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var word in words)
            {
                if (string.CompareOrdinal(text, i, word, 0, word.Length) != 0) continue;
                edits.Add(new TextEdit(i, word.Length, replacement));
                i += word.Length - 1;
                break;
            }
        }

        return edits;
    }

    private static string? Plain(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => ((char)(c - 0xFEE0)).ToString(),
        '\uFE55' or '\u2236' or '\uA789' or '\u02D0' => ":",
        '\uFE54' or '\u037E' or '\u061B' => ";",
        '\uFE66' or '\uA78A' => "=",
        '\uFE50' or '\u060C' or '\u3001' => ",",
        '\uFE52' or '\u3002' or '\uFF61' => ".",
        '\uFE61' or '\u2217' => "*",
        '\uFE6B' => "@",
        _ => null,
    };

    private static List<TextEdit> FindEntities(string text)
    {
        const int longest = 10;
        var edits = new List<TextEdit>();
        for (var i = text.IndexOf('&'); i >= 0; i = i + 1 < text.Length ? text.IndexOf('&', i + 1) : -1)
        {
            var end = text.IndexOf(';', i, Math.Min(longest, text.Length - i));
            if (end < 0) continue;
            var entity = text.Substring(i, end - i + 1);
            var character = Decode(entity);
            if (character == entity) continue;
            edits.Add(new TextEdit(i, entity.Length, character == "\u00A0" ? " " : character));
            i = end;
        }

        return edits;
    }

    private static string Decode(string entity) => entity switch
    {
        "&quot;" or "&#34;" or "&#x22;" or "&ldquo;" or "&rdquo;" or "&apos;" or "&#39;" => "", // quotes are not part of a value
        "&semi;" => ";",
        "&colon;" => ":",
        "&equals;" => "=",
        "&comma;" => ",",
        "&commat;" => "@",
        "&period;" => ".",
        "&ast;" => "*",
        "&lowbar;" => "_",
        "&NewLine;" => "\n",
        "&Tab;" => "\t",
        _ => WebUtility.HtmlDecode(entity),
    };
}
