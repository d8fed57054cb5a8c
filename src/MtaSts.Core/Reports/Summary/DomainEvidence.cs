using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Rollout;

namespace MtaSts.Reports.Summary;

/// <summary>What all reports together say of one domain, day by day: the ground for readiness and for telling passing faults.</summary>
internal sealed class DomainEvidence
{
    private readonly Dictionary<int, Day> _days = [];
    private readonly Dictionary<string, HashSet<int>> _policyFaultDays = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reporters = new(StringComparer.Ordinal);

    /// <summary>Adds one policy of a report.</summary>
    public void Add(TlsReport report, TlsReportPolicy policy, PolicyFigures figures, ReportPeriod period)
    {
        _reporters.Add(report.OrganizationName);
        bool isSts = policy.PolicyType == "sts";
        RolloutStage? stage = isSts ? StageOfPolicy.Find(policy.PolicyString) : null;
        for (int number = period.FirstDay; number <= period.LastDay; number++)
        {
            Day day = At(number);
            day.HasSessions |= isSts && (policy.SuccessCount > 0 || policy.FailureCount > 0);
            if (stage is not null && (day.Stage is null || stage > day.Stage)) day.Stage = stage;
            if (isSts && policy.SuccessCount > 0) day.AddSuccess(report.OrganizationName);
        }

        // Of a longer period nobody knows on which day it failed: the last one counts, which errs on the safe side.
        Day last = At(period.LastDay);
        last.HasOwnFailure |= figures.HasOwn;
        last.SenderFailures = SessionMath.Add(last.SenderFailures, figures.Senders);
        if (figures.Unexplained > 0) last.Count("(no details)", figures.Unexplained);
        foreach (TlsReportFailure failure in policy.FailureDetails)
        {
            if (FailureOwnership.Of(failure.ResultType) == FailureOwner.Domain) last.Count(failure.ResultType ?? "(no result type)", failure.FailedSessionCount);
        }

        if (figures.HasPolicyFault) AddPolicyFault(last, period.LastDay, report.OrganizationName, policy);
    }

    public int DaysOfPolicyFault(string organization) => _policyFaultDays.TryGetValue(organization, out HashSet<int>? days) ? days.Count : 0;

    public bool OnlyPolicyFaultOf(int day, string organization) => At(day).PolicyFaults.Keys.All(other => other == organization);

    public bool OtherSucceeded(int day, string organization)
    {
        Day at = At(day);
        return at.FirstSuccess is string first && first != organization || at.SecondSuccess is string second && second != organization;
    }

    /// <summary>The evidence for the stage that the domain is in.</summary>
    /// <param name="givenStage">The stage if it is known; null to take it from the reports.</param>
    public RolloutEvidence ForStage(RolloutStage? givenStage)
    {
        List<KeyValuePair<int, Day>> days = [.. _days.OrderBy(day => day.Key)];
        RolloutStage? stage = givenStage ?? days.LastOrDefault(day => day.Value.Stage is not null).Value?.Stage;
        int start = days.FindLastIndex(day => day.Value.Stage is RolloutStage seen && seen != stage) + 1;
        var failures = new Dictionary<string, long>(StringComparer.Ordinal);
        int? lastFailure = null, lastDay = null;
        int withSessions = 0, streak = 0;
        long senders = 0;
        foreach (KeyValuePair<int, Day> day in days.Skip(start))
        {
            bool failed = day.Value.HasOwnFailure;
            senders = SessionMath.Add(senders, day.Value.SenderFailures);
            foreach (KeyValuePair<string, long> own in day.Value.OwnFailures) Add(failures, own.Key, own.Value);
            foreach (KeyValuePair<string, PolicyFault> fault in day.Value.PolicyFaults)
            {
                if (FailureOwnership.IsPassing(this, day.Key, fault.Key))
                {
                    senders = SessionMath.Add(senders, fault.Value.Count);
                    continue;
                }

                failed = true;
                Add(failures, fault.Value.ResultType, fault.Value.Count);
            }

            if (failed) lastFailure = day.Key;
            if (day.Value.HasSessions || failed) lastDay = day.Key;
            if (day.Value.HasSessions) withSessions++;
            streak = failed ? 0 : day.Value.HasSessions ? streak + 1 : streak;
        }

        return new RolloutEvidence
        {
            Stage = stage,
            Days = withSessions,
            DaysWithoutFailure = streak,
            LastDay = lastDay is int last ? ReportPeriod.ToDate(last) : null,
            LastFailureDay = lastFailure is int failedDay ? ReportPeriod.ToDate(failedDay) : null,
            Failures = ResultCounts.Top(failures, 5),
            SenderFailures = senders,
            Reporters = _reporters.Count,
        };
    }

    private Day At(int number)
    {
        if (!_days.TryGetValue(number, out Day? day)) _days[number] = day = new Day();
        return day;
    }

    private void AddPolicyFault(Day day, int number, string organization, TlsReportPolicy policy)
    {
        if (!_policyFaultDays.TryGetValue(organization, out HashSet<int>? days)) _policyFaultDays[organization] = days = [];
        days.Add(number);
        foreach (TlsReportFailure failure in policy.FailureDetails)
        {
            if (FailureOwnership.Of(failure.ResultType) != FailureOwner.DomainUnlessPassing) continue;
            day.PolicyFaults.TryGetValue(organization, out PolicyFault fault);
            day.PolicyFaults[organization] = new PolicyFault(failure.ResultType!, SessionMath.Add(fault.Count, failure.FailedSessionCount));
        }
    }

    private static void Add(Dictionary<string, long> counts, string type, long count)
    {
        counts.TryGetValue(type, out long before);
        counts[type] = SessionMath.Add(before, count);
    }

    private readonly record struct PolicyFault(string ResultType, long Count);

    private sealed class Day
    {
        public bool HasSessions { get; set; }

        public bool HasOwnFailure { get; set; }

        public long SenderFailures { get; set; }

        public RolloutStage? Stage { get; set; }

        // Two names are enough to tell whether there is one other than a given one.
        public string? FirstSuccess { get; private set; }

        public string? SecondSuccess { get; private set; }

        public Dictionary<string, long> OwnFailures { get; } = new(0, StringComparer.Ordinal);

        public Dictionary<string, PolicyFault> PolicyFaults { get; } = new(0, StringComparer.Ordinal);

        public void AddSuccess(string organization)
        {
            if (FirstSuccess is null) FirstSuccess = organization;
            else if (SecondSuccess is null && FirstSuccess != organization) SecondSuccess = organization;
        }

        public void Count(string resultType, long count) => Add(OwnFailures, resultType, count);
    }
}
