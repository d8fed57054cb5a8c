using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MtaSts.HelpBuilder.Sources;

namespace MtaSts.HelpBuilder.About;

/// <summary>
/// Converts Markdown to the text of an about topic: <c># about_Name</c>, one sentence, sections and subsections,
/// paragraphs, lists and fenced code. ASCII only, because Windows PowerShell reads such files in the system's code page.
/// </summary>
public static class AboutWriter
{
    /// <summary>The maximum length of a line, so that it fits a console of 80 columns.</summary>
    public const int Width = 76;

    /// <summary>The topic's text, with LF.</summary>
    /// <param name="source">The Markdown.</param>
    public static string Write(string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var sections = MarkdownSections.Split(lines.Skip(1), 2);
        var text = new StringBuilder();
        text.Append("TOPIC\n    ").Append(lines[0][2..].Trim()).Append("\n\nSHORT DESCRIPTION\n");
        Body(text, sections[0].Lines);
        foreach (var (heading, body) in sections.Skip(1))
        {
            text.Append('\n').Append(Ascii(heading).ToUpperInvariant()).Append('\n');
            var parts = MarkdownSections.Split(body, 3);
            Body(text, parts[0].Lines);
            foreach (var (title, rest) in parts.Skip(1))
            {
                text.Append("\n  ").Append(Ascii(MarkdownSections.Plain(title))).Append('\n');
                Body(text, rest);
            }
        }

        return text.ToString();
    }

    private static void Body(StringBuilder text, IEnumerable<string> lines)
    {
        var isFirst = true;
        var wasItem = false;
        foreach (var paragraph in MarkdownSections.Paragraphs(lines))
        {
            var isItem = paragraph.StartsWith("- ", StringComparison.Ordinal);
            if (!isFirst && !(isItem && wasItem)) text.Append('\n');
            foreach (
                var line in paragraph.StartsWith("    ", StringComparison.Ordinal)
                    ? Code(paragraph)
                    : TextWrap.Wrap(Ascii(paragraph), Width, "    ", isItem ? "      " : "    "))
            {
                text.Append(line.TrimEnd()).Append('\n');
            }

            (isFirst, wasItem) = (false, isItem);
        }
    }

    private static IEnumerable<string> Code(string block) => block.Split('\n').Select(line => "    " + Ascii(line));

    private static string Ascii(string text)
    {
        text = text.Replace("§§", "sections ", StringComparison.Ordinal).Replace("§ ", "section ", StringComparison.Ordinal)
            .Replace("§", "section ", StringComparison.Ordinal).Replace("…", "...", StringComparison.Ordinal);
        return text.FirstOrDefault(c => c > '~') is var strange && strange != default
            ? throw new HelpException($"The character '{strange}' is not allowed in an about topic: {text}")
            : text;
    }
}
