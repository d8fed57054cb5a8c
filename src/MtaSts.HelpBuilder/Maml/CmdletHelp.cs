using System.Collections.Generic;
using System.Linq;
using MtaSts.HelpBuilder.Cmdlets;
using MtaSts.HelpBuilder.Sources;

namespace MtaSts.HelpBuilder.Maml;

/// <summary>A cmdlet with its help texts.</summary>
/// <param name="Cmdlet">The data from the assembly.</param>
/// <param name="Source">The help source.</param>
/// <param name="Shared">The shared texts about parameters of several cmdlets.</param>
public sealed record CmdletHelp(CmdletInfo Cmdlet, HelpSource Source, IReadOnlyList<Entry> Shared)
{
    /// <summary>The placeholder in a source for the summary in the source code.</summary>
    public const string SummaryMark = "{summary}";

    /// <summary>The help text of a parameter: the cmdlet's own text, otherwise the shared one, otherwise the summary in the code.</summary>
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

    /// <summary>The default value of the parameter, as help shows it.</summary>
    /// <param name="parameter">The parameter.</param>
    public string DefaultOf(CmdletParameter parameter) => Find(parameter)?.Default ?? (parameter.IsSwitch ? "False" : "None");

    /// <summary>Whether the parameter accepts wildcards.</summary>
    /// <param name="parameter">The parameter.</param>
    public bool TakesWildcards(CmdletParameter parameter) => Find(parameter) is { TakesWildcards: true };

    private Entry? Find(CmdletParameter parameter) =>
        Source.Parameters.FirstOrDefault(entry => entry.Name == parameter.Name) ?? Shared.FirstOrDefault(entry => entry.Name == parameter.Name);
}
