using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Rollout;
using MtaSts.Rollout.Evidence;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Summary;

/// <summary>
/// Sums up any number of TLS reports without holding them: what it keeps grows with the groups, their days and the
/// number of different reports (some 25 bytes each). Reports by mail without an aligned DKIM signature are held until all
/// are in, because an aligned one of the same id counts instead. One instance is for one thread at a time.
/// </summary>
public sealed class TlsReportMeasure : IDisposable
{
    private readonly TlsReportMeasureOptions _options;
    private readonly ReportLedger _ledger;
    private readonly ShardCoverage _coverage = new();
    private readonly ReportAssembler _rows = new();
    private readonly Dictionary<GroupKey, PartialSum> _parts = [];
    private readonly Dictionary<GroupKey, GroupTotals> _groups = [];
    private readonly Dictionary<GroupKey, SinceScope> _scopes = [];
    private readonly OrganizationNames _organizations = new();
    private long _number;
    private bool _isLeftOut;
    private ContentKey? _shared; // of the report that is being added, when other shards have a part of it
    private readonly Dictionary<string, DomainEvidence> _domains = new(StringComparer.Ordinal);

    /// <summary>Creates an empty summary.</summary>
    /// <param name="options">The grouping and the current time.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public TlsReportMeasure(TlsReportMeasureOptions options)
    {
        _options = options ?? throw new ArgumentNullException(nameof(options));
        _ledger = new ReportLedger(options.Shard);
    }

    /// <summary>How many reports were left out because they had been counted before.</summary>
    public int Duplicates => _ledger.Duplicates;

    /// <summary>How many groups there may be, and how many domains.</summary>
    public int MaxGroups => _options.MaxGroups;

    /// <summary>How many reports were left out, whole or in part, because there are as many groups or domains as there may be.</summary>
    public int LeftOut { get; private set; }

    /// <summary>
    /// Adds a report. One that was added before is not counted again: the same organization, report-id, domain and
    /// content. Of several with other content those that are trusted count (see <see cref="DkimAlignment"/>), or all.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <returns>Whether something of it is counted, or held until all reports are in.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public bool Add(TlsReport report)
    {
        if (report is null) throw new ArgumentNullException(nameof(report));
        if (_ledger.Enter(report, out var isTaken) is { } entry) Add(entry);
        return isTaken;
    }

    /// <summary>
    /// Adds a row of a flattened report. The rows of a report follow each other. A report counts once, whether it comes as rows
    /// or as itself.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    public void Add(TlsReportRow row)
    {
        if (_rows.Add(row ?? throw new ArgumentNullException(nameof(row))) is { } report) Add(report);
    }

    /// <summary>
    /// Adds a sum that was measured before, of domains that are in no report and no other sum. The same sum counts once;
    /// <see cref="SumWarnings"/> tells what else does not fit.
    /// </summary>
    /// <param name="part">Its <see cref="TlsReportSummary.Part"/>.</param>
    /// <param name="problem">Why it cannot be added; null when it was.</param>
    /// <exception cref="ArgumentNullException"><paramref name="part"/> is null.</exception>
    public bool TryAddPart(string part, out string? problem)
    {
        if (part is null) throw new ArgumentNullException(nameof(part));
        problem = null;
        if (PartialSumText.Read(part) is not { } sum) problem = "the property Part cannot be read; it was changed, cut off, or is of a newer version";
        else if (sum.GroupBy != _options.GroupBy) problem = $"grouped by {sum.GroupBy}, and not by {_options.GroupBy}";
        else if (_options.Since is not null) problem = "a sum does not tell what happened since the given time";
        else if (_coverage.Enter(part, sum)) AddPart(sum);
        return problem is null;
    }

    private void AddPart(PartialSum sum)
    {
        if (_parts.TryGetValue(sum.Key, out var before))
        {
            _coverage.Join(before, sum);
            before.Add(sum);
        }
        else if (_parts.Count < _options.MaxGroups)
        {
            _parts[sum.Key] = sum;
        }
        else
        {
            LeftOut++;
        }
    }

    /// <summary>
    /// The totals of each group (as <see cref="TlsReportRecurrence"/> when the options name a moment), in the order
    /// of domain, organization, day, result type, MX host.
    /// </summary>
    public IReadOnlyList<TlsReportSummary> GetSummaries()
    {
        Release();
        var hasParts = _options.Shard is not null || _parts.Count > 0;
        if (_options.Shard is { } shard && _parts.Count > 0) _coverage.Enter(shard, _ledger.FilledShards);
        var keys = _parts.Count == 0 ? _groups.Keys : _groups.Keys.Union(_parts.Keys);
        return [.. keys.OrderBy(key => key).Select(key => ToSummary(key, hasParts))];
    }

    /// <summary>
    /// What the totals lack or may have twice, because of the sums that were added: sentences for a person. Complete when <see cref="GetSummaries"/>
    /// was called.
    /// </summary>
    public IReadOnlyList<string> SumWarnings => [.. _coverage.Warnings(_options.Shard is null ? _domains.Keys : [])];

    /// <summary>What the reports say about one domain, for judging whether it can move on to the next rollout stage.</summary>
    /// <param name="domain">The policy domain in A-label form.</param>
    /// <param name="stage">The stage it is in; null to take it from the reported policies.</param>
    /// <returns>Null when no report is about the domain.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="domain"/> is null.</exception>
    public RolloutEvidence? EvidenceFor(string domain, RolloutStage? stage)
    {
        Release();
        var name = DomainKey.Ascii(domain ?? throw new ArgumentNullException(nameof(domain)));
        return name is not null && _domains.TryGetValue(name, out var evidence) ? evidence.ForStage(stage) : null;
    }

