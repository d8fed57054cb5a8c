using System;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Rollout;

/// <summary>The verdict of TLS reports on moving on from a domain's current stage.</summary>
/// <param name="Readiness">The answer.</param>
/// <param name="Reasons">Why.</param>
/// <param name="DaysWithoutFailure">Days with reports after the last day with a failure caused by the domain, in the current stage only.</param>
public sealed record ReportVerdict(Readiness Readiness, ReadableList<string> Reasons, int DaysWithoutFailure)
{
    /// <summary>Judges evidence that was counted for the current stage.</summary>
    /// <param name="evidence">What the reports say.</param>
    /// <param name="nowUtc">The current time, UTC.</param>
    public static ReportVerdict Of(RolloutEvidence evidence, DateTime nowUtc)
    {
        // Without a policy's text the reports may be from any earlier stage; only the first stage has none before it.
        if (evidence is { Seen: null, Stage: { } stage and not RolloutStage.Testing, LastDay: not null })
            return new ReportVerdict(Readiness.InsufficientData, new ReadableList<string>([RolloutReasons.NoPolicyShown(stage)]), 0);
        var readiness = ReadinessGate.Judge(evidence, nowUtc);
        return new ReportVerdict(readiness.Readiness, readiness.Reasons, evidence.DaysWithoutFailure);
    }

    /// <summary>Adopts the verdict of a summary, if it is about the current stage.</summary>
    /// <param name="summary">A summary by domain alone.</param>
    /// <param name="stage">The current stage.</param>
    /// <param name="nowUtc">The current time, UTC: totals may be of another day than the step.</param>
    public static ReportVerdict Of(TlsReportSummary summary, RolloutStage stage, DateTime nowUtc)
    {
        if (summary is null) throw new ArgumentNullException(nameof(summary));

        if (summary.Readiness is not { } judged)
        {
            return new ReportVerdict(
                Readiness.InsufficientData, summary.Reasons.Count > 0 ? summary.Reasons : new ReadableList<string>([RolloutReasons.NotADomain]), 0);
        }

        // Reports without a policy text cannot distinguish stages; only the first stage has none before it.
        if (summary.Stage != stage && (summary is not { Stage: null, Evidence: null or { Seen: null } } || stage != RolloutStage.Testing))
            return new ReportVerdict(Readiness.InsufficientData, WhyNot(summary, stage), 0);
        if (judged == Readiness.Ready && WhyNotNow(summary, nowUtc) is { } why)
            return new ReportVerdict(Readiness.InsufficientData, new ReadableList<string>([why]), 0);

        return new ReportVerdict(judged, summary.Reasons, summary.Evidence?.DaysWithoutFailure ?? 0);
    }

    /// <summary>The least favorable of several verdicts.</summary>
    /// <param name="other">Another verdict, or null.</param>
    public ReportVerdict And(ReportVerdict? other) =>
        other is null
            ? this
            : new[] { this, other }.OrderBy(v => v.Readiness == Readiness.NotReady ? -1 : (int)v.Readiness).ThenBy(v => v.DaysWithoutFailure).First();

    /// <summary>Why totals that were enough when they were made are not today; null when they are.</summary>
    private static string? WhyNotNow(TlsReportSummary summary, DateTime nowUtc)
    {
        if ((summary.LastEvidence ?? summary.Last) is not { } last) return null;
        var age = (int)(nowUtc.Date - last.Date).TotalDays;
        if (age > ReadinessGate.MaxAgeInDays) return RolloutReasons.OldTotals(last, age);
        return age < -ReadinessGate.MaxDaysAhead ? RolloutReasons.FutureTotals(last) : null;
    }

    private static ReadableList<string> WhyNot(TlsReportSummary summary, RolloutStage stage)
    {
        var seen = summary.Evidence?.Seen;
        var isGiven = summary is { Evidence: not null, Stage: not null } && (seen is null || seen.Stage == stage.ToShown());
        var why = isGiven
            ? $"These totals were judged for stage {summary.Stage}, which was given to Measure-TlsRptReport, but the domain publishes stage {stage}. "
                + "Leave -Stage out."
            : (seen?.Stage ?? summary.Stage?.ToShown()) is { } shown ? RolloutReasons.NoEvidence(stage, shown, seen?.Since)
            : RolloutReasons.NoPolicyShown(stage);
        return new ReadableList<string>([why]);
    }
}
