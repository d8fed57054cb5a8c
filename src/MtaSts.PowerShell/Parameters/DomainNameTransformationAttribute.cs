using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace MtaSts.PowerShell.Parameters;

/// <summary>
/// Extracts the domain from pipeline input: text unchanged, otherwise the first of the properties DomainName, Domain,
/// Name and Id. Without this PowerShell would bind an accepted domain by its string form, which is the name of its type. An object that has
/// none of them becomes the text of <see cref="NotADomain"/>.
/// </summary>
public sealed class DomainNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The placeholder for an empty name.</summary>
    private const string Nothing = " ";

    // Objects may hold each other in a circle.
    internal const int MostDepth = 8;

    private static readonly string[] PropertyNames = ["DomainName", "Domain", "Name", "Id"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var names = NamesOf(inputData);
        if (names.Count == 0) names.Add("");

        // PowerShell refuses an empty text before the cmdlet sees it, and ends the pipeline; the cmdlet reports it and continues.
        return names.ConvertAll(name => name.Length == 0 ? Nothing : name).ToArray();
    }

    /// <summary>The domains that a value names; for an object that names none the text of <see cref="NotADomain"/>.</summary>
    internal static List<string> NamesOf(object? input)
    {
        var names = new List<string>();
        Collect(input, names);
        return names;
    }

    /// <summary>The domains that an object from the pipeline names; empty when it is neither text nor has one of the properties.</summary>
    internal static IReadOnlyList<string> NamesIn(PSObject? input) => input?.BaseObject is string || TryHold(input, out _) ? NamesOf(input) : [];

    private static void Collect(object? input, List<string> names, int depth = 0)
    {
        var value = input is PSObject wrapped ? wrapped.BaseObject : input;
        if (value is null or string)
        {
            names.Add((string?)value ?? "");
        }
        else if (value is Policy)
        {
            // Only a refused cast makes PowerShell continue and bind the object to the intended parameter.
            const string Problem = "A policy is not a domain name.";
            throw new ArgumentTransformationMetadataException(Problem, new PSInvalidCastException(Problem));
        }
        else if (IsList(value) && depth < MostDepth)
        {
            foreach (var item in (IEnumerable)value) Collect(item, names, depth + 1);
        }
        else if (depth < MostDepth && TryHold(input, out var held))
        {
            CollectHeld(held, names, depth + 1);
        }
        else
        {
            names.Add(PlainForm(input!) ?? NotADomain.For(PSObject.AsPSObject(input)));
        }
    }

    /// <summary>What a property holds: several domains, each as text or as an object that names one; or one as text or in its string form.</summary>
    private static void CollectHeld(object? held, List<string> names, int depth)
    {
        var value = held is PSObject wrapped ? wrapped.BaseObject : held;
        if (value is null || (depth < MostDepth && IsList(value)) || StringForm(held!) is not { } text) Collect(held, names, depth);
        else names.Add(text);
    }

    /// <summary>The string form of an object that has one, such as a domain of Exchange; null when it would be the name of the type.</summary>
    private static string? StringForm(object held)
    {
        var value = held is PSObject wrapped ? wrapped.BaseObject : held;
        if (value is IDictionary or FileSystemInfo) return null;
        var text = held.ToString() ?? "";
        var isNone = text == value.GetType().ToString() || (value is PSCustomObject && text.StartsWith("@{", StringComparison.Ordinal))
            || PSObject.AsPSObject(held).TypeNames.Any(name => name == text || name == "Deserialized." + text);
        return isNone ? null : text;
    }

    /// <summary>The string form of an object without such properties, when it is a domain, as of a URI without a scheme.</summary>
    private static string? PlainForm(object input)
    {
        var wrapped = PSObject.AsPSObject(input);
        return !NotADomain.IsFile(wrapped) && wrapped.BaseObject is Uri or not (IFormattable or IDictionary or IEnumerable)
            && StringForm(input) is { Length: > 0 } text && Text.DomainName.TryParse(text, out var domain, out _) && domain.IndexOf('.') > 0
            ? text : null;
    }

    private static bool IsList(object value) => value is IEnumerable and not string and not IDictionary;

    /// <summary>Finds what the first of the properties that has something holds; null when all that are there are empty.</summary>
    /// <returns>False when the object has none of the properties, or is a file, which is known by its name.</returns>
    private static bool TryHold(object? input, out object? held)
    {
        held = null;
        if (input is null) return false;
        var wrapped = PSObject.AsPSObject(input);
        if (NotADomain.IsFile(wrapped)) return false;
        if (wrapped.BaseObject is IDictionary table)
        {
            var all = table.Keys.OfType<string>().ToList();
            var keys = PropertyNames.SelectMany(name => all.Where(key => key.Equals(name, StringComparison.OrdinalIgnoreCase))).ToList();
            var full = keys.Find(key => table[key] is { } value && !IsEmpty(value));
            held = full is null ? null : table[full];
            return keys.Count > 0;
        }

        var isThere = false;
        foreach (var name in PropertyNames)
        {
            if (wrapped.Properties[name] is not { } property) continue;
            isThere = true;
            if (property.Value is not { } found || IsEmpty(found)) continue;
            held = found;
            return true;
        }

        return isThere;
    }

    private static bool IsEmpty(object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text => text.Length == 0,
        ICollection items => items.Count == 0,
        _ => value.ToString() is not { Length: > 0 },
    };
}
