using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.HelpBuilder.Sources;

/// <summary>The Markdown elements that help sources use: headings, paragraphs, fenced code, lists.</summary>
internal static class MarkdownSections
{
    /// <summary>Splits lines at the headings of one level; lines before the first are under the empty heading.</summary>
    public static IReadOnlyList<(string Heading, IReadOnlyList<string> Lines)> Split(IEnumerable<string> lines, int level)
    {
        var mark = new string('#', level) + " ";
        var sections = new List<(string, List<string> Lines)> { ("", []) };
        var isCode = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            if (!isCode && line.StartsWith(mark, StringComparison.Ordinal)) sections.Add((line[mark.Length..].Trim(), []));
            else sections[^1].Lines.Add(line);
        }

        return [.. sections.Select(section => (section.Item1, (IReadOnlyList<string>)section.Lines))];
    }

    /// <summary>Paragraphs and list items, each on one line; fenced code unchanged.</summary>
    public static IReadOnlyList<string> Paragraphs(IEnumerable<string> lines)
    {
        var paragraphs = new List<string>();
        List<string>? code = null;
        var isOpen = false;
        foreach (var line in lines)
        {
            var isFence = line.StartsWith("```", StringComparison.Ordinal);
            if (isFence && code is not null) paragraphs.Add(string.Join('\n', code));
            if (isFence) (code, isOpen) = (code is null ? [] : null, false);
            else if (code is not null) code.Add("    " + line);
            else if (line.Trim().Length == 0) isOpen = false;
            else if (isOpen && !line.StartsWith("- ", StringComparison.Ordinal)) paragraphs[^1] += " " + Plain(line.Trim());
            else (paragraphs, isOpen) = ([.. paragraphs, Plain(line.Trim())], true);
        }

        return paragraphs;
    }

    /// <summary>Text without Markdown formatting.</summary>
    public static string Plain(string text) => text.Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);
}
