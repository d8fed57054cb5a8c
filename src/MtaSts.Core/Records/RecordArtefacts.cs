using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.Records;

/// <summary>The artefacts that occur in the values of TXT records.</summary>
internal static class RecordArtefacts
{
    private static readonly string[] WrittenBreaks = ["\\r\\n", "\\n", "\\r", "`r`n", "`n", "\\013\\010", "\\010", "<br />", "<br/>", "<br>"];
    private static readonly string[] RealBreaks = ["\r\n", "\n", "\r"];
    private static readonly string[] Names = ["v", "id", "rua"];

    private static TextArtefact LineBreak { get; } = new(
        _ => "The value contains a line break.",
        "Write the value on one line, with nothing after it.",
        text => Breaks(text, RealBreaks));

    private static TextArtefact WrittenBreak { get; } = new(
        seen => $"The value contains the characters '{SafeText.Clean(seen)}', which were meant as a line break.",
        "Remove them: a TXT record has no line breaks.",
        text => Breaks(text, WrittenBreaks));

    private static TextArtefact Backslash { get; } = new(
        seen => $"There is a backslash before '{SafeText.Clean(seen.Substring(1))}': zone files and dig write '{SafeText.Clean(seen)}', but the value "
            + "itself has no backslash.",
        "Remove the backslashes.",
        FindBackslashes);

    private static TextArtefact Separator { get; } = new(
        seen => seen.IndexOf('=') >= 0
            ? $"The field '{SafeText.Excerpt(seen)}' is malformed: there is white space before '='."
            : $"The field '{SafeText.Excerpt(seen.Trim())}' has a colon but no '='.",
        "Write the name, '=' and the value without white space between them.",
        FindSeparators);

    /// <summary>A quote at the end; the parsers report a quote at the beginning.</summary>
    private static TextArtefact LastQuote { get; } = new(
        _ => "There is a quote at the end of the value.",
        "Remove it: DNS software adds the quotes that a TXT record needs.",
        text => text.Length > 1 && text[text.Length - 1] is '"' or '\'' && text.IndexOf(text[text.Length - 1]) == text.Length - 1
            ? [new TextEdit(text.Length - 1, 1, "")]
            : []);

    /// <summary>For the MTA-STS record.</summary>
    public static IReadOnlyList<TextArtefact> Sts { get; } =
    [
        PasteArtefacts.Invisible, PasteArtefacts.Space, PasteArtefacts.LookAlike, PasteArtefacts.HtmlEntity, PasteArtefacts.QuotedPrintable,
        WrittenBreak, Backslash, LineBreak, PasteArtefacts.TypographicQuote, LastQuote, Separator,
    ];

    /// <summary>For the TLS-RPT record, whose addresses have hyphens too.</summary>
    public static IReadOnlyList<TextArtefact> TlsRpt { get; } = [.. Sts, PasteArtefacts.Dash];

    /// <summary>Line breaks become spaces; those after the last field are removed.</summary>
    private static List<TextEdit> Breaks(string text, string[] words)
    {
        var edits = PasteArtefacts.FindAll(text, words, " ");
        var end = EndOfContent(text, text.Length);
        for (var i = edits.Count - 1; i >= 0 && edits[i].Start + edits[i].Length >= end; i--)
        {
            edits[i] = edits[i] with { Replacement = "" };
            end = EndOfContent(text, Math.Min(end, edits[i].Start));
        }

        return edits;
    }

    private static int EndOfContent(string text, int end)
    {
        while (end > 0 && (TagList.IsSpace(text[end - 1]) || text[end - 1] is '\r' or '\n')) end--;
        return end;
    }

    private static List<TextEdit> FindBackslashes(string text)
    {
        var edits = new List<TextEdit>();
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] != '\\' || text[i + 1] is not (';' or '"' or '=' or ':' or ',' or ' ' or '@' or '/' or '\'' or '!')) continue;
            edits.Add(new TextEdit(i, 2, text[i + 1] is '"' or '\'' ? "" : text[i + 1].ToString()));
            i++;
        }

        return edits;
    }

    /// <summary>A known name at the beginning of a field, followed by white space before the '=', or by a colon.</summary>
    private static List<TextEdit> FindSeparators(string text)
    {
        var edits = new List<TextEdit>();
        var start = 0;
        while (start < text.Length)
        {
            while (start < text.Length && TagList.IsSpace(text[start])) start++;
            foreach (var name in Names)
            {
                if (string.CompareOrdinal(text, start, name, 0, name.Length) != 0) continue;
                var at = start + name.Length;
                while (at < text.Length && TagList.IsSpace(text[at])) at++;
                if (at == text.Length || text[at] is not ('=' or ':') || (text[at] == '=' && at == start + name.Length)) continue;
                at++;
                while (at < text.Length && TagList.IsSpace(text[at])) at++;
                edits.Add(new TextEdit(start, at - start, name + "="));
            }

            var end = text.IndexOf(';', start);
            start = end < 0 ? text.Length : end + 1;
        }

        return edits;
    }
}
