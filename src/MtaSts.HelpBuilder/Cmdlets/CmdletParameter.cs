using System.Collections.Generic;

namespace MtaSts.HelpBuilder.Cmdlets;

/// <summary>A parameter as PowerShell sees it.</summary>
/// <param name="Name">The name.</param>
/// <param name="TypeName">The type as help shows it: <c>String[]</c>, <c>SwitchParameter</c>.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Values">The members of an enumeration, or a fixed set of values; empty for any other type.</param>
/// <param name="IsHidden">True when completion does not offer it.</param>
/// <param name="Uses">The use in each parameter set, by the set's name.</param>
/// <param name="Summary">The summary in the source code; empty for none.</param>
public sealed record CmdletParameter(
    string Name,
    string TypeName,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Values,
    bool IsHidden,
    IReadOnlyDictionary<string, ParameterUse> Uses,
    string Summary)
{
    /// <summary>The set that represents all sets.</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>True for a switch.</summary>
    public bool IsSwitch => TypeName == "SwitchParameter";

    /// <summary>The use in a parameter set; null when the set does not contain it.</summary>
    /// <param name="set">The set's name.</param>
    public ParameterUse? In(string set) => Uses.TryGetValue(set, out var use) || Uses.TryGetValue(AllSets, out use) ? use : null;
}

/// <summary>The use of a parameter in a parameter set.</summary>
/// <param name="IsMandatory">True for a mandatory parameter.</param>
/// <param name="Position">From 0; null for a named parameter.</param>
/// <param name="ByValue">Accepts pipeline objects.</param>
/// <param name="ByPropertyName">Accepts a property of pipeline objects.</param>
public sealed record ParameterUse(bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName);
