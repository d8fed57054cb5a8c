using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts;

/// <summary>
/// The mx patterns that a report shows of a policy: its mx lines, or the mx-host member where the text shows none. A
/// stranger may list any number of them, so they are looked up, not scanned (the rule itself: RFC 8461 §4.1).
/// </summary>
internal sealed class MxCoverage
{
    private const int MaxPatternsShown = 5;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wildcards = new(StringComparer.Ordinal);
    private readonly string _shown;

    public MxCoverage(TlsReportPolicy policy)
    {
        List<string> texts = [.. policy.PolicyString.Select(MxOf).OfType<string>()];
        if (texts.Count == 0) texts.AddRange(policy.MxHost);
        texts = [.. texts.Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (var text in texts)
        {
            if (MxPattern.TryParse(text, out var pattern, out _)) (pattern.IsWildcard ? _wildcards : _names).Add(pattern.Name);
        }

        _shown = ShortList.Join(texts.Select(text => SafeText.Excerpt(text)), MaxPatternsShown);
    }

    /// <summary>True when the report shows patterns but none of them covers this host.</summary>
    /// <param name="host">In A-labels and lower case.</param>
    public bool LeavesOut(string host)
    {
        if (_names.Count + _wildcards.Count == 0 || _names.Contains(host)) return false;
        var dot = host.IndexOf('.');
        return dot <= 0 || !_wildcards.Contains(host.Substring(dot + 1));
    }

    /// <summary>The explanation for a host that is not covered. Safe to show.</summary>
    public string Explain(string host)
    {
        var name = SafeText.Excerpt(host, 100);
        return "The policy in this report does not cover the MX host " + name + ": its mx patterns are " + _shown + "." + WhyNot(host)
            + " If it is an MX host of the domain, add the line 'mx: " + name + "' to the policy, then change the id in the DNS record.";
    }

    /// <summary>The most frequent mistake: a wildcard that would have to stand for several labels.</summary>
    private string WhyNot(string host)
    {
        var dot = host.IndexOf('.');
        while (dot >= 0 && (dot = host.IndexOf('.', dot + 1)) >= 0)
        {
            var rest = host.Substring(dot + 1);
            if (_wildcards.Contains(rest)) return " '*." + SafeText.Excerpt(rest) + "' stands for one label only (RFC 8461 section 4.1).";
        }

        return string.Empty;
    }

    private static string? MxOf(string line)
    {
        var colon = line.IndexOf(':');
        return colon > 0 && line.Substring(0, colon).Trim() == "mx" ? line.Substring(colon + 1).Trim() : null;
    }
}
