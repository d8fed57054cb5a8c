using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Watching;

/// <summary>
/// What was accepted for each domain, and what is open since. Comparing records what is open; what was accepted changes
/// only by <see cref="Accept"/>. What a run sees of a domain for the first time is taken as its accepted state, except faults.
/// </summary>
public sealed class Baseline
{
    internal Dictionary<string, BaselineEntry> Entries { get; } = new(StringComparer.Ordinal);

    private readonly HashSet<string> _compared = new(StringComparer.Ordinal);

    /// <summary>How many domains it holds.</summary>
    public int Count => Entries.Count;

    /// <summary>Whether it holds a domain.</summary>
    /// <param name="domain">The domain in A-label form.</param>
    public bool Contains(string domain) => Entries.ContainsKey(domain);

    /// <summary>Compares a result, and records what is open from now on.</summary>
    /// <param name="result">The result.</param>
    /// <param name="notChecked">The ids of checks that could not be made this time.</param>
    /// <returns>The changes and open faults of the domain; null when the result is older than one that was compared before.</returns>
    public IReadOnlyList<BaselineChange>? Compare(WatchedResult result, out IReadOnlyList<string> notChecked)
    {
        if (result is null) throw new ArgumentNullException(nameof(result));
        notChecked = [];
        if (!Entries.TryGetValue(result.DomainName, out var entry)) Entries[result.DomainName] = entry = new BaselineEntry();
        if (entry.LastSeen > result.Tested) return null;
        _compared.Add(result.DomainName);
        var drifts = Drift.Compare(result.DomainName, entry, result.Published).ToList();
        Adopt(entry, result.Published);
        var changes = new List<BaselineChange>();
        var judged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var check in result.Checks.Concat(drifts))
        {
            if (check.Status is CheckStatus.Unknown or CheckStatus.Skipped) continue;
            judged.Add(check.Id);
            if (Judge(result, entry, check) is { } change) changes.Add(change);
        }

