using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.HelpBuilder.About;
using MtaSts.HelpBuilder.Maml;

namespace MtaSts.HelpBuilder;

/// <summary>What is missing or wrong in the help. Both the build and a test use it.</summary>
public static class HelpProblems
{
    private const int FewestExamples = 3;

    /// <summary>All problems, one sentence each; none when the help is complete.</summary>
    /// <param name="set">The help.</param>
    public static IReadOnlyList<string> Find(HelpSet set) =>
    [
        .. set.Cmdlets.Where(cmdlet => set.Sources.All(source => source.Name != cmdlet.Name))
            .Select(cmdlet => $"{cmdlet.Name} has no help source {cmdlet.Name}.md."),
        .. set.Sources.Where(source => set.Cmdlets.All(cmdlet => cmdlet.Name != source.Name))
            .Select(source => $"{source.Name}.md is about a cmdlet that does not exist."),
        .. set.Shared.Where(entry => !set.Cmdlets.Any(cmdlet => cmdlet.Parameters.Any(p => p.Name == entry.Name)))
            .Select(entry => $"No cmdlet has the shared parameter {entry.Name}."),
        .. set.Help.SelectMany(help => Of(help, set)),
        .. set.Topics.SelectMany(topic => OfTopic(topic.Key, topic.Value, set)),
    ];

    private static IEnumerable<string> Of(CmdletHelp help, HelpSet set)
    {
        var (name, source) = (help.Cmdlet.Name, help.Source);
        if (source.Synopsis.Length == 0) yield return $"{name} has no synopsis.";
        if (source.Description.Count == 0) yield return $"{name} has no description.";
        if (source.Inputs.Count == 0) yield return $"{name} has no inputs.";
        if (source.Notes.Count == 0) yield return $"{name} has no notes.";
        if (source.Links.Count == 0) yield return $"{name} has no links.";
        if (source.Examples.Count < FewestExamples) yield return $"{name} has {source.Examples.Count} examples, but needs {FewestExamples}.";
        foreach (var example in source.Examples.Where(example => example.Remarks.Count == 0))
            yield return $"{name}: the example '{example.Title}' is not explained.";
        foreach (var parameter in help.Cmdlet.Parameters.Where(p => help.TextOf(p).Count == 0)) yield return $"{name}: -{parameter.Name} is not described.";
        foreach (var entry in source.Parameters.Where(entry => help.Cmdlet.Parameters.All(p => p.Name != entry.Name)))
            yield return $"{name} has no parameter {entry.Name}.";
        foreach (var type in help.Cmdlet.OutputTypes.Where(type => source.Outputs.All(entry => entry.Name != type)))
            yield return $"{name} does not list the output type {type}.";
        foreach (var entry in source.Outputs.Where(entry => !help.Cmdlet.OutputTypes.Contains(entry.Name)))
            yield return $"{name} lists the output type {entry.Name}, but the cmdlet does not declare it.";
        foreach (var link in source.Links.Where(link => link.Address.Length == 0 && !IsTopic(link.Text, set)))
            yield return $"{name}: the topic '{link.Text}' does not exist.";
        foreach (var problem in source.Examples.SelectMany(example => CommandText.Problems(example.Code, set.Cmdlets)))
            yield return $"{name}: an example contains {problem}";
    }

    private static IEnumerable<string> OfTopic(string name, string text, HelpSet set)
    {
        var lines = text.Split('\n');
        foreach (var line in lines.Where(line => line.Length > AboutWriter.Width))
            yield return $"{name}: longer than {AboutWriter.Width} characters: {line.Trim()}";
        foreach (
            var problem in lines.Where(line => line.StartsWith("        ", StringComparison.Ordinal))
                .SelectMany(line => CommandText.Problems(line, set.Cmdlets)))
        {
            yield return $"{name}: a line contains {problem}";
        }
    }

    private static bool IsTopic(string name, HelpSet set) => set.Topics.ContainsKey(name) || set.Cmdlets.Any(cmdlet => cmdlet.Name == name);
}
