using System.Collections.Generic;

namespace MtaSts.HelpBuilder.Cmdlets;

/// <summary>A parameter as PowerShell sees it.</summary>
/// <param name="Name">The name.</param>
/// <param name="TypeName">The type as help shows it: <c>String[]</c>, <c>SwitchParameter</c>.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="Values">The members of an enumeration, or a fixed set of values; empty for any other type.</param>
/// <param name="IsHidden">True when completion does not offer it.</param>
/// <param name="Uses">How each parameter set uses it, by the set's name.</param>
/// <param name="Summary">The summary in the source code; empty when there is none.</param>
public sealed record CmdletParameter(
    string Name,
    string TypeName,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Values,
    bool IsHidden,
    IReadOnlyDictionary<string, ParameterUse> Uses,
    string Summary)
{
    /// <summary>The name for all sets.</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>True for a switch.</summary>
    public bool IsSwitch => TypeName == "SwitchParameter";

    /// <summary>How a parameter set uses it; null when it does not.</summary>
    /// <param name="set">The set's name.</param>
    public ParameterUse? In(string set) => Uses.TryGetValue(set, out var use) || Uses.TryGetValue(AllSets, out use) ? use : null;
}

/// <summary>How a parameter set uses a parameter.</summary>
/// <param name="IsMandatory">True when it is mandatory.</param>
/// <param name="Position">From 0; null when it must be named.</param>
/// <param name="ByValue">Accepts objects from the pipeline.</param>
/// <param name="ByPropertyName">Accepts a property of objects from the pipeline.</param>
public sealed record ParameterUse(bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName);
