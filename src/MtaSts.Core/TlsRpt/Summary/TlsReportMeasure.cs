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
    private readonly AddedSums _sums;
    private readonly ReportAssembler _rows = new();
    private readonly Dictionary<GroupKey, GroupTotals> _groups = [];
    private readonly Dictionary<GroupKey, SinceScope> _scopes = [];
    private readonly OrganizationNames _organizations = new();
    private long _number;
    private int _leftOut;
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
        _sums = new AddedSums(options);
    }

    /// <summary>How many reports were left out because they had been counted before.</summary>
    public int Duplicates => _ledger.Duplicates;

    /// <summary>How many groups there may be, and how many domains.</summary>
    public int MaxGroups => _options.MaxGroups;

    /// <summary>How many reports were left out, whole or in part, because there are as many groups or domains as there may be.</summary>
    public int LeftOut => _leftOut + _sums.LeftOut;

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
        problem = _sums.Add(part ?? throw new ArgumentNullException(nameof(part)));
        return problem is null;
    }

    /// <summary>
    /// The totals of each group (as <see cref="TlsReportRecurrence"/> when the options name a moment), in the order
    /// of domain, organization, day, result type, MX host.
    /// </summary>
    public IReadOnlyList<TlsReportSummary> GetSummaries()
    {
        Release();
        var keys = (_sums.Keys.Count == 0 ? _groups.Keys : _groups.Keys.Union(_sums.Keys)).OrderBy(key => key);
        if (_options.Shard is null && _sums.Keys.Count == 0) return [.. keys.Select(key => ToSummary(key, ToSum(key), null))];
        var sums = keys.Select(ToSum).ToList();
        return [.. sums.Zip(PartialSumText.Write(sums), (sum, part) => ToSummary(sum.Key, sum, part))];
    }

    /// <summary>
    /// What the totals lack or may have twice, because of the sums that were added: sentences for a person. Complete when <see cref="GetSummaries"/>
    /// was called.
    /// </summary>
    public IReadOnlyList<string> SumWarnings => _sums.Warnings(_domains.Keys);

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
        if (_isLeftOut) _leftOut++;
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

    private PartialSum ToSum(GroupKey key)
    {
        var added = _sums.Find(key);

        // With reports of unknown shards beside them, sums no longer tell which shards are in the totals.
        if (_groups.Count > 0) added?.Shards.Clear();
        if (!_groups.TryGetValue(key, out var totals)) return added!;
        var sum = totals.ToSum(key, _options.GroupBy);
        if (_options.GroupBy == TlsReportGrouping.Domain) Judge(sum);
        if (_options.Shard is { } shard)
        {
            sum.Shards.Add(shard);
            sum.FilledShards = _ledger.FilledShards;
        }

        if (added is not null) sum.Add(added);
        return sum;
    }

    private TlsReportSummary ToSummary(GroupKey key, PartialSum sum, string? part)
    {
        var summary = sum.ToSummary(part);
        if (!_groups.TryGetValue(key, out var totals)) return summary;
        _scopes.TryGetValue(key with { ResultType = null, MxHost = null }, out var scope);
        return totals.Split(summary, scope);
    }

    /// <summary>Judges whether a domain is ready for the next stage.</summary>
    private void Judge(PartialSum sum)
    {
        sum.Settings.Add(SumSettings.Of(_options));
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
