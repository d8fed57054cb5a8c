using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Rollout.Evidence;

namespace MtaSts.Reporting;

/// <summary>
/// Sessions by domain, organization and day. Reports are added to it and not kept, so that memory grows with domains,
/// organizations and days, and not with reports.
/// </summary>
internal sealed class SessionTotals
{
    /// <summary>Beyond this number, new organizations share one entry.</summary>
    private const int Limit = 2_000_000;

    private readonly Dictionary<(int Domain, int Organization, int Day), SessionCount> _counts = [];
    private readonly Dictionary<(int Domain, int Organization, int Day, int LastDay), long> _policyFaults = [];

    /// <summary>True when organizations were combined because there were too many.</summary>
    public bool IsFull { get; private set; }

    public void Add(int domain, int organization, ReportPeriod period, long successes, PolicyFigures figures, Func<int> otherOrganizations)
    {
        if (_counts.Count >= Limit && !_counts.ContainsKey((domain, organization, period.FirstDay)))
        {
            IsFull = true;
            organization = otherOrganizations();
        }

        Change(domain, organization, period.FirstDay, successes, figures.Own, figures.Senders);
        // The other days of a longer period are days with a report; it is not known on which of them something happened.
        for (var day = period.FirstDay + 1; day <= period.LastDay; day++) Change(domain, organization, day, 0, 0, 0);
        if (figures.PolicyFaults == 0) return;
        var key = (domain, organization, period.FirstDay, period.LastDay);
        _policyFaults.TryGetValue(key, out var before);
        _policyFaults[key] = SessionMath.Add(before, figures.PolicyFaults);
    }

    /// <summary>All counts by domain, organization and day, once the responsibility for each failure is known.</summary>
    /// <param name="isPassing">Whether an organization's failures to get a domain's policy on a day are its own temporary fault.</param>
    public IEnumerable<((int Domain, int Organization, int Day) Key, SessionCount Count)> InOrder(Func<int, int, int, bool> isPassing)
    {
        var faults = new Dictionary<(int, int, int), (long Own, long Senders)>();
        foreach (var fault in _policyFaults)
        {
            var (domain, organization, day, lastDay) = fault.Key;
            faults.TryGetValue((domain, organization, day), out var sum);
            faults[(domain, organization, day)] = isPassing(domain, organization, lastDay)
                ? (sum.Own, SessionMath.Add(sum.Senders, fault.Value))
                : (SessionMath.Add(sum.Own, fault.Value), sum.Senders);
        }

        foreach (var pair in _counts.OrderBy(pair => pair.Key))
        {
            var count = pair.Value;
            if (faults.TryGetValue(pair.Key, out var fault))
                count = new SessionCount(count.Successes, SessionMath.Add(count.Own, fault.Own), SessionMath.Add(count.Senders, fault.Senders));
            yield return (pair.Key, count);
        }
    }

    private void Change(int domain, int organization, int day, long successes, long own, long senders)
    {
        var key = (domain, organization, day);
        _counts.TryGetValue(key, out var before);
        _counts[key] =
            new SessionCount(SessionMath.Add(before.Successes, successes), SessionMath.Add(before.Own, own), SessionMath.Add(before.Senders, senders));
    }
}

/// <summary>Sessions of one domain, organization and day.</summary>
/// <param name="Successes">Sessions with the TLS that the policy requires.</param>
/// <param name="Own">Failures that a change to the domain can fix.</param>
/// <param name="Senders">Failures that no change to the domain could have fixed.</param>
internal readonly record struct SessionCount(long Successes, long Own, long Senders);
