using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Rollout.Evidence;

/// <summary>What all reports together say of one domain, day by day: the ground for readiness and for telling passing faults.</summary>
/// <param name="names">The organizations of all domains.</param>
/// <param name="maxFailureRate">The share of a sender's sessions of a day that may fail; 0 when every failure counts.</param>
internal sealed class DomainEvidence(OrganizationNames names, double maxFailureRate)
{
    private readonly EvidenceDays _days = new();
    private NumberSet _reporters;
    private Dictionary<string, HashSet<int>>? _policyFaultDays;
    private Dictionary<int, HashSet<int>>? _ownFailureDays;
    private Dictionary<(int Day, int Sender, ReportedStage? Policy), long>? _busyDays;
    private ContestedReports? _contested;
    private long _lastUnsigned = -1;
    private long _lastShort = -1;
    private long _lastUndated = -1;
    private int _short;
    private int _undated;
    private long _undatedFailures;

    /// <summary>The domain appears only in DANE policies, so it may be an MX host.</summary>
    public bool IsMaybeHost { get; set; } = true;

    /// <summary>Adds one policy of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="figures">Its failed sessions.</param>
    public void Add(CountedReport report, TlsReportPolicy policy, PolicyFigures figures)
    {
        var organization = report.Report.OrganizationName;
        var number = names.NumberOf(organization);
        var sender = names.NumberOf(organization, report.Signer);
        if (!report.IsTrusted) AddUnsigned(report, number, SessionMath.Add(figures.Own, figures.PolicyFaults));
        if (report.Period is not ReportPeriod period)
        {
            AddUndated(report, figures);
            return;
        }

        if (report.IsTrusted) _reporters.Add(number);
        CountShort(report);
        if (policy.PolicyType == "sts") AddSessions(sender, policy, period, report);

        // Of a longer period nobody knows on which day it failed: none of its days is without a failure, and the last one has the counts.
        for (var day = period.FirstFailureDay; figures.HasOwn && day <= period.LastDay; day++) AddOwnBy(sender, day, figures.OwnReported);
        AddFailures(organization, sender, policy, figures, period.LastDay);
        if (!figures.HasPolicyFault) return;
        _policyFaultDays ??= new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        if (!_policyFaultDays.TryGetValue(organization, out var days)) _policyFaultDays[organization] = days = [];
        days.Add(period.LastDay);
    }

    /// <summary>Notes a report that has the id of another one and other content.</summary>
    public void AddConflict(string organization) => (_contested ??= new ContestedReports()).AddConflict(names.NumberOf(organization));

    /// <summary>Notes a report that was left out for an aligned one of the same id.</summary>
    public void AddSuperseded(string organization) => (_contested ??= new ContestedReports()).AddSuperseded(names.NumberOf(organization));

    /// <summary>The share of a sender's sessions of a day that may fail.</summary>
    public double MaxFailureRate => maxFailureRate;

    /// <summary>On how many days a sender reports failures of the domain's own kind.</summary>
    public int DaysOfOwnFailure(int sender) => _ownFailureDays is not null && _ownFailureDays.TryGetValue(sender, out var days) ? days.Count : 0;

    /// <summary>At least how many sessions a sender had on a day under a policy, in reports that are evidence: small reports are not counted.</summary>
    public long SessionsOf(int day, int sender, ReportedStage policy) => SessionMath.Add(BusyOf(day, sender, policy), BusyOf(day, sender, null));

    /// <summary>Whether a sender reports a success of a day under a policy, in a report that is evidence.</summary>
    public bool Succeeded(int day, int sender, ReportedStage policy) => _days.Get(day).Succeeded(sender, policy);

    public int DaysOfPolicyFault(string organization) =>
        _policyFaultDays is not null && _policyFaultDays.TryGetValue(organization, out var days) ? days.Count : 0;

    public bool OnlyPolicyFaultOf(int day, string organization) => _days.Get(day).OnlyPolicyFaultOf(organization);

    public bool OtherSucceeded(int day, string organization) => _days.Get(day).OtherSucceeded(names.NumberOf(organization), names);

    /// <summary>The evidence for the domain's stage; none when the reports show another stage.</summary>
    /// <param name="givenStage">The stage if it is known; null to take it from the reports.</param>
    public RolloutEvidence ForStage(RolloutStage? givenStage)
    {
        var days = _days.InOrder();
        var shown = StageOfDays.Of(VotesOf(days));
        var stage = givenStage ?? shown.Policy?.ToStage();
        var seen = shown.Policy is ReportedStage policy
            ? new ReportedStageEvidence(policy, ReportPeriod.ToDate(days[shown.Since].Number), StageVotes.Sum(shown.Deciding).Shares, shown.Deciding.Count)
            : null;
        var evidence = new StageEvidence(shown.Policy ?? givenStage?.ToShown() ?? ReportedStage.Testing);
        if (seen is null || seen.Stage == stage?.ToShown())
        {
            foreach (var day in days.Skip(shown.Start)) evidence.Add(this, day);
        }

        return evidence.ToEvidence(stage, seen, _reporters.Count, _undated, _undatedFailures, _short, _contested?.ToEvidence(names));
    }

