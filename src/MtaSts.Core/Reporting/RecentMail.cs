using System.Collections.Generic;

namespace MtaSts.Reporting;

/// <summary>What the last weeks of the reports say about each domain, for ranking and forecasts.</summary>
internal sealed class RecentMail(TlsTotals tls)
{
    /// <summary>Mail at stake is the mail of the last 30 days.</summary>
    private const int StakeDays = 30;

    private const int RateDays = 28;

    private readonly Dictionary<int, long> _sessions = [];
    private readonly Dictionary<(int Domain, string ResultType), long> _ownFailures = [];
    private readonly Dictionary<(int Domain, string ResultType), int> _lastFailures = [];
    private readonly Dictionary<int, int> _lastSuccesses = [];
    private readonly Dictionary<int, HashSet<int>> _days = [];

    /// <summary>Sessions of each domain.</summary>
    public IReadOnlyDictionary<int, long> Sessions => _sessions;

    /// <summary>Failed sessions for which the domain is responsible, by domain and result type.</summary>
    public IReadOnlyDictionary<(int Domain, string ResultType), long> OwnFailures => _ownFailures;

    /// <summary>On how many of the last 28 days of the reports a session succeeded.</summary>
    public int DaysOf(int domain) => _days.TryGetValue(domain, out var days) ? days.Count : 0;

    /// <summary>The last day on which a failure may have happened; null when there is none.</summary>
    public int? LastFailure(int domain, string resultType) => _lastFailures.TryGetValue((domain, resultType), out var day) ? day : null;

    /// <summary>The last day on which a session succeeded; null when there is none.</summary>
    public int? LastSuccess(int domain) => _lastSuccesses.TryGetValue(domain, out var day) ? day : null;

    public void Add((int Domain, int Organization, int Day) key, SessionCount count)
    {
        if (key.Day > tls.LastDay - StakeDays)
        {
            _sessions.TryGetValue(key.Domain, out var before);
            _sessions[key.Domain] = SessionMath.Add(before, SessionMath.Add(count.Successes, SessionMath.Add(count.Own, count.Senders)));
        }

        if (count.Successes > 0 && !(_lastSuccesses.TryGetValue(key.Domain, out var last) && last >= key.Day)) _lastSuccesses[key.Domain] = key.Day;
        if (count.Successes == 0 || !(key.Day > tls.LastDay - RateDays)) return;
        if (!_days.TryGetValue(key.Domain, out var days)) _days[key.Domain] = days = [];
        days.Add(key.Day);
    }

    public void AddOwnFailure(FailureKey key, string? resultType, long count)
    {
        if (resultType is null || !(key.Day > tls.LastDay - StakeDays)) return;
        if (!(_lastFailures.TryGetValue((key.Domain, resultType), out var last) && last >= key.LastDay)) _lastFailures[(key.Domain, resultType)] = key.LastDay;
        _ownFailures.TryGetValue((key.Domain, resultType), out var before);
        _ownFailures[(key.Domain, resultType)] = SessionMath.Add(before, count);
    }
}
