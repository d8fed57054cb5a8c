using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.TlsRpt.Summary;

/// <summary>
/// Decides which reports count, whatever order they come in. Two reports have one identity when organization, report-id
/// and policy domain are the same: the report-id is there for the policy domain to tell duplicates (RFC 8460 §5.3), and
/// some senders use one id for the reports of all domains of a day. A report without an id has the identity of its period and its
/// policies for the domain, however its JSON is laid out. Of one identity:
/// <list type="number">
/// <item>The same content counts once.</item>
/// <item>Ids can be guessed, and anyone can send a report. So one that is trusted (its DKIM signature is aligned, or it did not come by
/// mail) counts, and one that is not is left out.</item>
/// <item>Several that are trusted all count, and so do several that are not: neither hides the other's failures.</item>
/// <item>Rows of a table tell less than the report; they count where there is no report.</item>
/// </list>
/// A trusted report counts at once and leaves some 25 bytes per domain. What is not trusted is kept until <see cref="Release"/>. Past
/// <see cref="MaxHeld"/> or <see cref="MaxHeldItems"/> it counts at once; a trusted one of its identity that comes later then counts too, so that no
/// failure is hidden.
/// </summary>
/// <param name="shard">Only these domains; null for all.</param>
internal sealed class ReportLedger(DomainShard? shard = null) : IDisposable
{
    // Of an identity: what was seen of it.
    private const int TrustedSeen = 1;
    private const int OtherSeen = 2;
    private const int ReportSeen = 4; // and not rows alone
    private const int MaxHeld = 100_000;
    private const int MaxHeldItems = 250_000; // policies and failure details
    private const int Held = 8; // of a content: it waits for the release

    private readonly HashTable64 _identities = new();
    private readonly HashTable64 _contents = new(); // identity and content together, by the same bits
    private readonly ContentHash _hash = new();
    private readonly BitArray? _shards = shard is { } one ? new(one.Count) : null; // those with a domain in the reports
    private readonly List<TlsReport> _held = [];
    private readonly List<TlsReport> _rows = [];
    private long _heldItems;
    private bool _isReleased;

    /// <summary>How many reports were left out because they had been counted before.</summary>
    public int Duplicates { get; private set; }

    /// <summary>How many shards have a domain in the reports; 0 without shards.</summary>
    public int FilledShards { get; private set; }

    /// <summary>Adds a report for each of its domains.</summary>
    /// <param name="report">The report.</param>
    /// <param name="isTaken">False when it was entered for all of them before, or has nothing to enter.</param>
    /// <returns>What counts of it now; null when nothing does, or when <see cref="Release"/> will decide.</returns>
    public LedgerEntry? Enter(TlsReport report, out bool isTaken)
    {
        if (_isReleased || _held.Count + _rows.Count >= MaxHeld || _heldItems >= MaxHeldItems || (!report.IsFromRows && ReportIdentity.IsTrusted(report)))
        {
            var entry = Decide(report);
            isTaken = entry is { Policies.Count: > 0 };
            return entry;
        }

        isTaken = Hold(report);
        return null;
    }

