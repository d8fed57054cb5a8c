using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace MtaSts.PowerShell.Common;

/// <summary>
/// Takes the domain out of whatever is piped in: text as it stands, else the first of the properties DomainName, Domain,
/// Name and Id. Without this PowerShell would bind an accepted domain by its string form, which is the name of its type.
/// </summary>
public sealed class DomainNameTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] PropertyNames = ["DomainName", "Domain", "Name", "Id"];

    /// <summary>Leave policies to another parameter of the cmdlet that takes them from the pipeline.</summary>
    public bool LeavesPolicies { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        // With this inner exception, and only with it, PowerShell goes on and tries the other parameters.
        if (LeavesPolicies && (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is Policy)
            throw new ArgumentTransformationMetadataException("A policy is no domain name.", new PSInvalidCastException());

        var names = new List<string>();
        Collect(inputData, names);
        return names.ToArray();
    }

    private static void Collect(object? input, List<string> names)
    {
        var value = input is PSObject wrapped ? wrapped.BaseObject : input;
        if (value is string text)
        {
            names.Add(text);
        }
        else if (value is Policy policy)
        {
            names.Add(policy.PolicyDomain ?? "");
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
