using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>The artefacts that occur in the text of policies.</summary>
internal static class PolicyArtefacts
{
    private const string Key = "(?:version|mode|mx|max_age)";
    private const RegexOptions Options = RegexOptions.CultureInvariant;
    private static readonly string[] WrittenBreaks = ["\\r\\n", "\\n", "\\r", "`r`n", "`n", "<br />", "<br/>", "<br>"];
    private static readonly Regex LostBackslash = new($"(?<=^|\n)[ \t]*r?n(?={Key}[ \t]*:)", Options);
    private static readonly Regex AnyKey = new($"{Key}[ \t]*:", Options);
    private static readonly Regex KeyWithEquals = new($"(?<=^|\n)(?<key>{Key})[ \t]*=[ \t]*", Options);
    private static readonly Regex Marker = new($"(?<=^|\n)[ \t]*(?:[-*+>\u2022\u00B7][ \t]+|[0-9]{{1,2}}[.):]?[ \t]+)(?={Key}[ \t]*:)", Options);
    private static readonly Regex FirstQuote = new($"(?<=^|\n)[ \t]*[\"'`](?={Key}[ \t]*:)", Options);
    private static readonly Regex LastQuote = new("[\"'`,]{1,2}[ \t]*(?=\r?\n|$)", Options);
    private static readonly Regex Fence = new("(?<=^|\n)[ \t]*```[a-z]*[ \t]*\r?(?:\n|$)", Options);
    private static readonly Regex Indent = new("(?<=^|\n)[ \t]+(?=[^ \t\r\n])", Options);
    private static readonly Regex Blank = new("(?<=\n)[ \t]*\r?\n", Options);

    /// <summary>In the order in which they are undone: characters first, lines after them.</summary>
    public static IReadOnlyList<TextArtefact> All { get; } =
    [
        PasteArtefacts.Invisible with { Find = text => [.. PasteArtefacts.Invisible.Find(text).Where(edit => edit.Start > 0)] },
        new(
            _ => "The text begins with the status line and the headers of an HTTP answer, as 'curl -i' shows them.",
            "Leave out the headers and the blank line after them: the policy is what follows.", FindHttpHeaders),
        PasteArtefacts.Space,
        PasteArtefacts.LookAlike,
        PasteArtefacts.HtmlEntity,
        PasteArtefacts.QuotedPrintable,
        new(
            seen => $"The text contains the characters '{SafeText.Clean(seen)}', which were meant as line breaks.",
            "Write real line breaks. In PowerShell they are `n inside double quotes; Set-Content also accepts a list of lines.",
            text => PasteArtefacts.FindAll(text, WrittenBreaks, "\n")),
        new(
            _ => "Lines end in CR CR LF: a file with CRLF was written again by a program that adds another CR.",
            "Save the file with LF or CRLF line endings, and upload it in binary mode.",
            FindDoubledReturns),
        PasteArtefacts.TypographicQuote,
        PasteArtefacts.Dash,
        new(_ => "The text is inside a Markdown code block.", "Remove the lines with ```.", text => Matches(Fence, text, _ => "")),
        new(_ => "Lines are in quotes.", "Remove the quotes: a policy has none.", FindQuotes),
        new(
            seen => $"Lines begin with '{SafeText.Excerpt(seen.Trim())}', as in a list or a quotation.", "Begin each line with its key.", text =>
                Matches(Marker, text, _ => "")),
        new(
            seen => $"'{SafeText.Excerpt(seen.Trim())}' before a key is left over from a line break written as '\\{SafeText.Excerpt(seen.Trim())}'.",
            "Remove it, and begin each line with its key.",
            text => Matches(LostBackslash, text, _ => "")),
        new(_ => "Several keys are on one line.", "Write each key on its own line, with LF or CRLF between them.", FindKeysOnOneLine),
        new(_ => "Keys are followed by '=': the line has no ':'.", "Write 'key: value', with a colon, not '='.", FindEquals),
        new(_ => "More than one line begins with white space.", "Remove the white space before the keys.", text => AtLeastTwo(Matches(Indent, text, _ => ""))) {
            CheckId = "Policy.Hygiene" },
        new(_ => "There are several blank lines between the other lines.", "Remove the blank lines.", FindBlankLines) { CheckId = "Policy.Hygiene" },
    ];

