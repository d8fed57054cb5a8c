using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Rollout.Evidence;

/// <summary>What failed on a day. Most days have none of it.</summary>
internal sealed class DayFailures
{
    /// <summary>What stands for the result type of failed sessions without a detail.</summary>
    public const string WithoutDetails = "without details";

    private const int MaxHosts = 10;

    private Dictionary<string, long>? _own;
    private Dictionary<int, long>? _ownBy;
    private Dictionary<int, long>? _faultsBy;
    private Dictionary<(string Organization, int Sender, string ResultType), long>? _policyFaults;

    /// <summary>The senders of the day after the first (see <see cref="SenderDays"/>).</summary>
    public object? MoreSenders { get; set; }

    /// <summary>
    /// Failed sessions of the domain's own kind, by the number of the sender that reports them. Those of a report over several days count
    /// on each day.
    /// </summary>
    public IReadOnlyDictionary<int, long>? OwnBy => _ownBy;

    public long Senders { get; set; }

    public IEnumerable<KeyValuePair<string, long>> Own => _own ?? [];

    /// <summary>MX hosts with failures that the reported policy does not cover; a few, of those that a stranger may name.</summary>
    public SortedSet<string>? NotCovered { get; private set; }

    /// <summary>Failures to get the policy, by who reports them.</summary>
    public IEnumerable<KeyValuePair<(string Organization, int Sender, string ResultType), long>> PolicyFaults => _policyFaults ?? [];

    /// <summary>Adds a host; the first in the order of names stay, whatever order the reports come in.</summary>
    public void AddNotCovered(string host)
    {
        NotCovered ??= new SortedSet<string>(StringComparer.Ordinal);
        if (NotCovered.Add(host) && NotCovered.Count > MaxHosts) NotCovered.Remove(NotCovered.Max!);
    }

    public void AddOwn(string resultType, long count) => ResultCounts.Add(_own ??= new(StringComparer.Ordinal), resultType, count);

    /// <summary>Notes who reports failures of the domain's own kind; when the count is 0, the day has failed anyway.</summary>
    public void AddOwnBy(int sender, long count) => AddBy(_ownBy ??= [], sender, count);

    /// <summary>All failed sessions that a sender reports and that a change to the domain may fix.</summary>
    public long FailedBy(int sender) => SessionMath.Add(Of(_ownBy, sender), Of(_faultsBy, sender));

    public void AddPolicyFault(string organization, int sender, string resultType, long count)
    {
        AddBy(_faultsBy ??= [], sender, count);
        _policyFaults ??= [];
        _policyFaults.TryGetValue((organization, sender, resultType), out var before);
        _policyFaults[(organization, sender, resultType)] = SessionMath.Add(before, count);
    }

    public bool OnlyPolicyFaultOf(string organization) => PolicyFaults.All(fault => fault.Key.Organization == organization);

    private static void AddBy(Dictionary<int, long> counts, int sender, long count) => counts[sender] = SessionMath.Add(Of(counts, sender), count);

    private static long Of(Dictionary<int, long>? counts, int sender) => counts is not null && counts.TryGetValue(sender, out var count) ? count : 0;
}
