using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Rollout;
using MtaSts.Rollout.Evidence;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Summary;

/// <summary>
/// Sums up any number of TLS reports without keeping them: memory grows with the groups, their days and the
/// number of different reports (16 bytes each). An instance is not thread-safe.
/// </summary>
public sealed class TlsReportMeasure : IDisposable
{
    private readonly TlsReportMeasureOptions _options;
    private readonly ReportLedger _ledger = new();
    private readonly Dictionary<GroupKey, GroupTotals> _groups = [];
    private readonly Dictionary<GroupKey, SinceScope> _scopes = [];
    private readonly Dictionary<string, DomainEvidence> _domains = new(StringComparer.Ordinal);

    /// <summary>Creates an empty summary.</summary>
    /// <param name="options">The grouping and the current time.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public TlsReportMeasure(TlsReportMeasureOptions options) => _options = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>How many reports were left out because they were counted before.</summary>
    public int Duplicates { get; private set; }

    /// <summary>
    /// Adds a report. One that was added before is not counted again: the same organization, report-id and domain, or,
    /// where there is no report-id, the same content.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <returns>Whether anything of it was counted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public bool Add(TlsReport report)
    {
        if (report is null) throw new ArgumentNullException(nameof(report));
        var policies = _ledger.Enter(report, out var isDuplicate);
        if (policies.Count == 0)
        {
            if (isDuplicate) Duplicates++;
            return false;
        }

        var period = ReportPeriod.Of(report);
        foreach ((var policy, var domain, var isMaybeHost) in policies)
        {
            Add(report, policy, domain, isMaybeHost, period);
        }

        return true;
    }

    /// <summary>
    /// The totals of each group (as <see cref="TlsReportRecurrence"/> when the options name a moment), in the order
    /// of domain, organization, day, result type, MX host.
    /// </summary>
    public IReadOnlyList<TlsReportSummary> GetSummaries() =>
        [.. _groups.OrderBy(group => group.Key).Select(group => ToSummary(group.Key, group.Value))];

    /// <summary>What the reports say about one domain, for judging whether it can move on to the next rollout stage.</summary>
    /// <param name="domain">The policy domain in A-label form.</param>
    /// <param name="stage">The stage it is in; null to take it from the reported policies.</param>
    /// <returns>Null when no report is about the domain.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="domain"/> is null.</exception>
    public RolloutEvidence? EvidenceFor(string domain, RolloutStage? stage)
    {
        var name = DomainKey.Ascii(domain ?? throw new ArgumentNullException(nameof(domain)));
        return name is not null && _domains.TryGetValue(name, out var evidence) ? evidence.ForStage(stage) : null;
    }

    /// <summary>Frees the hash algorithm.</summary>
    public void Dispose() => _ledger.Dispose();

    private void Add(TlsReport report, TlsReportPolicy policy, string domain, bool isMaybeHost, ReportPeriod? period)
    {
        if (!_domains.TryGetValue(domain, out var evidence)) _domains[domain] = evidence = new DomainEvidence();
        var figures = PolicyFigures.Of(policy);
        evidence.Add(report, policy, figures, period);
        if (!isMaybeHost) evidence.IsMaybeHost = false;
        var key = new GroupKey(
            Has(TlsReportGrouping.Domain) ? domain : null,
            Has(TlsReportGrouping.Organization) ? report.OrganizationName : null,
            Has(TlsReportGrouping.Day) ? period?.FirstDay : null,
            null,
            null);
        if (_options.Since is DateTime since)
        {
            if (!_scopes.TryGetValue(key, out var scope)) _scopes[key] = scope = new SinceScope();
            scope.Add(report, policy, since);
        }

        var entry = new MeasuredPolicy(report, policy, period, evidence, figures);
        if (Has(TlsReportGrouping.ResultType) || Has(TlsReportGrouping.MxHost)) AddByDetail(entry, key);
        else entry.AddWhole(Group(key, entry));
    }

    private void AddByDetail(MeasuredPolicy entry, GroupKey key)
    {
        if (entry.HasUndetailed) entry.AddUndetailed(Group(key, entry));
        foreach (var failure in entry.Policy.FailureDetails)
        {
            var detailed = key with
            {
                ResultType = Has(TlsReportGrouping.ResultType) ? failure.ResultType : null,
                MxHost = Has(TlsReportGrouping.MxHost) ? DomainKey.Normal(failure.ReceivingMxHostname) : null,
            };
            entry.AddDetail(Group(detailed, entry), failure);
        }
    }

    private GroupTotals Group(GroupKey key, MeasuredPolicy entry)
    {
        if (!_groups.TryGetValue(key, out var totals))
        {
            var isRest = key is { ResultType: null, MxHost: null } && (Has(TlsReportGrouping.ResultType) || Has(TlsReportGrouping.MxHost));
            _groups[key] = totals = new GroupTotals(key.Day, _options.Since, isRest);
        }

        totals.AddReport(entry.Report, entry.Period);
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