    /// <summary>The days on which the reports begin to show a policy, by the rule of <see cref="StageOfDays"/>.</summary>
    public IEnumerable<(int Day, ReportedStage Policy)> PolicyChanges()
    {
        var days = _days.InOrder();
        return StageOfDays.Changes(VotesOf(days)).Select(change => (days[change.Index].Number, change.Policy));
    }

    /// <summary>Anyone can send unsigned reports, so they have a vote only where there is no other.</summary>
    private static StageVotes?[] VotesOf(EvidenceDay[] days)
    {
        var votes = Array.ConvertAll(days, day => day.Votes(trusted: true));
        return Array.Exists(votes, vote => vote is not null) ? votes : Array.ConvertAll(days, day => day.Votes(trusted: false));
    }

    private void AddUnsigned(CountedReport report, int organization, long failures)
    {
        _contested ??= new ContestedReports();
        if (_lastUnsigned != report.Number) _contested.AddUnsigned(organization);
        _lastUnsigned = report.Number;
        _contested.AddFailures(failures, report.Period?.LastDay);
    }

    private void AddOwnBy(int sender, int day, long count)
    {
        _days.At(day).WithFailures().AddOwnBy(sender, count);
        _ownFailureDays ??= [];
        if (!_ownFailureDays.TryGetValue(sender, out var days)) _ownFailureDays[sender] = days = [];
        days.Add(day);
    }

    private void AddUndated(CountedReport report, PolicyFigures figures)
    {
        if (_lastUndated != report.Number) _undated++;
        _lastUndated = report.Number;
        _undatedFailures = SessionMath.Add(_undatedFailures, SessionMath.Add(figures.Own, figures.PolicyFaults));
    }

    /// <summary>The policies of a report come one after the other, and it is counted once.</summary>
    private void CountShort(CountedReport report)
    {
        if (!ReportTiming.IsShort(report.Report.StartDate, report.Report.EndDate)) return;
        if (_lastShort != report.Number) _short++;
        _lastShort = report.Number;
    }

    private void AddSessions(int number, TlsReportPolicy policy, ReportPeriod period, CountedReport report)
    {
        var shown = StageOfPolicy.Find(policy.PolicyString);
        var sessions = StageOfDays.Share(SessionMath.Add(policy.SuccessCount, policy.FailureCount), period.LastDay - period.FirstDay + 1);
        var sender = new SenderDay(number, shown, sessions, policy.SuccessCount > 0, report.IsTrusted, report.IsVouchedFor);
        // Of fewer sessions not even one may fail; most domains have no report of as many, and it costs them nothing.
        var isBusy = report.IsTrusted && shown != ReportedStage.None && sessions * (decimal)maxFailureRate >= 1;
        for (var day = period.FirstDay; day <= period.LastDay; day++)
        {
            _days.At(day).Add(sender);
            if (isBusy) AddBusy((day, number, shown), sessions);
        }
    }

    private void AddBusy((int Day, int Sender, ReportedStage? Policy) key, long sessions)
    {
        _busyDays ??= [];
        _busyDays.TryGetValue(key, out var before);
        _busyDays[key] = SessionMath.Add(before, sessions);
    }

    private long BusyOf(int day, int sender, ReportedStage? policy) =>
        _busyDays is not null && _busyDays.TryGetValue((day, sender, policy), out var count) ? count : 0;

    private void AddFailures(string organization, int sender, TlsReportPolicy policy, PolicyFigures figures, int number)
    {
        ref var day = ref _days.At(number);
        if (figures.Senders > 0) day.WithFailures().Senders = SessionMath.Add(day.WithFailures().Senders, figures.Senders);
        if (figures.Unexplained > 0) day.WithFailures().AddOwn(DayFailures.WithoutDetails, figures.Unexplained);
        foreach (var failure in policy.FailureDetails)
        {
            if (failure.FailedSessionCount <= 0) continue;
            if (FailureExplanation.HostLeftOut(failure, failure.Policy) is string host) day.WithFailures().AddNotCovered(host);
            var owner = FailureOwnership.Of(failure.ResultType);
            if (owner == FailureOwner.Domain) day.WithFailures().AddOwn(failure.ResultType ?? "without result type", failure.FailedSessionCount);
            else if (owner == FailureOwner.DomainUnlessPassing)
                day.WithFailures().AddPolicyFault(organization, sender, failure.ResultType!, failure.FailedSessionCount);
        }
    }
}
