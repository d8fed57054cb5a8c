using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MtaSts.PowerShell.Output;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// Reads earlier results of Test-MtaSts: objects of this session, and what Import-Clixml, ConvertFrom-Json and Import-Csv
/// return for saved ones. Data that a form has lost (CSV keeps no certificates) is not compared.
/// </summary>
internal static class ReferenceInput
{
    /// <summary>The earlier results by domain; the newest of several for one domain counts. An error when an object is not a result.</summary>
    public static Parsed<Dictionary<string, EarlierResult>> Read(IEnumerable<PSObject> references)
    {
        var results = new Dictionary<string, EarlierResult>(StringComparer.Ordinal);
        var unread = new Dictionary<string, ErrorRecord>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            string? problem = null;
            if (IsRow(reference)) return new(ErrorRecords.RowsAsReference(reference));
            if (reference is null || ReadOne(reference, out problem) is not { } one) return new(ErrorRecords.NotAReference(reference?.BaseObject));

            // One result needs no time. Of several, the newest must be known.
            var isOneOfSeveral = results.ContainsKey(one.DomainName);
            if (problem is not null && !unread.ContainsKey(one.DomainName)) unread[one.DomainName] = ErrorRecords.DateUnreadable(reference, problem);
            if (isOneOfSeveral && unread.TryGetValue(one.DomainName, out var error)) return new(error);
            if (!results.TryGetValue(one.DomainName, out var other) || other.Tested is null || one.Tested >= other.Tested) results[one.DomainName] = one;
        }

        return new(results);
    }

    /// <summary>A row of -Flatten, or what was saved of one: it has lost the policy.</summary>
    private static bool IsRow(PSObject? reference) => reference?.Properties[nameof(TestResultRow.CheckId)] is not null;

    private static EarlierResult? ReadOne(PSObject reference, out string? problem)
    {
        problem = null;
        if (reference.BaseObject is TestResult result) return EarlierResult.From(result);
        if (!DomainName.TryParse(SavedValue.Text(reference, "DomainName"), out var domain, out _) || reference.Properties["SenderAction"] is null)
            return null;
        var policy = SavedValue.Of(reference, "Policy");
        return new EarlierResult
        {
            DomainName = domain,
            Tested = SavedTime.Read(reference, "Tested", out problem),
            PolicyId = SavedValue.Text(reference, "PolicyId") is { } id ? SpreadsheetText.Unquote(id) : null,
            PolicyText = policy is string text ? text : SavedValue.Text(policy, "Text"),
            MxHosts = Items(SavedValue.Of(reference, "MxHosts")).ToList(),
            PolicyHostFingerprint = SavedValue.Text(SavedValue.Of(policy, "Certificate"), "Fingerprint"),
            MxFingerprints = MxOf(SavedValue.Of(reference, "Mx")),
        };
    }

    private static Dictionary<string, string> MxOf(object? mx)
    {
        var prints = new Dictionary<string, string>(StringComparer.Ordinal);
        if (mx is string or not IEnumerable) return prints;
        foreach (var host in (IEnumerable)mx)
        {
            var name = SavedValue.Text(host, "Host");
            var print = SavedValue.Text(SavedValue.Of(host, "Certificate"), "Fingerprint");
            if (!string.IsNullOrEmpty(name) && !string.IsNullOrEmpty(print)) prints[DomainName.Normalize(name!)] = print!;
        }

        return prints;
    }

    internal static IEnumerable<string> Items(object? value) => value switch
    {
        null => [],
        string text =>
            SpreadsheetText.Unquote(text).Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(item => item.Trim()).Where(item => item.Length > 0),
        IEnumerable items => items.Cast<object?>().Select(item => item?.ToString() ?? "").Where(item => item.Length > 0),
        _ => [value.ToString() ?? ""],
    };
}
