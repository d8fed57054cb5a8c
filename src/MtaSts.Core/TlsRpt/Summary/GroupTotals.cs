using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Rollout.Evidence;

namespace MtaSts.TlsRpt.Summary;

/// <summary>The running totals of one group.</summary>
/// <param name="onlyDay">The day of a group by day, on which all stands that its reports tell; else null.</param>
/// <param name="since">A moment at which the failures are split; null for none.</param>
/// <param name="isRest">Other groups have what has a result type or MX host.</param>
/// <param name="names">The organizations of all groups.</param>
internal sealed class GroupTotals(int? onlyDay, DateTime? since, bool isRest, OrganizationNames names)
{
    private DayMarks _days; // marked: there was a failure of the domain's own
    private NumberSet _reporters;
    private Dictionary<string, long>? _types;
    private SortedDictionary<string, long>? _explanations;
    private Dictionary<(DomainEvidence Domain, int Day, string Organization), long>? _policyFaults;
    private long _successes;
    private long _failures;
    private long _own;
    private long _senders;
    private int _reports;
    private HashSet<ContentKey>? _shared;
    private readonly SinceTotals? _split = since is DateTime moment ? new SinceTotals(moment, isRest) : null;
    private long _lastReport = -1;
    private DateTime? _first;
    private DateTime? _last;

    /// <summary>Counts the report, its organization and its days; once, however often it is called for it in a row.</summary>
    /// <param name="counted">The report.</param>
    /// <param name="shared">Its identity when other shards have a part of it; otherwise null.</param>
    public void AddReport(CountedReport counted, ContentKey? shared)
    {
        if (_lastReport == counted.Number) return;
        _lastReport = counted.Number;
        var report = counted.Report;
        if (shared is { } key) (_shared ??= []).Add(key);
        else _reports++;
        _reporters.Add(names.NumberOf(report.OrganizationName));
        var end = ReportPeriod.End(report);
        if ((report.StartDate ?? end) is DateTime begin && !(begin >= _first)) _first = begin;
        if ((end ?? report.StartDate) is DateTime last && !(last <= _last)) _last = last;
        if (counted.Period is not ReportPeriod days) return;
        for (var day = onlyDay ?? days.FirstDay; day <= (onlyDay ?? days.LastDay); day++) _days.Add(day, false);
    }

    public void AddSuccesses(long count) => _successes = SessionMath.Add(_successes, count);

    /// <summary>Counts failures caused by the domain, which may be of any day of the report; the period is null for a report without dates.</summary>
    public void AddOwn(TlsReport report, long count, ReportPeriod? period)
    {
        _own = SessionMath.Add(_own, count);
        AddFailures(report, count);
        if (onlyDay is int only) _days.Add(only, true);
        else if (period is ReportPeriod days) for (var day = days.FirstFailureDay; day <= days.LastDay; day++) _days.Add(day, true);
    }

    public void AddSenders(TlsReport report, long count)
    {
        _senders = SessionMath.Add(_senders, count);
        AddFailures(report, count);
    }

    /// <summary>Counts failures to get the policy. Whose they are shows when all reports are in.</summary>
    public void AddPolicyFaults(TlsReport report, long count, DomainEvidence domain, int day)
    {
        var organization = report.OrganizationName;
        AddFailures(report, count);
        _policyFaults ??= [];
        _policyFaults.TryGetValue((domain, day, organization), out var before);
        _policyFaults[(domain, day, organization)] = SessionMath.Add(before, count);
    }

    /// <summary>Counts a failure detail by its result type, and keeps what the report shows about it.</summary>
    public void AddDetail(TlsReportFailure failure)
    {
        if (failure.ResultType is not null) ResultCounts.Add(_types ??= new(StringComparer.Ordinal), failure.ResultType, failure.FailedSessionCount);
        var explanation = failure.Explanation;
        if (explanation.Length == 0 || failure.FailedSessionCount == 0) return;
        _explanations ??= new SortedDictionary<string, long>(StringComparer.Ordinal);
        _explanations.TryGetValue(explanation, out var before);
        _explanations[explanation] = SessionMath.Add(before, failure.FailedSessionCount);
        // The first in the order of texts stay, whatever order the reports come in: of one that stays, nothing was ever dropped.
        if (_explanations.Count > PartialSum.MaxExplanations) _explanations.Remove(_explanations.Keys.Last());
    }

    /// <summary>The group's totals.</summary>
    /// <param name="key">The key of the group.</param>
    /// <param name="grouping">How the groups are made.</param>
    public PartialSum ToSum(GroupKey key, TlsReportGrouping grouping)
    {
        var sum = new PartialSum
        {
            Key = key, GroupBy = grouping, Successes = _successes, Failures = _failures, Reports = _reports, First = _first, Last = _last,
        };
        var (own, senders) = (_own, _senders);
        var marks = _days.Copy();
        foreach (var fault in _policyFaults ?? [])
        {
            if (PassingFault.Is(fault.Key.Domain, fault.Key.Day, fault.Key.Organization))
            {
                senders = SessionMath.Add(senders, fault.Value);
                continue;
            }

            own = SessionMath.Add(own, fault.Value);
            marks.Add(onlyDay ?? fault.Key.Day, true);
        }

        (sum.Own, sum.Senders) = (own, senders);
        foreach (var (day, isMarked) in marks.InOrder()) sum.Days[day] = isMarked;
        foreach (var number in _reporters.Numbers) sum.Reporters.Add(names.NameOf(number));
        if (_shared is not null) sum.Shared.UnionWith(_shared);
        foreach (var type in _types ?? []) sum.Types[type.Key] = type.Value;
        foreach (var explanation in _explanations ?? []) sum.Explanations[explanation.Key] = explanation.Value;
        return sum;
    }

    /// <summary>The totals with what was before the moment of the split and since.</summary>
    /// <param name="totals">The totals.</param>
    /// <param name="scope">The reports that could report a failure since that moment; null when there is none.</param>
    public TlsReportSummary Split(TlsReportSummary totals, SinceScope? scope) => _split is null || scope is null ? totals : _split.ToRecurrence(totals, scope);

    private void AddFailures(TlsReport report, long count)
    {
        _failures = SessionMath.Add(_failures, count);
        _split?.AddFailures(report, count);
    }
}
