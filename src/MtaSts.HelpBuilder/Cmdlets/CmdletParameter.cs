using System.Collections.Generic;

namespace MtaSts.HelpBuilder.Cmdlets;

/// <summary>A parameter as PowerShell sees it.</summary>
/// <param name="Name">The name.</param>
/// <param name="TypeName">The type as help shows it: <c>String[]</c>, <c>SwitchParameter</c>.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Values">The members of an enumeration, or the values of a closed set; empty for any other type.</param>
/// <param name="IsHidden">True when completion does not offer it.</param>
/// <param name="Uses">How each parameter set takes it, by the set's name.</param>
/// <param name="Summary">What the source code says of it; empty when it says nothing.</param>
public sealed record CmdletParameter(
    string Name,
    string TypeName,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Values,
    bool IsHidden,
    IReadOnlyDictionary<string, ParameterUse> Uses,
    string Summary)
{
    /// <summary>The set that stands for all sets.</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>True for a switch.</summary>
    public bool IsSwitch => TypeName == "SwitchParameter";

    /// <summary>How a parameter set takes it; null when it does not.</summary>
    /// <param name="set">The set's name.</param>
    public ParameterUse? In(string set) => Uses.TryGetValue(set, out var use) || Uses.TryGetValue(AllSets, out use) ? use : null;
}

/// <summary>How a parameter set takes a parameter.</summary>
/// <param name="IsMandatory">It must be given.</param>
/// <param name="Position">From 0; null when it has to be named.</param>
/// <param name="ByValue">Takes objects of the pipeline.</param>
/// <param name="ByPropertyName">Takes a property of objects of the pipeline.</param>
public sealed record ParameterUse(bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName);
