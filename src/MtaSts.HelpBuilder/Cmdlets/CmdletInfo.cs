using System.Collections.Generic;
using System.Linq;

namespace MtaSts.HelpBuilder.Cmdlets;

/// <summary>A cmdlet as PowerShell sees it.</summary>
/// <param name="Verb">The part before the hyphen.</param>
/// <param name="Noun">The part after the hyphen.</param>
/// <param name="DefaultSet">The parameter set that is listed first.</param>
/// <param name="OutputTypes">Full names of the declared output types.</param>
/// <param name="Parameters">In the order of their declaration, those of base classes last.</param>
public sealed record CmdletInfo(string Verb, string Noun, string DefaultSet, IReadOnlyList<string> OutputTypes, IReadOnlyList<CmdletParameter> Parameters)
{
    /// <summary>Verb and noun.</summary>
    public string Name => Verb + "-" + Noun;

    /// <summary>The parameter sets, the default first; a cmdlet without sets has the set for all parameters.</summary>
    public IReadOnlyList<string> Sets
    {
        get
        {
            var named = Parameters.SelectMany(p => p.Uses.Keys).Where(set => set != CmdletParameter.AllSets).Distinct().ToList();
            if (named.Count == 0) return [CmdletParameter.AllSets];
            // A default set that no parameter specifies is a separate set: that of the parameters in all sets.
            if (DefaultSet.Length > 0 && !named.Contains(DefaultSet)) named.Add(DefaultSet);
            return [.. named.OrderBy(set => set == DefaultSet ? 0 : 1)];
        }
    }

    /// <summary>The parameters of a set that syntax shows: by position, then the mandatory ones, then the others.</summary>
    /// <param name="set">The set's name.</param>
    public IReadOnlyList<CmdletParameter> Syntax(string set) =>
    [
        .. Parameters
            .Where(p => !p.IsHidden && p.In(set) is not null)
            .OrderBy(p => p.In(set)!.Position ?? int.MaxValue)
            .ThenBy(p => p.In(set)!.IsMandatory ? 0 : 1),
    ];
}