    /// <summary>Frees the hash algorithm.</summary>
    public void Dispose() => _ledger.Dispose();

    /// <summary>Counts what was held.</summary>
    private void Release()
    {
        if (_rows.Complete() is { } report) Add(report);
        foreach (var entry in _ledger.Release()) Add(entry);
    }

    private void Add(LedgerEntry entry)
    {
        var report = CountedReports.Of(entry.Report, _number++, entry.IsTrusted || _options.TrustUnsigned);
        _isLeftOut = false;
        _shared = entry.IsShared ? ReportIdentity.Of(entry.Report) : null;
        foreach (var policy in entry.Policies) Add(report, policy);
        if (_isLeftOut) LeftOut++;
        foreach (var domain in entry.Conflicts) Find(domain)?.AddConflict(entry.Report.OrganizationName);
        foreach (var domain in entry.Superseded) Find(domain)?.AddSuperseded(entry.Report.OrganizationName);
    }

    private DomainEvidence? Find(string domain) => _domains.TryGetValue(domain, out var evidence) ? evidence : null;

    private void Add(CountedReport report, LedgerPolicy entered)
    {
        var (policy, domain, isMaybeHost) = entered;
        if (Find(domain) is not { } evidence)
        {
            if (_domains.Count >= _options.MaxGroups)
            {
                _isLeftOut = true;
                return;
            }

            _domains[domain] = evidence = new DomainEvidence(_organizations, _options.MaxFailureRate);
        }

        var figures = PolicyFigures.Of(policy);
        evidence.Add(report, policy, figures);
        if (!isMaybeHost) evidence.IsMaybeHost = false;
        var key = new GroupKey(
            Has(TlsReportGrouping.Domain) ? domain : null,
            Has(TlsReportGrouping.Organization) ? report.Report.OrganizationName : null,
            Has(TlsReportGrouping.Day) ? report.Period?.FirstDay : null,
            null,
            null);
        if (_options.Since is DateTime since)
        {
            if (!_scopes.TryGetValue(key, out var scope)) _scopes[key] = scope = new SinceScope();
            scope.Add(report, policy, since);
        }

        var entry = new MeasuredPolicy(report, policy, evidence, figures);
        if (Has(TlsReportGrouping.ResultType) || Has(TlsReportGrouping.MxHost)) AddByDetail(entry, key);
        else if (Group(key, entry) is { } totals) entry.AddWhole(totals);
    }

    private void AddByDetail(MeasuredPolicy entry, GroupKey key)
    {
        if (entry.HasUndetailed && Group(key, entry) is { } undetailed) entry.AddUndetailed(undetailed);
        foreach (var failure in entry.Policy.FailureDetails)
        {
            var detailed = key with
            {
                ResultType = Has(TlsReportGrouping.ResultType) ? failure.ResultType : null,
                MxHost = Has(TlsReportGrouping.MxHost) ? DomainKey.Normal(failure.ReceivingMxHostname) : null,
            };
            if (Group(detailed, entry) is { } totals) entry.AddDetail(totals, failure);
        }
    }

    /// <summary>The totals of a group; null when there is no room for it.</summary>
    private GroupTotals? Group(GroupKey key, MeasuredPolicy entry)
    {
        if (!_groups.TryGetValue(key, out var totals))
        {
            if (_groups.Count >= _options.MaxGroups)
            {
                _isLeftOut = true;
                return null;
            }

            var isRest = key is { ResultType: null, MxHost: null } && (Has(TlsReportGrouping.ResultType) || Has(TlsReportGrouping.MxHost));
            _groups[key] = totals = new GroupTotals(key.Day, _options.Since, isRest, _organizations);
        }

        totals.AddReport(entry.Counted, _shared);
        return totals;
    }

    private TlsReportSummary ToSummary(GroupKey key, bool withPart)
    {
        _parts.TryGetValue(key, out var part);

        // With reports of unknown shards beside them, sums no longer tell which shards are in the totals.
        if (_options.Shard is null && _groups.Count > 0) part?.Shards.Clear();
        if (!_groups.TryGetValue(key, out var totals)) return part!.ToSummary(withPart);
        _scopes.TryGetValue(key with { ResultType = null, MxHost = null }, out var scope);
        var sum = totals.ToSum(key, _options.GroupBy);
        if (_options.GroupBy == TlsReportGrouping.Domain) Judge(sum);
        if (_options.Shard is { } shard)
        {
            sum.Shards.Add(shard);
            sum.FilledShards = _ledger.FilledShards;
        }

        if (part is not null)
        {
            _coverage.Join(sum, part);
            sum.Add(part);
        }

        return totals.Split(sum.ToSummary(withPart), scope);
    }

    /// <summary>Judges whether a domain is ready for the next stage.</summary>
    private void Judge(PartialSum sum)
    {
        if (sum.Key.Domain is not { Length: > 0 } domain)
        {
            sum.Reasons = [RolloutReasons.NoDomain];
            return;
        }

        if (_domains[domain].IsMaybeHost)
        {
            sum.Reasons = [RolloutReasons.OnlyDane(SafeText.Clean(domain))];
            return;
        }

        sum.Evidence = _domains[domain].ForStage(_options.Stage);
        sum.Stage = sum.Evidence.Stage;
        sum.LastEvidence = sum.Evidence.LastDay;
        var readiness = ReadinessGate.Judge(sum.Evidence, _options.NowUtc);
        (sum.Readiness, sum.Reasons) = (readiness.Readiness, readiness.Reasons);
    }

    private bool Has(TlsReportGrouping grouping) => (_options.GroupBy & grouping) != 0;
}
