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

    private static void Collect(object? input, List<string> names)
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
        else if (value is IEnumerable items and not IDictionary)
        {
            foreach (var item in items) Collect(item, names);
        }
        else
        {
            names.Add(FromProperty(input) ?? value?.ToString() ?? "");
        }
    }

    private static string? FromProperty(object? input)
    {
        if (input is null) return null;
        if ((input as PSObject)?.BaseObject is IDictionary table)
        {
            foreach (var name in PropertyNames)
                if (table.Contains(name)) return table[name]?.ToString();
            return null;
        }

        var properties = PSObject.AsPSObject(input).Properties;
        foreach (var name in PropertyNames)
            if (properties[name]?.Value?.ToString() is { Length: > 0 } found) return found;
        return null;
    }
}