        foreach (var fault in entry.Open.Where(fault => !judged.Contains(fault.Key)))
            changes.Add(NotConfirmed(result.DomainName, fault.Key, fault.Value));
        notChecked = result.Checks.Where(check => check.Status == CheckStatus.Unknown).Select(check => check.Id).ToList();
        return changes;
    }

    /// <summary>The open faults of domains that were not compared, by domain.</summary>
    public IReadOnlyList<BaselineChange> NotCompared() =>
        (from domain in Entries.Keys.Where(domain => !_compared.Contains(domain)).OrderBy(domain => domain, StringComparer.Ordinal)
         from fault in Entries[domain].Open
         select NotConfirmed(domain, fault.Key, fault.Value)).ToList(); // a list: the caller may accept one while it looks at the next

    /// <summary>Accepts an open fault or a drift: it is known from now on, and no longer reported.</summary>
    /// <param name="domain">The domain in A-label form.</param>
    /// <param name="checkId">The id of the check.</param>
    /// <returns>False when no such fault is open.</returns>
    public bool Accept(string domain, string checkId)
    {
        if (!Entries.TryGetValue(domain, out var entry) || !entry.Open.TryGetValue(checkId, out var fault)) return false;
        entry.Open.Remove(checkId);
        switch (checkId)
        {
            case Drift.PolicyChanged:
                if (entry.Open.ContainsKey(Drift.IdUnchanged)) entry.PolicyOfId ??= entry.Accepted.Policy;
                else entry.Accepted.PolicyId = entry.Differing.PolicyId ?? entry.Accepted.PolicyId;
                entry.Accepted.Policy = entry.Differing.Policy;
                entry.Differing.Policy = entry.Open.ContainsKey(Drift.IdUnchanged) ? entry.Differing.Policy : null;
                break;
            case Drift.IdUnchanged:
                entry.PolicyOfId = entry.Differing.Policy == entry.Accepted.Policy ? null : entry.Differing.Policy;
                break;
            case Drift.MxChanged:
                entry.Accepted.MxHosts = entry.Differing.MxHosts;
                entry.Differing.MxHosts = null;
                break;
            case Drift.CertificateChanged:
                foreach (var issuer in entry.Differing.Issuers) entry.Accepted.Issuers[issuer.Key] = issuer.Value;
                entry.Differing.Issuers.Clear();
                break;
            default:
                entry.Known[checkId] = new AcceptedFault(fault.Severity, fault.Detail);
                break;
        }

        if (entry.PolicyOfId == entry.Accepted.Policy) entry.PolicyOfId = null;
        if (!entry.Open.ContainsKey(Drift.PolicyChanged) && !entry.Open.ContainsKey(Drift.IdUnchanged))
            (entry.Differing.Policy, entry.Differing.PolicyId) = (null, null);
        return true;
    }

    /// <summary>Takes a domain out, with all that was accepted and is open.</summary>
    /// <param name="domain">The domain in A-label form.</param>
    /// <returns>False when the baseline does not hold the domain.</returns>
    public bool Remove(string domain) => Entries.Remove(domain);

    /// <summary>
    /// Takes what was never seen before as accepted, follows an id that changed while the policy did not, and keeps what
    /// differs for the day on which it is accepted.
    /// </summary>
    private static void Adopt(BaselineEntry entry, PublishedState now)
    {
        var accepted = entry.Accepted;
        if (accepted.Policy is null || accepted.Policy == now.Policy)
        {
            accepted.Policy = now.Policy ?? accepted.Policy;
            if (entry.PolicyOfId is null || now.PolicyId != accepted.PolicyId)
                (accepted.PolicyId, entry.PolicyOfId) = (now.PolicyId ?? accepted.PolicyId, null);
        }

        accepted.MxHosts ??= now.MxHosts;
        if (now.Policy is not null)
        {
            var differs = now.Policy != accepted.Policy || entry.PolicyOfId is not null;
            entry.Differing.Policy = differs ? now.Policy : null;
            entry.Differing.PolicyId = differs ? now.PolicyId : null;
        }

        if (now.MxHosts is not null) entry.Differing.MxHosts = now.MxHosts.SequenceEqual(accepted.MxHosts!) ? null : now.MxHosts;
        foreach (var host in now.Issuers)
        {
            if (!accepted.Issuers.TryGetValue(host.Key, out var issuer)) accepted.Issuers[host.Key] = host.Value;
            if (issuer is null || issuer == host.Value) entry.Differing.Issuers.Remove(host.Key);
            else entry.Differing.Issuers[host.Key] = host.Value;
        }
    }

    private static BaselineChange? Judge(WatchedResult result, BaselineEntry entry, WatchedCheck check)
    {
        var isDrift = check.Id.StartsWith("Drift.", StringComparison.Ordinal);
        var isOpen = entry.Open.TryGetValue(check.Id, out var earlier);
        var isFault = check.Status is CheckStatus.Warning or CheckStatus.Fail || isDrift && check.Status == CheckStatus.Info;
        if (!isFault || entry.Known.TryGetValue(check.Id, out var known) && known.Covers(check.Status, check.Detail))
        {
            if (!isOpen) return null;
            entry.Open.Remove(check.Id);
            return Change(
                result.DomainName, ChangeState.Resolved, check.Id, earlier! with { LastSeen = result.Tested, Detail = check.Detail, Fix = "" }, isNew: true);
        }

        var fault = new OpenFault(check.Status, earlier?.Since ?? result.Tested, result.Tested, check.Detail, check.Fix);
        entry.Open[check.Id] = fault;
        var isNew = !isOpen || Rank(check.Status) > Rank(earlier!.Severity) || FaultWords.HasNew(earlier.Detail, check.Detail);
        var state = isDrift ? ChangeState.Drift : isOpen ? ChangeState.Persisting : ChangeState.New;
        return Change(result.DomainName, state, check.Id, fault, isNew);
    }

    internal static int Rank(CheckStatus status) => status switch { CheckStatus.Fail => 2, CheckStatus.Warning => 1, _ => 0 };

    private static BaselineChange NotConfirmed(string domain, string checkId, OpenFault fault) => Change(
        domain,
        checkId.StartsWith("Drift.", StringComparison.Ordinal) ? ChangeState.Drift : ChangeState.Persisting,
        checkId,
        fault with { Detail = FormattableString.Invariant($"Not checked this time, so it stays open. Seen on {fault.LastSeen:yyyy-MM-dd}: {fault.Detail}") },
        isNew: false,
        isConfirmed: false);

    private static BaselineChange Change(string domain, ChangeState state, string checkId, OpenFault fault, bool isNew, bool isConfirmed = true) => new()
    {
        DomainName = domain,
        State = state,
        Severity = fault.Severity,
        CheckId = checkId,
        Since = fault.Since,
        LastSeen = fault.LastSeen,
        IsNew = isNew,
        IsConfirmed = isConfirmed,
        Detail = fault.Detail,
        Fix = fault.Fix,
    };
}
