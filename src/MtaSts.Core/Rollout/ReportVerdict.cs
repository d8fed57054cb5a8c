using System;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Rollout;

/// <summary>What TLS reports say about going on from a domain's present stage.</summary>
/// <param name="Readiness">The answer.</param>
/// <param name="Reasons">Why.</param>
/// <param name="DaysWithoutFailure">Days with reports and without a failure of the domain's own, in the present stage.</param>
public sealed record ReportVerdict(Readiness Readiness, ReadableList<string> Reasons, int DaysWithoutFailure)
{
    /// <summary>Judges evidence that was counted for the present stage.</summary>
    /// <param name="evidence">What the reports say.</param>
    /// <param name="nowUtc">The present time, UTC.</param>
    public static ReportVerdict Of(RolloutEvidence evidence, DateTime nowUtc)
    {
        var readiness = RolloutReadiness.Judge(evidence, nowUtc);
        return new ReportVerdict(readiness.Readiness, readiness.Reasons, evidence.DaysWithoutFailure);
    }

    /// <summary>Takes over what a summary found, when it is about the present stage.</summary>
    /// <param name="summary">A summary by domain alone.</param>
    /// <param name="stage">The present stage.</param>
    public static ReportVerdict Of(TlsReportSummary summary, RolloutStage stage)
    {
        if (summary is null) throw new ArgumentNullException(nameof(summary));

        // Reports that show no policy text cannot tell one stage from another; only in the first one nothing came before.
        if (summary.Stage == stage || (summary.Stage is null && stage == RolloutStage.Testing)) return new ReportVerdict(summary.Readiness, summary.Reasons, summary.DaysWithoutFailure);
        var seen = summary.Stage is { } other ? $"show stage {other}" : "do not show which policy they are about";
        return new ReportVerdict(Readiness.InsufficientData, new ReadableList<string>([$"The TLS reports {seen}, and the domain publishes stage {stage}: there is no evidence for that stage yet."]), 0);
    }

    /// <summary>The least favourable of several verdicts.</summary>
    /// <param name="other">Another verdict, or null.</param>
    public ReportVerdict And(ReportVerdict? other) =>
        other is null ? this : new[] { this, other }.OrderBy(v => v.Readiness == Readiness.NotReady ? -1 : (int)v.Readiness).ThenBy(v => v.DaysWithoutFailure).First();
}