    /// <summary>Decides on the reports that were kept. Call it when all reports are in; a later one is still counted, in the order it comes.</summary>
    public IEnumerable<LedgerEntry> Release()
    {
        _isReleased = true;
        foreach (var report in _rows.Where(ReportIdentity.IsTrusted).Concat(_held).Concat(_rows.Where(row => !ReportIdentity.IsTrusted(row))))
        {
            if (Decide(report) is { } entry) yield return entry;
        }

        _held.Clear();
        _rows.Clear();
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>The policies of the shard. The others help to tell which domain a policy is for.</summary>
    private List<LedgerPolicy> CountedOf(TlsReport report, out bool isShared)
    {
        var policies = PolicyPairs.Counted(report);
        isShared = false;
        if (shard is not { } part || policies.Count == 0) return policies;
        isShared = policies.Exists(policy => policy.Domain != policies[0].Domain);
        policies.RemoveAll(policy => !IsOf(part, policy.Domain));
        return policies;
    }

    private bool IsOf(DomainShard part, string domain)
    {
        var number = DomainShard.NumberOf(domain, part.Count);
        if (!_shards![number - 1])
        {
            _shards[number - 1] = true;
            FilledShards++;
        }

        return number == part.Number;
    }

    /// <summary>Keeps a report, unless the same content was counted or is kept.</summary>
    private bool Hold(TlsReport report)
    {
        var policies = CountedOf(report, out _);
        if (policies.Count == 0) return false;
        var isNew = false;
        foreach (var domain in policies.GroupBy(policy => policy.Domain, StringComparer.Ordinal))
        {
            isNew |= _contents.Set(HashesOf(report, domain.Key, domain).Content, Held) == 0;
        }

        if (isNew)
        {
            (report.IsFromRows ? _rows : _held).Add(report);
            foreach (var policy in report.Policies) _heldItems += 1 + policy.FailureDetails.Count;
        }
        else
        {
            Duplicates++;
        }

        return isNew;
    }

    private LedgerEntry? Decide(TlsReport report)
    {
        var policies = CountedOf(report, out var isShared);
        if (policies.Count == 0) return null;
        HashSet<string> counted = new(StringComparer.Ordinal);
        List<string> conflicts = [];
        List<string> superseded = [];
        foreach (var domain in policies.GroupBy(policy => policy.Domain, StringComparer.Ordinal))
        {
            switch (Decide(report, domain.Key, domain))
            {
                case Decision.Counts: counted.Add(domain.Key); break;
                case Decision.Superseded: superseded.Add(domain.Key); break;
                case Decision.Conflicts:
                    counted.Add(domain.Key);
                    conflicts.Add(domain.Key);
                    break;
            }
        }

        if (counted.Count == 0 && superseded.Count == 0)
        {
            Duplicates++;
            return null;
        }

        policies.RemoveAll(policy => !counted.Contains(policy.Domain));
        return new LedgerEntry(report, ReportIdentity.IsTrusted(report), policies, conflicts, superseded, isShared);
    }

    /// <summary>Decides on a report for one domain.</summary>
    private Decision Decide(TlsReport report, string domain, IEnumerable<LedgerPolicy> policies)
    {
        var seen = ReportIdentity.IsTrusted(report) ? TrustedSeen : OtherSeen;
        (var identity, var content) = HashesOf(report, domain, policies);
        var before = _identities.Get(identity);
        if ((_contents.Get(content) & ~Held) != 0 || report.IsFromRows && (before & ReportSeen) != 0) return Decision.Duplicate;
        _contents.Set(content, seen);
        if (seen == OtherSeen && (before & TrustedSeen) != 0) return Decision.Superseded;
        _identities.Set(identity, report.IsFromRows ? seen : seen | ReportSeen);
        return (before & (TrustedSeen | OtherSeen)) != 0 ? Decision.Conflicts : Decision.Counts;
    }

    private (ulong Identity, ulong Content) HashesOf(TlsReport report, string domain, IEnumerable<LedgerPolicy> policies)
    {
        if (report.ReportId.Length == 0)
        {
            AddIdentity(report, domain);
            AddContent(report, policies);
            var both = _hash.Finish();
            return (both, both);
        }

        AddIdentity(report, domain);
        var identity = _hash.Finish();
        AddIdentity(report, domain);
        AddContent(report, policies);
        return (identity, _hash.Finish());
    }

    private void AddIdentity(TlsReport report, string domain)
    {
        _hash.Add(report.OrganizationName);
        _hash.Add(domain);
        _hash.Add(report.ReportId);
    }

    private void AddContent(TlsReport report, IEnumerable<LedgerPolicy> policies)
    {
        _hash.Add(report.StartDate?.Ticks ?? -1);
        _hash.Add(report.EndDate?.Ticks ?? -1);
        foreach (var (policy, _, _) in policies)
        {
            _hash.Add(policy.PolicyType);
            _hash.Add(policy.PolicyDomain);
            _hash.Add(policy.SuccessCount);
            _hash.Add(policy.FailureCount);
            _hash.Add(policy.PolicyString);
            _hash.Add(policy.MxHost);
            _hash.Add(policy.FailureDetails.Count);
            foreach (var failure in policy.FailureDetails) AddFailure(failure);
        }
    }

    private void AddFailure(TlsReportFailure failure)
    {
        _hash.Add(failure.ResultType);
        _hash.Add(failure.FailedSessionCount);
        _hash.Add(failure.SendingMtaIp);
        _hash.Add(failure.ReceivingMxHostname);
        _hash.Add(failure.ReceivingMxHelo);
        _hash.Add(failure.ReceivingIp);
        _hash.Add(failure.FailureReasonCode);
        _hash.Add(failure.AdditionalInformation);
    }

    private enum Decision
    {
        Duplicate,
        Counts,
        Conflicts,
        Superseded,
    }
}
