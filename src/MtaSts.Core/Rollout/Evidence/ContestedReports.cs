using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Rollout.Evidence;

/// <summary>
/// The reports about a domain that may not be from whom they say: those by mail without an aligned DKIM signature, those
/// that were left out for an aligned one, and those that contradict another of the same id.
/// </summary>
internal sealed class ContestedReports
{
    private const int MaxNamed = 3;

    private readonly Dictionary<int, int> _unsigned = [];
    private readonly Dictionary<int, int> _conflicts = [];
    private readonly Dictionary<int, int> _superseded = [];
    private long _failures;
    private int? _lastFailure;

    public void AddUnsigned(int organization) => Count(_unsigned, organization);

    /// <summary>Adds failures of unsigned reports that are held against the domain.</summary>
    public void AddFailures(long count, int? day)
    {
        _failures = SessionMath.Add(_failures, count);
        if (count > 0 && day is not null && !(day <= _lastFailure)) _lastFailure = day;
    }

    /// <summary>Adds a report that has the id of another one and other content; both count.</summary>
    public void AddConflict(int organization) => Count(_conflicts, organization);

    /// <summary>Adds a report that was left out, because one with an aligned signature has its id.</summary>
    public void AddSuperseded(int organization) => Count(_superseded, organization);

    /// <summary>What there is to tell.</summary>
    public ContestedEvidence ToEvidence(OrganizationNames names) => new(
        Sum(_unsigned), Named(_unsigned, names), _failures, _lastFailure is int day ? ReportPeriod.ToDate(day) : null,
        Sum(_conflicts), Named(_conflicts, names), Sum(_superseded), Named(_superseded, names));

    private static void Count(Dictionary<int, int> counts, int organization)
    {
        counts.TryGetValue(organization, out var count);
        counts[organization] = count + 1;
    }

    private static int Sum(Dictionary<int, int> counts) => counts.Values.Sum();

    /// <summary>Who, those with most reports first, and how many.</summary>
    private static string Named(Dictionary<int, int> counts, OrganizationNames names) => ShortList.Join(
        counts.Select(pair => (Name: names.NameOf(pair.Key), Count: pair.Value))
            .OrderByDescending(pair => pair.Count)
            .ThenBy(pair => pair.Name, StringComparer.Ordinal)
            .Select(pair => FormattableString.Invariant($"{SafeText.Excerpt(pair.Name, 60)} ({pair.Count})")),
        MaxNamed);
}
