using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Rollout.Evidence;

/// <summary>What all reports together say about one domain, day by day: the data for readiness and for detecting temporary faults.</summary>
internal sealed class DomainEvidence
{
    private readonly Dictionary<int, EvidenceDay> _days = [];
    private readonly Dictionary<string, HashSet<int>> _policyFaultDays = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reporters = new(StringComparer.Ordinal);
    private TlsReport? _lastShort;
    private int _short;
    private TlsReport? _lastUndated;
    private int _undated;
    private long _undatedFailures;

    /// <summary>The domain appears only in DANE policies, so it may be an MX host.</summary>
    public bool IsMaybeHost { get; set; } = true;

    /// <summary>Adds one policy of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="figures">Its failed sessions.</param>
    /// <param name="dated">The days of the report; null for a report without dates, which is not evidence for a stage.</param>
    public void Add(TlsReport report, TlsReportPolicy policy, PolicyFigures figures, ReportPeriod? dated)
    {
        if (dated is not ReportPeriod period)
        {
            AddUndated(report, figures);
            return;
        }

        var organization = report.OrganizationName;
        _reporters.Add(organization);
        CountShort(report);
        if (policy.PolicyType == "sts") AddSessions(organization, policy, period);

        // Of a longer period nobody knows on which day it failed: none of its days is without a failure, and the last one has the counts.
        for (var day = period.FirstFailureDay; figures.HasOwn && day <= period.LastDay; day++) At(day).HasOwnFailure = true;
        var last = At(period.LastDay);
        last.SenderFailures = SessionMath.Add(last.SenderFailures, figures.Senders);
        last.AddOwn("without details", figures.Unexplained);
        foreach (var failure in policy.FailureDetails)
        {
            if (failure.FailedSessionCount > 0 && FailureExplanation.HostLeftOut(failure, failure.Policy) is string host) last.AddNotCovered(host);
            var owner = FailureOwnership.Of(failure.ResultType);
            if (owner == FailureOwner.Domain) last.AddOwn(failure.ResultType ?? "without result type", failure.FailedSessionCount);
            else if (owner == FailureOwner.DomainUnlessPassing) last.AddPolicyFault(organization, failure.ResultType!, failure.FailedSessionCount);
        }

        if (!figures.HasPolicyFault) return;
        if (!_policyFaultDays.TryGetValue(organization, out var days)) _policyFaultDays[organization] = days = [];
        days.Add(period.LastDay);
    }

    public int DaysOfPolicyFault(string organization) => _policyFaultDays.TryGetValue(organization, out var days) ? days.Count : 0;

    public bool OnlyPolicyFaultOf(int day, string organization) => At(day).OnlyPolicyFaultOf(organization);

    public bool OtherSucceeded(int day, string organization) => At(day).OtherSucceeded(organization);

    /// <summary>The evidence for the domain's stage; none when the reports show another stage.</summary>
    /// <param name="givenStage">The stage if it is known; null to take it from the reports.</param>
    public RolloutEvidence ForStage(RolloutStage? givenStage)
    {
        List<KeyValuePair<int, EvidenceDay>> days = [.. _days.OrderBy(day => day.Key)];
        var shown = StageOfDays.Of([.. days.Select(day => day.Value.Policies)]);
        var stage = givenStage ?? shown.Policy?.ToStage();
        var seen = shown.Policy is ReportedStage policy
            ? new ReportedStageEvidence(policy, ReportPeriod.ToDate(days[shown.Since].Key), PolicySessions.Sum(shown.Deciding).Shares, shown.Deciding.Count)
            : null;
        var evidence = new StageEvidence();
        if (seen is null || seen.Stage == stage?.ToShown())
        {
            foreach (var day in days.Skip(shown.Start)) evidence.Add(this, day.Key, day.Value);
        }

        return evidence.ToEvidence(stage, seen, _reporters.Count, _undated, _undatedFailures, _short);
    }

    private void AddUndated(TlsReport report, PolicyFigures figures)
    {
        if (!ReferenceEquals(_lastUndated, report)) _undated++;
        _lastUndated = report;
        _undatedFailures = SessionMath.Add(_undatedFailures, SessionMath.Add(figures.Own, figures.PolicyFaults));
    }

    /// <summary>The policies of a report come one after another, and the report is counted once.</summary>
    private void CountShort(TlsReport report)
    {
        if (!ReferenceEquals(_lastShort, report) && ReportTiming.IsShort(report.StartDate, report.EndDate)) _short++;
        _lastShort = report;
    }

    /// <summary>The days on which the reports begin to show a policy, by the rule of <see cref="StageOfDays"/>.</summary>
    public IEnumerable<(int Day, ReportedStage Policy)> PolicyChanges()
    {
        List<KeyValuePair<int, EvidenceDay>> days = [.. _days.OrderBy(day => day.Key)];
        return StageOfDays.Changes([.. days.Select(day => day.Value.Policies)]).Select(change => (days[change.Index].Key, change.Policy));
    }

    private void AddSessions(string organization, TlsReportPolicy policy, ReportPeriod period)
    {
        var shown = StageOfPolicy.Find(policy.PolicyString);
        var sessions = StageOfDays.Share(SessionMath.Add(policy.SuccessCount, policy.FailureCount), period.LastDay - period.FirstDay + 1);
        for (var day = period.FirstDay; day <= period.LastDay; day++) At(day).AddSessions(organization, shown, sessions, policy.SuccessCount > 0);
    }

    private EvidenceDay At(int number)
    {
        if (!_days.TryGetValue(number, out var day)) _days[number] = day = new EvidenceDay();
        return day;
    }
}
