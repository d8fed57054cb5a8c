using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MtaSts.HelpBuilder.Sources;

/// <summary>
/// Reads a help source: <c># Cmdlet-Name</c>, the synopsis, then sections <c>## Description</c>, <c>## Parameters</c>,
/// <c>## Inputs</c>, <c>## Outputs</c>, <c>## Notes</c>, <c>## Examples</c>, <c>## Links</c>. Each parameter, type and example has a
/// heading of the third level. Under a parameter, a line <c>Default: </c> contains its default, and
/// <c>Wildcards: yes</c> means that it accepts wildcards.
/// </summary>
public static class HelpSourceReader
{
    private static readonly string[] Known = ["", "Description", "Parameters", "Inputs", "Outputs", "Notes", "Examples", "Links"];

    /// <summary>Reads one file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="HelpException">The file is malformed.</exception>
    public static HelpSource ReadFile(string path) => Read(File.ReadAllText(path), Path.GetFileName(path));

    /// <summary>Reads one text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Its name in errors.</param>
    /// <exception cref="HelpException">The text is malformed.</exception>
    public static HelpSource Read(string text, string name)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (!lines[0].StartsWith("# ", StringComparison.Ordinal)) throw new HelpException($"{name}: the first line is not '# ' and a name.");
        var sections = MarkdownSections.Split(lines.Skip(1), 2);
        foreach (var (heading, _) in sections)
            if (!Known.Contains(heading)) throw new HelpException($"{name}: there is no section '{heading}'. Sections are {string.Join(", ", Known.Skip(1))}.");
        IReadOnlyList<string> In(string heading) => sections.FirstOrDefault(section => section.Heading == heading).Lines ?? [];
        return new HelpSource
        {
            Name = lines[0][2..].Trim(),
            Synopsis = string.Join(' ', MarkdownSections.Paragraphs(In(""))),
            Description = MarkdownSections.Paragraphs(In("Description")),
            Parameters = Entries(In("Parameters")),
            Inputs = Entries(In("Inputs")),
            Outputs = Entries(In("Outputs")),
            Notes = MarkdownSections.Paragraphs(In("Notes")),
            Examples =
                [.. MarkdownSections.Split(In("Examples"), 3).Where(part => part.Heading.Length > 0).Select(part => ExampleOf(part.Heading, part.Lines, name))],
            Links = [.. In("Links").Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => LinkOf(line[2..].Trim()))],
        };
    }

    private static List<Entry> Entries(IEnumerable<string> lines)
    {
        const string mark = "Default: ";
        const string wildcards = "Wildcards: yes";
        var entries = new List<Entry>();
        foreach (var (heading, text) in MarkdownSections.Split(lines, 3).Where(part => part.Heading.Length > 0))
        {
            var standard = text.FirstOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal));
            entries.Add(
                new Entry(
                    heading, MarkdownSections.Paragraphs(text.Where(line => line != standard && line != wildcards)), standard?[mark.Length..].Trim(),
                    text.Contains(wildcards)));
        }

        return entries;
    }

    private static Example ExampleOf(string title, IReadOnlyList<string> lines, string name)
    {
        var begin = lines.ToList().FindIndex(line => line.StartsWith("```", StringComparison.Ordinal));
        var end = begin < 0 ? -1 : lines.ToList().FindIndex(begin + 1, line => line.StartsWith("```", StringComparison.Ordinal));
        if (end < 0) throw new HelpException($"{name}: the example '{title}' has no code between lines of ```.");
        return new Example(title, string.Join('\n', lines.Skip(begin + 1).Take(end - begin - 1)), MarkdownSections.Paragraphs(lines.Skip(end + 1)));
    }

    // [text](address), or the name of a topic.
    private static Link LinkOf(string item)
    {
        var middle = item.IndexOf("](", StringComparison.Ordinal);
        return item.StartsWith('[') && item.EndsWith(')') && middle > 0 ? new Link(item[1..middle], item[(middle + 2)..^1]) : new Link(item, "");
    }
}