    /// <summary>The header sections before the body; there are several after '100 Continue' or a proxy's answer.</summary>
    private static List<TextEdit> FindHttpHeaders(string text)
    {
        var end = 0;
        while (string.CompareOrdinal(text, end, "HTTP/", 0, 5) == 0)
        {
            var line = end;
            while (line < text.Length && text[line] is not ('\n' or '\r'))
            {
                var feed = text.IndexOf('\n', line);
                line = feed < 0 ? text.Length : feed + 1;
            }

            if (line == text.Length) break;
            end = text.IndexOf('\n', line) is var blank and >= 0 ? blank + 1 : text.Length;
        }

        return end == 0 ? [] : [new TextEdit(0, end, "")];
    }

    private static List<TextEdit> FindDoubledReturns(string text)
    {
        var edits = new List<TextEdit>();
        for (var feed = text.IndexOf("\r\r\n", StringComparison.Ordinal); feed >= 0; feed = text.IndexOf("\r\r\n", feed + 1, StringComparison.Ordinal))
        {
            var start = feed;
            while (start > 0 && text[start - 1] == '\r') start--;
            edits.Add(new TextEdit(start, feed + 1 - start, ""));
        }

        return edits;
    }

    private static List<TextEdit> FindQuotes(string text)
    {
        var first = Matches(FirstQuote, text, _ => "");
        return first.Count == 0 ? first : [.. first.Concat(Matches(LastQuote, text, _ => "")).OrderBy(edit => edit.Start)];
    }

    private static List<TextEdit> FindEquals(string text)
    {
        var edits = new List<TextEdit>();
        foreach (Match match in KeyWithEquals.Matches(text)) edits.Add(new TextEdit(match.Index, match.Length, match.Groups["key"].Value + ": "));
        return edits;
    }

    /// <summary>Keys after the first one of their line, with the white space and the one separator before them.</summary>
    private static List<TextEdit> FindKeysOnOneLine(string text)
    {
        var edits = new List<TextEdit>();
        var at = 0;
        var hasColon = false;
        foreach (Match match in AnyKey.Matches(text))
        {
            for (; at < match.Index; at++) hasColon = text[at] is not ('\n' or '\r') && (hasColon || text[at] == ':');
            var done = edits.Count == 0 ? 0 : edits[edits.Count - 1].Start + edits[edits.Count - 1].Length;
            var start = match.Index;
            if (start > done && text[start - 1] == 'n') start -= start - 1 > done && text[start - 2] == 'r' ? 2 : 1;
            start = SkipSpaceBack(text, start, done);
            if (start > done && text[start - 1] is ',' or ';' or '|') start = SkipSpaceBack(text, start - 1, done);
            if (hasColon) edits.Add(new TextEdit(start, match.Index - start, "\n"));
        }

        return edits;
    }

    private static int SkipSpaceBack(string text, int start, int least)
    {
        while (start > least && text[start - 1] is ' ' or '\t') start--;
        return start;
    }

    /// <summary>Blank lines before the last line that is not blank.</summary>
    private static List<TextEdit> FindBlankLines(string text)
    {
        var end = text.Length;
        while (end > 0 && text[end - 1] is ' ' or '\t' or '\r' or '\n') end--;
        return AtLeastTwo([.. Matches(Blank, text, _ => "").Where(edit => edit.Start < end)]);
    }

    private static List<TextEdit> AtLeastTwo(List<TextEdit> edits) => edits.Count > 1 ? edits : [];

    private static List<TextEdit> Matches(Regex regex, string text, Func<Match, string> replace)
    {
        var edits = new List<TextEdit>();
        foreach (Match match in regex.Matches(text))
            if (match.Length > 0) edits.Add(new TextEdit(match.Index, match.Length, replace(match)));
        return edits;
    }
}
