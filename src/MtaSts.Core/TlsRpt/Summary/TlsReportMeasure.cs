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
    private readonly ReportLedger _ledger = new();
    private readonly Dictionary<GroupKey, GroupTotals> _groups = [];
    private readonly Dictionary<GroupKey, SinceScope> _scopes = [];
    private readonly OrganizationNames _organizations = new();
    private long _number;
    private bool _isLeftOut;
    private readonly Dictionary<string, DomainEvidence> _domains = new(StringComparer.Ordinal);

    /// <summary>Creates an empty summary.</summary>
    /// <param name="options">The grouping and the current time.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public TlsReportMeasure(TlsReportMeasureOptions options) => _options = options ?? throw new ArgumentNullException(nameof(options));

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
    /// The totals of each group (as <see cref="TlsReportRecurrence"/> when the options name a moment), in the order
    /// of domain, organization, day, result type, MX host.
    /// </summary>
    public IReadOnlyList<TlsReportSummary> GetSummaries()
    {
        Release();
        return [.. _groups.OrderBy(group => group.Key).Select(group => ToSummary(group.Key, group.Value))];
    }

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
        foreach (var entry in _ledger.Release()) Add(entry);
    }

    private void Add(LedgerEntry entry)
    {
        var report = CountedReports.Of(entry.Report, _number++, entry.IsTrusted || _options.TrustUnsigned);
        _isLeftOut = false;
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

        totals.AddReport(entry.Counted);
        return totals;
    }

    private TlsReportSummary ToSummary(GroupKey key, GroupTotals totals)
    {
        _scopes.TryGetValue(key with { ResultType = null, MxHost = null }, out var scope);
        if (_options.GroupBy != TlsReportGrouping.Domain) return totals.ToSummary(key, null, null, ReadableList<string>.Empty, scope);
        if (key.Domain is not { Length: > 0 } domain) return totals.ToSummary(key, null, null, new ReadableList<string>([RolloutReasons.NoDomain]), scope);
        if (_domains[domain].IsMaybeHost)
            return totals.ToSummary(key, null, null, new ReadableList<string>([RolloutReasons.OnlyDane(SafeText.Clean(domain))]), scope);
        var evidence = _domains[domain].ForStage(_options.Stage);
        var readiness = ReadinessGate.Judge(evidence, _options.NowUtc);
        return totals.ToSummary(key, evidence, readiness.Readiness, readiness.Reasons, scope);
    }

    private bool Has(TlsReportGrouping grouping) => (_options.GroupBy & grouping) != 0;
}
