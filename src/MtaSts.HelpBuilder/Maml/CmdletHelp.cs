using System.Collections.Generic;
using System.Linq;
using MtaSts.HelpBuilder.Cmdlets;
using MtaSts.HelpBuilder.Sources;

namespace MtaSts.HelpBuilder.Maml;

/// <summary>A cmdlet with what is written about it.</summary>
/// <param name="Cmdlet">What the assembly says.</param>
/// <param name="Source">What a person has written.</param>
/// <param name="Shared">What is written once about parameters of several cmdlets.</param>
public sealed record CmdletHelp(CmdletInfo Cmdlet, HelpSource Source, IReadOnlyList<Entry> Shared)
{
    /// <summary>Stands in a source for the summary in the source code.</summary>
    public const string SummaryMark = "{summary}";

    /// <summary>What help says of a parameter: the cmdlet's own words, else the shared ones, else the code's summary.</summary>
    /// <param name="parameter">The parameter.</param>
    public IReadOnlyList<string> TextOf(CmdletParameter parameter)
    {
        var said = Find(parameter)?.Text is { Count: > 0 } text ? text : [SummaryMark];
        List<string> all = [
            .. said.Select(paragraph => paragraph.Replace(SummaryMark, parameter.Summary, System.StringComparison.Ordinal))
            .Where(paragraph => paragraph.Length > 0)];
        if (parameter.Values.Count > 0 && all.Count > 0) all.Add($"Values: {string.Join(", ", parameter.Values)}.");
        return all;
    }

    /// <summary>What counts when the parameter is left out, as help shows it.</summary>
    /// <param name="parameter">The parameter.</param>
    public string DefaultOf(CmdletParameter parameter) => Find(parameter)?.Default ?? (parameter.IsSwitch ? "False" : "None");

    /// <summary>Whether the parameter resolves wildcards.</summary>
    /// <param name="parameter">The parameter.</param>
    public bool TakesWildcards(CmdletParameter parameter) => Find(parameter) is { TakesWildcards: true };

    private Entry? Find(CmdletParameter parameter) =>
        Source.Parameters.FirstOrDefault(entry => entry.Name == parameter.Name) ?? Shared.FirstOrDefault(entry => entry.Name == parameter.Name);
}
