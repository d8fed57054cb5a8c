using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MtaSts.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// Objects from the pipeline that a cmdlet cannot use. Those of one kind, with the same type and properties, become one error with
/// a count: a file of hundreds of rows would otherwise hide every other error.
/// </summary>
internal sealed class RejectedInputs
{
    private const int MostKinds = 20;
    private const int MostNamed = 12;

    private readonly List<(string Key, PSObject? First, int Count, string Reason)> _kinds = [];

    /// <summary>The first object of each kind, and how many there are; kinds beyond the first twenty count with the last.</summary>
    public IEnumerable<(PSObject? First, int Count)> Kinds => _kinds.Select(kind => (kind.First, kind.Count));

    /// <summary>The same, with the reason of each.</summary>
    public IEnumerable<(PSObject? First, int Count, string Reason)> Reasons => _kinds.Select(kind => (kind.First, kind.Count, kind.Reason));

    /// <summary>Adds an object.</summary>
    /// <param name="input">The object.</param>
    /// <param name="reason">Why it cannot be used, where objects of one kind may have different reasons.</param>
    public void Add(PSObject? input, string reason = "")
    {
        var key = string.Join("|", [reason, TypeOf(input), .. Properties(input)]);
        var at = _kinds.FindIndex(kind => kind.Key == key);
        if (at < 0 && _kinds.Count == MostKinds) at = MostKinds - 1;
        if (at < 0) _kinds.Add((key, input, 1, reason));
        else _kinds[at] = _kinds[at] with { Count = _kinds[at].Count + 1 };
    }

    /// <summary>Forgets them, once their errors are written.</summary>
    public void Clear() => _kinds.Clear();

    /// <summary>The objects as the subject of a sentence whose verb comes next.</summary>
    public static string Subject(PSObject? first, int count) => count == 1
        ? $"An object of type {TypeOf(first)}"
        : FormattableString.Invariant($"{count} objects of type {TypeOf(first)}");

    /// <summary>
    /// A sentence about the properties that were wanted and those that are there, with a space before it; empty for an object that has a
    /// type of its own.
    /// </summary>
    public static string Found(PSObject? first, string wanted)
    {
        var names = Properties(first);
        if (names.Count == 0) return "";
        return $" Needed properties: {wanted}. Found: {ShortList.Join(names, MostNamed)}.";
    }

    private static string TypeOf(PSObject? input) => SafeText.Excerpt(input?.TypeNames.FirstOrDefault() ?? "null", 100);

    private static List<string> Properties(PSObject? input) =>
        input?.BaseObject is PSCustomObject ? [.. input.Properties.Take(200).Select(property => SafeText.Excerpt(property.Name, 60))] : [];
}
