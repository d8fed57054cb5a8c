using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using MtaSts.HelpBuilder.Cmdlets;
using MtaSts.HelpBuilder.Maml;
using MtaSts.HelpBuilder.Sources;

namespace MtaSts.HelpBuilder.Web;

/// <summary>The help of the cmdlets as Markdown, to be read on the web: what Get-Help shows, in one file per cmdlet.</summary>
public static class WebHelp
{
    private const string Command = "dotnet build src/MtaSts.PowerShell -c Release -t:WriteCmdletDocuments";

    /// <summary>Writes the files, and removes those of cmdlets that no longer exist.</summary>
    /// <param name="set">The help.</param>
    /// <param name="folder">The folder; created when it does not exist.</param>
    public static void Write(HelpSet set, string folder)
    {
        Directory.CreateDirectory(folder);
        var files = Files(set);
        foreach (var old in Directory.GetFiles(folder, "*.md"))
            if (!files.ContainsKey(Path.GetFileName(old))) File.Delete(old);
        foreach (var (name, text) in files) File.WriteAllText(Path.Combine(folder, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>The files: name and text.</summary>
    /// <param name="set">The help.</param>
    public static IReadOnlyDictionary<string, string> Files(HelpSet set)
    {
        var names = set.Help.Select(help => help.Cmdlet.Name).ToHashSet();
        var files = set.Help.ToDictionary(help => help.Cmdlet.Name + ".md", help => PageOf(help, names));
        files["README.md"] = IndexOf(set);
        return files;
    }

    private static string IndexOf(HelpSet set)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Cmdlets\nCreated from src/MtaSts.PowerShell/Help and the code by `{Command}`.\n\n");
        text.Append("| cmdlet | |\n| --- | --- |\n");
        foreach (var help in set.Help.OrderBy(help => help.Cmdlet.Noun, StringComparer.Ordinal).ThenBy(help => help.Cmdlet.Verb, StringComparer.Ordinal))
        {
            var synopsis = Escape(help.Source.Synopsis).Replace("|", "\\|", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"| [{help.Cmdlet.Name}]({help.Cmdlet.Name}.md) | {synopsis} |\n");
        }

        text.Append("\nTopics:\n");
        foreach (var topic in set.Topics.Keys.Order(StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"- [{topic}](../../src/MtaSts.PowerShell/Help/{topic}.md)\n");
        return text.ToString();
    }

    private static string PageOf(CmdletHelp help, HashSet<string> names)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {help.Cmdlet.Name}\n");
        Paragraphs(text, [help.Source.Synopsis]);
        text.Append("\n## Syntax\n");
        foreach (var set in help.Cmdlet.Sets) text.Append(CultureInfo.InvariantCulture, $"```powershell\n{Syntax(help, set)}\n```\n");
        Section(text, "Description", help.Source.Description);
        text.Append("\n## Examples\n");
        foreach (var (example, number) in help.Source.Examples.Select((example, i) => (example, i + 1)))
        {
            text.Append(CultureInfo.InvariantCulture, $"### {number}. {Escape(example.Title)}\n```powershell\n{example.Code}\n```\n");
            Paragraphs(text, example.Remarks);
        }

        text.Append("\n## Parameters\n");
        foreach (var parameter in help.Cmdlet.Parameters.Where(p => !p.IsHidden).OrderBy(p => p.Name, StringComparer.Ordinal))
            Parameter(text, help, parameter);
        Entries(text, "Inputs", help.Source.Inputs);
        Entries(text, "Outputs", help.Source.Outputs);
        Section(text, "Notes", help.Source.Notes);
        text.Append("\n## Links\n");
        foreach (var link in help.Source.Links) text.Append(CultureInfo.InvariantCulture, $"- {LinkOf(link, names)}\n");
        return text.ToString();
    }

    private static string Syntax(CmdletHelp help, string set)
    {
        var words = help.Cmdlet.Syntax(set).Where(parameter => !parameter.IsHidden).Select(parameter =>
        {
            var use = parameter.In(set)!;
            var name = use.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
            var word = parameter.IsSwitch ? $"-{parameter.Name}" : $"{name} <{parameter.TypeName}>";
            return use.IsMandatory ? word : $"[{word}]";
        });
        return string.Join(' ', words.Prepend(help.Cmdlet.Name).Append("[<CommonParameters>]"));
    }

    private static void Parameter(StringBuilder text, CmdletHelp help, CmdletParameter parameter)
    {
        text.Append(CultureInfo.InvariantCulture, $"### -{parameter.Name}\n");
        Paragraphs(text, help.TextOf(parameter));
        var uses = parameter.Uses.Values.ToList();
        var facts = new List<string> { $"Type: {parameter.TypeName}", $"Default: {help.DefaultOf(parameter)}" };
        if (uses.All(use => use.IsMandatory)) facts.Add("Required");
        if (uses.Any(use => use.ByValue || use.ByPropertyName)) facts.Add("From the pipeline");
        if (help.TakesWildcards(parameter)) facts.Add("Wildcards");
        if (parameter.Aliases.Count > 0) facts.Add($"Aliases: {string.Join(", ", parameter.Aliases)}");
        text.Append(CultureInfo.InvariantCulture, $"\n*{Escape(string.Join(" · ", facts))}*\n\n");
    }

    private static void Section(StringBuilder text, string title, IReadOnlyList<string> paragraphs)
    {
        if (paragraphs.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
        Paragraphs(text, paragraphs);
    }

    private static void Entries(StringBuilder text, string title, IReadOnlyList<Entry> entries)
    {
        if (entries.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
        foreach (var entry in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {Escape(entry.Name)}\n");
            Paragraphs(text, entry.Text);
        }
    }

    private static void Paragraphs(StringBuilder text, IEnumerable<string> paragraphs) =>
        text.AppendJoin("\n\n", paragraphs.Where(paragraph => paragraph.Length > 0).Select(Escape)).Append('\n');

    private static string LinkOf(Link link, HashSet<string> names)
    {
        if (link.Address.Length > 0) return $"[{Escape(link.Text)}]({link.Address})";
        if (names.Contains(link.Text)) return $"[{link.Text}]({link.Text}.md)";
        return link.Text.StartsWith("about_", StringComparison.Ordinal)
            ? $"[{link.Text}](../../src/MtaSts.PowerShell/Help/{link.Text}.md)"
            : Escape(link.Text);
    }

    // The sources are plain text where Get-Help shows them; Markdown would take some characters for markup.
    private static string Escape(string text) => Regex.Replace(text, @"[\\*_<\[\]`]", @"\$0");
}
