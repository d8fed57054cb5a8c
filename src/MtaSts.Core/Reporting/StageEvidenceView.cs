using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Rollout;
using MtaSts.Rollout.Evidence;
using MtaSts.Text;

namespace MtaSts.Reporting;

/// <summary>The progress of a domain to its next stage: what is required, what is there, and when it will be enough at this rate.</summary>
internal sealed class StageEvidenceView
{
    /// <summary>The rate is that of the last four weeks.</summary>
    private const int RateDays = 28;

    public RolloutStage? Stage { get; private init; }

    public RolloutStage? Next { get; private init; }

    public Readiness Readiness { get; private init; }

    /// <summary>How many days without a failure caused by the domain the stage requires.</summary>
    public int DaysAsked { get; private init; }

    public int DaysWithoutFailure { get; private init; }

    /// <summary>Days in this stage with a successful session.</summary>
    public int Days { get; private init; }

    public DateTime? LastDay { get; private init; }

    public DateTime? LastFailureDay { get; private init; }

    public IReadOnlyList<TlsResultCount> Failures { get; private init; } = [];

    public int Reporters { get; private init; }

    /// <summary>Days with a successful session among the last 28 that the reports are about.</summary>
    public int RecentDays { get; private init; }

    /// <summary>When there are enough days, if they come as in the last four weeks and none has a failure; null when that is not known.</summary>
    public DateTime? EnoughOn { get; private init; }

    public IReadOnlyList<string> Reasons { get; private init; } = [];

    /// <summary>
    /// Whether the test ends with mail delivered over verified TLS; null without a test of what is published, and when it found no fault
    /// but did not look at the TLS of the MX hosts: reports show that.
    /// </summary>
    public bool? LiveTestPasses { get; private init; }

    /// <summary>The view of one domain; null when there is nothing to show.</summary>
    /// <param name="entry">The domain.</param>
    /// <param name="evidence">What reports say of it; null without reports.</param>
    /// <param name="recentDays">Days with a success among the last 28 of the reports.</param>
    /// <param name="utcNow">The current time, UTC.</param>
    public static StageEvidenceView? Of(DomainEntry entry, DomainEvidence? evidence, int recentDays, DateTime utcNow)
    {
        if (evidence is null && entry.Stage is null && entry.Step is null) return null;
        var given = entry.Stage ?? entry.Step?.CurrentStage;
        var rollout = evidence?.ForStage(given);
        var verdict = rollout is null ? null : ReportVerdict.Of(rollout, utcNow);
        var stage = given ?? rollout?.Stage;
        var asked = stage is { } known ? RolloutStages.DaysOf(known) : 0;
        // A step was judged with the data of its own session.
        bool? passes = entry.Tested is null || entry.IsPreflight
            || entry is { Status: TestStatus.Pass or TestStatus.Warning, SenderAction: SenderAction.TlsNotTested }
            ? null
            : entry is { Status: TestStatus.Pass or TestStatus.Warning, SenderAction: SenderAction.DeliverVerified };
        var reasons = entry.Step?.Reasons ?? verdict?.Reasons ?? new ReadableList<string>(["No TLS reports about this domain were given."]);
        return new StageEvidenceView
        {
            Stage = stage,
            Next = stage is null ? RolloutStage.Testing : RolloutStages.After(stage),
            Readiness = ReadinessOf(entry.Step, verdict, passes),
            LiveTestPasses = passes,
            DaysAsked = asked,
            DaysWithoutFailure = verdict?.DaysWithoutFailure ?? 0,
            Days = rollout?.Days ?? 0,
            LastDay = rollout?.LastDay,
            LastFailureDay = rollout?.LastFailureDay,
            Failures = rollout?.Failures ?? ReadableList<TlsResultCount>.Empty,
            Reporters = rollout?.Reporters ?? 0,
            RecentDays = recentDays,
            EnoughOn = Enough(asked - (verdict?.DaysWithoutFailure ?? 0), recentDays, stage, utcNow),
            Reasons = [.. ObjectionsOf(entry, passes), .. reasons.Select(SafeText.Clean)],
        };
    }

    private static Readiness ReadinessOf(RolloutStep? step, ReportVerdict? verdict, bool? passes)
    {
        if (step is { IsReady: true }) return Readiness.Ready;
        var readiness = verdict?.Readiness ?? Readiness.InsufficientData;
        return readiness == Readiness.Ready && (step is not null || passes == false) ? Readiness.NotReady : readiness;
    }

    /// <summary>The objections of the test; a step contains them itself.</summary>
    private static IEnumerable<string> ObjectionsOf(DomainEntry entry, bool? passes) =>
        entry.Step is null && passes == false
            ? [$"The live test does not end with mail delivered over verified TLS ({entry.Status}, {entry.SenderAction})."]
            : [];

    private static DateTime? Enough(int missing, int recentDays, RolloutStage? stage, DateTime utcNow)
    {
        if (stage is null or RolloutStage.EnforceStable) return null;
        if (missing <= 0) return utcNow.Date;
        return recentDays == 0 ? null : utcNow.Date.AddDays(Math.Ceiling(missing * (double)RateDays / recentDays));
    }
}
