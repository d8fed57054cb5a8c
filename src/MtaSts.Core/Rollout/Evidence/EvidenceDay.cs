using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Rollout.Evidence;

/// <summary>What all reports together say about one domain on one day.</summary>
internal sealed class EvidenceDay
{
    private const int MaxHosts = 10;
    // Most days have no failure, and a year of a thousand domains has many days.
    private static readonly IReadOnlyDictionary<string, long> NoFailures = new Dictionary<string, long>(0);
    private static readonly IReadOnlyDictionary<(string, string), long> NoFaults = new Dictionary<(string, string), long>(0);

    private Dictionary<string, long>? _ownFailures;
    private Dictionary<(string Organization, string ResultType), long>? _policyFaults;

    // Two names are enough to decide whether there is one other than a given one.
    private string? _firstSuccess;
    private string? _secondSuccess;

    /// <summary>There were sessions under the domain's MTA-STS policy with a mode other than none.</summary>
    public bool HasSessions { get; private set; }

    /// <summary>One of them succeeded, so that the day is evidence.</summary>
    public bool HasSuccess { get; private set; }

    public bool HasOwnFailure { get; set; }

    public long SenderFailures { get; set; }

    /// <summary>The sts sessions by the policy that their reports show; null when none shows one.</summary>
    public PolicySessions? Policies { get; private set; }

    public IReadOnlyDictionary<string, long> OwnFailures => (IReadOnlyDictionary<string, long>?)_ownFailures ?? NoFailures;

    /// <summary>MX hosts with failures that the reported policy does not cover; only a few, because a stranger may list any number.</summary>
    public HashSet<string>? NotCovered { get; private set; }

    /// <summary>Failures to fetch the policy, by reporter.</summary>
    public IReadOnlyDictionary<(string Organization, string ResultType), long> PolicyFaults =>
        (IReadOnlyDictionary<(string, string), long>?)_policyFaults ?? NoFaults;

    /// <summary>Adds sessions under an sts policy.</summary>
    public void AddSessions(string organization, ReportedStage? shown, long sessions, bool hasSuccess)
    {
        if (sessions > 0 && shown is ReportedStage policy) (Policies ??= new PolicySessions()).Add(policy, sessions);
        if (sessions > 0 && shown != ReportedStage.None) HasSessions = true;
        if (!hasSuccess) return;
        if (shown != ReportedStage.None) HasSuccess = true;
        if (_firstSuccess is null) _firstSuccess = organization;
        else if (_secondSuccess is null && _firstSuccess != organization) _secondSuccess = organization;
    }

    public void AddNotCovered(string host)
    {
        NotCovered ??= new HashSet<string>(StringComparer.Ordinal);
        if (NotCovered.Count < MaxHosts) NotCovered.Add(host);
    }

    public void AddOwn(string resultType, long count)
    {
        if (count > 0) ResultCounts.Add(_ownFailures ??= new(StringComparer.Ordinal), resultType, count);
    }

    public void AddPolicyFault(string organization, string resultType, long count)
    {
        if (count == 0) return;
        _policyFaults ??= [];
        _policyFaults.TryGetValue((organization, resultType), out var before);
        _policyFaults[(organization, resultType)] = SessionMath.Add(before, count);
    }

    public bool OnlyPolicyFaultOf(string organization) => PolicyFaults.Keys.All(fault => fault.Organization == organization);

    public bool OtherSucceeded(string organization) =>
        _firstSuccess is string first && first != organization || _secondSuccess is string second && second != organization;
}
