using System;
using System.Collections.Generic;

namespace MtaSts.Reporting;

/// <summary>The domains of a report, in the order in which they were first seen.</summary>
internal sealed class DomainTable
{
    /// <summary>Anyone can send reports about any domain; beyond this number, domains without a test share one entry.</summary>
    private const int MaxReportedOnly = 20_000;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<DomainEntry> _entries = [];
    private int _reportedOnly;

    public IReadOnlyList<DomainEntry> Entries => _entries;

    /// <summary>The number of a domain that a test or a step is about.</summary>
    public int Number(string domain) => _numbers.TryGetValue(domain, out var number) ? number : Append(domain);

    /// <summary>The number of a domain that a report is about.</summary>
    public int ReportedNumber(string domain)
    {
        if (domain.Length == 0) domain = "(no domain)";
        if (_numbers.TryGetValue(domain, out var number)) return number;
        return _reportedOnly++ < MaxReportedOnly ? Append(domain) : Number("(other domains)");
    }

    private int Append(string domain)
    {
        _entries.Add(new DomainEntry(domain));
        return _numbers[domain] = _entries.Count - 1;
    }
}
