using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Rollout.Evidence;

/// <summary>Adds up the days that count for a stage, in order.</summary>
/// <param name="policy">The policy of the stage.</param>
internal sealed class StageEvidence(ReportedStage policy)
{
    /// <summary>A fault that every sender sees once looks like many single events.</summary>
    private const int MaxEvents = 2;

    private const int TopTypes = 5;
    private const int MaxHosts = 10;

    private readonly Dictionary<string, long> _failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _earlierFailures = new(StringComparer.Ordinal);
    private readonly List<DateTime> _withoutSuccess = [];
    private Dictionary<string, long> _lastFailures = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _notCovered = new(StringComparer.Ordinal);
    private int? _lastFailure;
    private int? _lastSuccess;
    private int _days;
    private int _streak;
    private long _senders;
    private long _passing;
    private int _events;

    /// <summary>Adds a day.</summary>
    /// <param name="domain">All days of the domain, by which passing faults are told.</param>
    /// <param name="day">What the reports say of it.</param>
    public void Add(DomainEvidence domain, EvidenceDay day)
    {
        var number = day.Number;
        var own = new Dictionary<string, long>(StringComparer.Ordinal);
        var failed = day.Failures is not null && AddFailures(domain, number, day.Failures, own);
        var hasSuccess = day.HasSuccess;
        if (hasSuccess)
        {
            _days++;
            _lastSuccess = number;
        }

        if (failed) AddFailed(number, own);
        else if (hasSuccess) _streak++;
        else if (day.HasSessions) _withoutSuccess.Add(ReportPeriod.ToDate(number));
    }

    public RolloutEvidence ToEvidence(
        RolloutStage? stage, ReportedStageEvidence? seen, int reporters, int undated, long undatedFailures, int shortReports, ContestedEvidence? contested) =>
        new()
    {
        Stage = stage,
        Days = _days,
        DaysWithoutFailure = _streak,
        LastDay = _lastSuccess is int last ? ReportPeriod.ToDate(last) : null,
        LastFailureDay = _lastFailure is int failed ? ReportPeriod.ToDate(failed) : null,
        Failures = ResultCounts.Top(_failures, TopTypes),
        LastFailures = ResultCounts.Top(_lastFailures, TopTypes),
        EarlierFailures = ResultCounts.Top(_earlierFailures, TopTypes),
        DaysWithoutSuccess = _withoutSuccess,
        SenderFailures = _senders,
        PassingFailures = _passing,
        Reporters = reporters,
        NotCovered = [.. _notCovered],
        UndatedReports = undated,
        UndatedFailures = undatedFailures,
        ShortReports = shortReports,
        Seen = seen,
        Contested = contested,
    };

    /// <summary>Adds what failed on a day.</summary>
    /// <returns>Whether some of it is the domain's own.</returns>
    private bool AddFailures(DomainEvidence domain, int number, DayFailures failures, Dictionary<string, long> own)
    {
        var failed = Failed(domain, number, failures, own);
        _senders = SessionMath.Add(_senders, failures.Senders);
        foreach (var fault in failures.PolicyFaults)
        {
            if (PassingFault.Is(domain, number, fault.Key.Organization))
            {
                _senders = SessionMath.Add(_senders, fault.Value);
                continue;
            }

            if (PassingFailure.IsRareFault(domain, number, policy, fault.Key, failures))
            {
                _passing = SessionMath.Add(_passing, fault.Value);
                continue;
            }

            failed = true;
            ResultCounts.Add(own, fault.Key.ResultType, fault.Value);
        }

        if (failures.NotCovered is not null && _notCovered.Count < MaxHosts) _notCovered.UnionWith(failures.NotCovered);
        return failed;
    }

    /// <summary>Adds the domain's own failures of a day.</summary>
    /// <returns>Whether one of them counts against the domain.</returns>
    private bool Failed(DomainEvidence domain, int number, DayFailures failures, Dictionary<string, long> own)
    {
        if (failures.OwnBy is not { } senders) return false;
        var isRare = senders.Keys.All(sender => PassingFailure.IsRare(domain, number, policy, sender, failures));
        if (isRare || (_events < MaxEvents && PassingFailure.IsSingle(domain, number, policy, failures)))
        {
            if (!isRare) _events++;
            foreach (var failure in failures.Own) _passing = SessionMath.Add(_passing, failure.Value);
            return false;
        }

        foreach (var failure in failures.Own) own[failure.Key] = failure.Value;
        return true;
    }

    private void AddFailed(int number, Dictionary<string, long> own)
    {
        foreach (var type in _lastFailures) ResultCounts.Add(_earlierFailures, type.Key, type.Value);
        foreach (var type in own) ResultCounts.Add(_failures, type.Key, type.Value);
        _lastFailures = own;
        _lastFailure = number;
        _streak = 0;
        _withoutSuccess.Clear(); // only those after the last failure could have counted
    }
}
