using System;
using System.Collections.Generic;
using MtaSts.Rollout;
using MtaSts.Rollout.Evidence;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.Reporting;

/// <summary>The totals of all TLS reports: sums by day, and the evidence for each domain.</summary>
internal sealed class TlsTotals : IDisposable
{
    private const string Others = "(others)";

    // Reports with other dates come from a wrong clock, or are too old to be relevant.
    private const int MaxDaysBack = 1100;
    private const int MaxDaysAhead = 2;

    private readonly ReportLedger _ledger = new();
    private readonly Dictionary<int, DomainEvidence> _evidence = [];
    private readonly Dictionary<int, string> _organizations = []; // as sent, by which the evidence knows them
    private readonly OrganizationNames _names = new();
    private readonly int _today;
    private readonly bool _trustUnsigned;
    private readonly double _maxFailureRate;
    private Func<string, int>? _numberOf;

    public TlsTotals(DateTime utcNow, bool trustUnsigned = false, double maxFailureRate = RolloutStages.MaxFailureRate)
    {
        _today = (int)(utcNow.Ticks / TimeSpan.TicksPerDay);
        _trustUnsigned = trustUnsigned;
        _maxFailureRate = maxFailureRate;
    }

    public SessionTotals Sessions { get; } = new();

    public FailureTotals Failures { get; } = new();

    public NameTable Organizations { get; } = new(2_000, Others);

    public NameTable ResultTypes { get; } = new(200, Others);

    public NameTable MxHosts { get; } = new(10_000, Others);

    public NameTable Addresses { get; } = new(20_000, Others);

    /// <summary>How many reports were counted.</summary>
    public long Reports { get; private set; }

    /// <summary>How many reports were left out because they had been counted before.</summary>
    public long Duplicates => _ledger.Duplicates;

    /// <summary>How many reports were left out because of their dates.</summary>
    public long OutOfRange { get; private set; }

    public int? FirstDay { get; private set; }

    public int? LastDay { get; private set; }

    /// <summary>True when entries were combined because there were too many.</summary>
    public bool IsFull => Sessions.IsFull || Failures.IsFull || Organizations.IsFull || ResultTypes.IsFull || MxHosts.IsFull || Addresses.IsFull;

    public DomainEvidence? EvidenceOf(int domain) => _evidence.TryGetValue(domain, out var evidence) ? evidence : null;

    /// <summary>Adds a report, unless it was added before (same organization, report-id, domain and content).</summary>
    /// <param name="report">The report.</param>
    /// <param name="numberOf">The number of a domain.</param>
    /// <returns>Whether something of it is counted, or held until <see cref="Complete"/>.</returns>
    public bool Add(TlsReport report, Func<string, int> numberOf)
    {
        // A report without dates has no place on the timeline.
        if (ReportPeriod.Of(report) is not { } period || period.FirstDay < _today - MaxDaysBack || period.LastDay > _today + MaxDaysAhead)
        {
            OutOfRange++;
            return false;
        }

        _numberOf = numberOf;
        if (_ledger.Enter(report, out var isTaken) is { } entry) Add(entry, numberOf);
        return isTaken;
    }

    /// <summary>Counts what was held: an aligned report of the same id could have come.</summary>
    public void Complete()
    {
        if (_numberOf is null) return;
        foreach (var entry in _ledger.Release()) Add(entry, _numberOf);
    }

    /// <summary>
    /// Whether an organization's failures to get the policy on a day are its own temporary fault, by the rule of <see cref="FailureOwnership"/>.
    /// </summary>
    public bool IsPassing(int domain, int organization, int day) =>
        _evidence.TryGetValue(domain, out var evidence) && _organizations.TryGetValue(organization, out var name) && PassingFault.Is(evidence, day, name);

    public void Dispose() => _ledger.Dispose();

    private void Add(LedgerEntry entry, Func<string, int> numberOf)
    {
        var report = entry.Report;
        if (entry.Policies.Count > 0)
        {
            var period = ReportPeriod.Of(report)!.Value;
            var counted = CountedReports.Of(report, Reports, entry.IsTrusted || _trustUnsigned);
            var organization = Organizations.Number(report.OrganizationName);
            if (!_organizations.ContainsKey(organization)) _organizations[organization] = report.OrganizationName;
            foreach (var (policy, domain, isMaybeHost) in entry.Policies)
            {
                Add(counted, policy, numberOf(domain), organization, period, isMaybeHost);
            }

            Reports++;
            FirstDay = FirstDay is { } first ? Math.Min(first, period.FirstDay) : period.FirstDay;
            LastDay = LastDay is { } last ? Math.Max(last, period.LastDay) : period.LastDay;
        }

        foreach (var domain in entry.Conflicts) _evidence[numberOf(domain)].AddConflict(report.OrganizationName);
        foreach (var domain in entry.Superseded) _evidence[numberOf(domain)].AddSuperseded(report.OrganizationName);
    }

    private void Add(CountedReport report, TlsReportPolicy policy, int domain, int organization, ReportPeriod period, bool isMaybeHost)
    {
        if (!_evidence.TryGetValue(domain, out var evidence)) _evidence[domain] = evidence = new DomainEvidence(_names, _maxFailureRate);
        if (!isMaybeHost) evidence.IsMaybeHost = false;
        var figures = PolicyFigures.Of(policy);
        evidence.Add(report, policy, figures);
        Sessions.Add(domain, organization, period, policy.SuccessCount, figures, () => Organizations.Number(Others));
        var key = new FailureKey(domain, period.FirstDay, period.LastDay, organization, -1, -1, -1);
        Failures.Add(key, figures.Unexplained);
        foreach (var failure in policy.FailureDetails)
        {
            Failures.Add(
                key with
                {
                    ResultType = NumberOf(ResultTypes, failure.ResultType),
                    MxHost = NumberOf(MxHosts, DomainKey.Normal(failure.ReceivingMxHostname)),
                    Address = NumberOf(Addresses, failure.SendingMtaIp),
                },
                failure.FailedSessionCount);
        }
    }

    private static int NumberOf(NameTable table, string? name) => string.IsNullOrEmpty(name) ? -1 : table.Number(name);
}
