using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace MtaSts.PowerShell.Input;

/// <summary>Sums that cannot be added. Those with one reason become one error with a count: a file has thousands of them.</summary>
internal sealed class RejectedSums
{
    private const int MostReasons = 20;

    private readonly Dictionary<string, (PSObject First, int Count)> _reasons = new(StringComparer.Ordinal);

    /// <summary>The first sum of each reason, and how many there are; those of reasons beyond the first twenty count with the first reason.</summary>
    public IEnumerable<(PSObject First, int Count, string Reason)> Reasons =>
        _reasons.Select(reason => (reason.Value.First, reason.Value.Count, reason.Key));

    public void Add(PSObject sum, string reason)
    {
        if (_reasons.Count == MostReasons && !_reasons.ContainsKey(reason)) reason = _reasons.Keys.First();
        _reasons[reason] = _reasons.TryGetValue(reason, out var before) ? before with { Count = before.Count + 1 } : (sum, 1);
    }
}
