using System;
using System.Collections.Generic;
using System.Management.Automation;
using MtaSts.Rollout;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.PowerShell.Input;

/// <summary>The TLS reports and totals that were given for a step, of this session or saved.</summary>
/// <param name="options">The current time, and what counts.</param>
internal sealed class StepEvidence(TlsReportMeasureOptions options) : IDisposable
{
    private readonly TlsReportMeasure _reports = new(options);
    private readonly Dictionary<string, List<TlsReportSummary>> _summaries = new(StringComparer.Ordinal);

    /// <summary>Whether something was added.</summary>
    public bool HasAny { get; private set; }

    /// <summary>Whether an object is a report or totals.</summary>
    public static bool IsEvidence(PSObject? input) => SavedReport.From(input) is not null || SavedSummary.From(input) is not null;

    /// <summary>Adds a report or totals.</summary>
    /// <returns>False when the object is neither.</returns>
    public bool Add(PSObject? input)
    {
        if (SavedReport.From(input) is { } report) _reports.Add(report);
        else if (SavedSummary.From(input) is { } summary) Add(summary);
        else return false;
        HasAny = true;
        return true;
    }

    /// <summary>What the evidence says about a domain in a stage; null when there is none.</summary>
    /// <param name="domain">In A-label form.</param>
    /// <param name="stage">The stage that it publishes.</param>
    public ReportVerdict? Judge(string domain, RolloutStage stage)
    {
        var verdict = _reports.EvidenceFor(domain, stage) is { } evidence ? ReportVerdict.Of(evidence, options.NowUtc) : null;
        if (!_summaries.TryGetValue(domain, out var summaries)) return verdict;
        foreach (var summary in summaries) verdict = ReportVerdict.Of(summary, stage, options.NowUtc).And(verdict);
        return verdict;
    }

    public void Dispose() => _reports.Dispose();

    private void Add(TlsReportSummary summary)
    {
        if (summary.Domain is not { } name) return;
        var key = DomainName.TryParse(name, out var ascii, out _) ? ascii : DomainName.Normalize(name);
        if (!_summaries.TryGetValue(key, out var list)) _summaries[key] = list = [];
        list.Add(summary);
    }
}
