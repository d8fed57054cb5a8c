using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// Reads earlier results of Test-MtaSts: objects of this session, and what Import-Clixml, ConvertFrom-Json and Import-Csv
/// make of saved ones. What a form has lost (CSV keeps no certificates) is not compared.
/// </summary>
internal static class ReferenceInput
{
    private const DateTimeStyles UtcUnlessSaid = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>The earlier results by domain; of several for one domain the newest counts. Null when an object is none.</summary>
    public static Dictionary<string, EarlierResult>? Read(IEnumerable<PSObject> references, out object? refused)
    {
        refused = null;
        var results = new Dictionary<string, EarlierResult>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            if (reference is null || ReadOne(reference) is not { } one)
            {
                refused = reference?.BaseObject;
                return null;
            }

            if (!results.TryGetValue(one.DomainName, out var other) || other.Tested is null || one.Tested >= other.Tested) results[one.DomainName] = one;
        }

        return results;
    }

    private static EarlierResult? ReadOne(PSObject reference)
    {
        if (reference.BaseObject is TestResult result) return EarlierResult.From(result);
        if (!DomainName.TryParse(TextOf(reference, "DomainName"), out var domain, out _) || reference.Properties["SenderAction"] is null) return null;
        var policy = Value(reference, "Policy");
        return new EarlierResult
        {
            DomainName = domain,
            Tested = TimeOf(Value(reference, "Tested")),
            PolicyId = TextOf(reference, "PolicyId"),
            PolicyText = policy is string text ? text : TextOf(policy, "Text"),
            MxHosts = Items(Value(reference, "MxHosts")).ToList(),
            PolicyHostFingerprint = TextOf(Value(policy, "Certificate"), "Fingerprint"),
            MxFingerprints = MxOf(Value(reference, "Mx")),
        };
    }

    private static Dictionary<string, string> MxOf(object? mx)
    {
        var prints = new Dictionary<string, string>(StringComparer.Ordinal);
        if (mx is string or not IEnumerable) return prints;
        foreach (var host in (IEnumerable)mx)
        {
            if (TextOf(host, "Host") is { Length: > 0 } name && TextOf(Value(host, "Certificate"), "Fingerprint") is { Length: > 0 } print)
                prints[DomainName.Normalize(name)] = print;
        }

        return prints;
    }

    internal static IEnumerable<string> Items(object? value) => value switch
    {
        null => [],
        string text => text.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(item => item.Trim()).Where(item => item.Length > 0),
        IEnumerable items => items.Cast<object?>().Select(item => item?.ToString() ?? "").Where(item => item.Length > 0),
        _ => [value.ToString() ?? ""],
    };

    internal static object? Value(object? from, string property)
    {
        if (from is null or string) return null;
        var value = PSObject.AsPSObject(from).Properties[property]?.Value;
        return value is PSObject { BaseObject: not PSCustomObject } wrapped
            ? wrapped.BaseObject is string or DateTime or IEnumerable
            ? wrapped.BaseObject
            : wrapped
            : value;
    }

    internal static string? TextOf(object? from, string property) => Value(from, property)?.ToString();

    internal static DateTime? TimeOf(object? value) => value switch
    {
        DateTime time => UtcTime.From(time),
        // JSON's form is the same everywhere; Export-Csv writes times as the session's culture does.
        string text when DateTime.TryParseExact(text, "o", CultureInfo.InvariantCulture, UtcUnlessSaid, out var time) => time,
        string text when DateTime.TryParse(text, CultureInfo.CurrentCulture, UtcUnlessSaid, out var time) => time,
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, UtcUnlessSaid, out var time) => time,
        _ => null,
    };
}
