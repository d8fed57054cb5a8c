using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace MtaSts.PowerShell.Parameters;

/// <summary>
/// Extracts the domain from pipeline input: text unchanged, otherwise the first of the properties DomainName, Domain,
/// Name and Id. Without this PowerShell would bind an accepted domain by its string form, which is the name of its type.
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
        var names = new List<string>();
        Collect(inputData, names);
        if (names.Count == 0) names.Add("");

        // PowerShell refuses an empty text before the cmdlet sees it, and ends the pipeline; the cmdlet reports it and continues.
        return names.ConvertAll(name => name.Length == 0 ? Nothing : name).ToArray();
    }

    /// <summary>The domains that an object from the pipeline names; empty when it is neither text nor has one of the properties.</summary>
    internal static IReadOnlyList<string> NamesIn(PSObject? input)
    {
        var names = new List<string>();
        if (input?.BaseObject is string || Held(input) is not null) Collect(input, names);
        return names;
    }

    private static void Collect(object? input, List<string> names, int depth = 0)
    {
        var value = input is PSObject wrapped ? wrapped.BaseObject : input;
        if (value is string text)
        {
            names.Add(text);
        }
        else if (value is Policy)
        {
            // Only a refused cast makes PowerShell continue and bind the object to the intended parameter.
            const string Problem = "A policy is not a domain name.";
            throw new ArgumentTransformationMetadataException(Problem, new PSInvalidCastException(Problem));
        }
        else if (value is IEnumerable items and not IDictionary && depth < MostDepth)
        {
            foreach (var item in items) Collect(item, names, depth + 1);
        }
        else
        {
            // A property may hold several domains, each as text or as an object that names one.
            var held = Held(input);
            var inside = held is PSObject other ? other.BaseObject : held;
            if (depth < MostDepth && inside is IEnumerable and not string and not IDictionary) Collect(inside, names, depth + 1);
            else names.Add(held?.ToString() ?? value?.ToString() ?? "");
        }
    }

    /// <summary>What the first of the properties that has something holds; null when none has.</summary>
    private static object? Held(object? input)
    {
        if (input is null) return null;
        if ((input as PSObject)?.BaseObject is IDictionary table)
        {
            foreach (var name in PropertyNames)
                if (table.Contains(name)) return table[name];
            return null;
        }

        var properties = PSObject.AsPSObject(input).Properties;
        foreach (var name in PropertyNames)
            if (properties[name]?.Value is { } found && !IsEmpty(found)) return found;
        return null;
    }

    private static bool IsEmpty(object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text => text.Length == 0,
        ICollection items => items.Count == 0,
        _ => value.ToString() is not { Length: > 0 },
    };
}
