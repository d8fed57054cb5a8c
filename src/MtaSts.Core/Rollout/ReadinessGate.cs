using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Rollout;

/// <summary>
/// The gate between two stages. It uses only the evidence and the time, and returns its reasons: what was
/// counted, what is required, what to do.
/// </summary>
public static class ReadinessGate
{
    /// <summary>Reports come a day late and small domains have quiet days; evidence older than this is outdated.</summary>
    internal const int MaxAgeInDays = 7;

    /// <summary>A day ends somewhere else before it ends here.</summary>
    internal const int MaxDaysAhead = 1;

    /// <summary>Judges the evidence of one domain.</summary>
    /// <param name="evidence">What the reports say.</param>
    /// <param name="nowUtc">The current time, in UTC.</param>
    /// <exception cref="ArgumentNullException"><paramref name="evidence"/> is null.</exception>
    public static RolloutReadiness Judge(RolloutEvidence evidence, DateTime nowUtc)
    {
        if (evidence is null) throw new ArgumentNullException(nameof(evidence));
        var reasons = new List<string>();
        var readiness = Judge(evidence, nowUtc, reasons);
        reasons.AddRange(new[]
        {
            RolloutReasons.Unsigned(evidence.Contested),
            RolloutReasons.Conflicts(evidence.Contested),
            RolloutReasons.Superseded(evidence.Contested),
            RolloutReasons.NotCovered(evidence.NotCovered),
            RolloutReasons.WithoutSuccess(evidence),
            RolloutReasons.SeveralPolicies(evidence.Seen),
            RolloutReasons.SendersOwn(evidence.SenderFailures),
            RolloutReasons.Passing(evidence.PassingFailures),
            RolloutReasons.Undated(evidence.UndatedReports, evidence.UndatedFailures),
            RolloutReasons.Short(evidence.ShortReports),
            readiness == Readiness.Ready && evidence.Reporters == 1 ? "All reports are from one sender; other senders may see different results." : null,
        }.OfType<string>());
        return Answer(readiness, reasons);
    }

    private static RolloutReadiness Answer(Readiness readiness, IEnumerable<string> reasons) =>
        new() { Readiness = readiness, Reasons = reasons.ToReadableList() };

    private static Readiness Judge(RolloutEvidence evidence, DateTime nowUtc, List<string> reasons)
    {
        if (RolloutReasons.OtherPolicy(evidence.Stage, evidence.Seen) is string other)
        {
            reasons.Add(other);
            return Readiness.InsufficientData;
        }

        if (evidence.LastDay is null && evidence.LastFailureDay is null && evidence.DaysWithoutSuccess.Count == 0)
        {
            reasons.Add(evidence.Contested is { Unsigned: > 0 }
                ? "No report with an aligned DKIM signature reports sessions under an MTA-STS policy of this domain."
                : "No report reports sessions under an MTA-STS policy of this domain.");
            return Readiness.InsufficientData;
        }

        var stage = evidence.Stage ?? RolloutStage.Testing;
        if (evidence.Stage is null) reasons.Add("No report shows the policy's text, so the domain is judged as in the first stage, Testing.");
        var needed = RolloutStages.DaysOf(stage);
        var days = evidence.DaysWithoutFailure;
        var isEnough = days >= Math.Max(needed, 1); // the last stage asks for no number of days, yet without one there is not evidence
        if (evidence.LastFailureDay is DateTime failed && !isEnough)
        {
            reasons.Add(RolloutReasons.LastFailure(evidence, failed, needed));
            return Readiness.NotReady;
        }

        int? age = evidence.LastDay is DateTime day ? (int)(nowUtc.Date - day.Date).TotalDays : null;
        if (age < -MaxDaysAhead)
        {
            reasons.Add(
                RolloutReasons.Format(
                    "The last day with a success is {0:yyyy-MM-dd}, which is in the future: the clock of a sender or of this machine is wrong. "
                        + "Leave out the reports of that date.",
                    evidence.LastDay!));
            return Readiness.InsufficientData;
        }

        if (evidence.LastDay is DateTime last && age > MaxAgeInDays)
        {
            reasons.Add(RolloutReasons.Format("The last day with a success is {0:yyyy-MM-dd}, {1} days ago: too old to judge the present state.", last, age));
            return Readiness.InsufficientData;
        }

        if (!isEnough)
        {
            reasons.Add(needed == 0
                ? RolloutReasons.Format("The domain is in the last stage, {0}, and no day with reports shows that senders reach it.", stage)
                : RolloutReasons.Format("{0} of {1} days with reports that stage {2} requires, none with a failure {3} the domain.",
                    days, needed, stage, Held(evidence)));
            return Readiness.InsufficientData;
        }

        reasons.Add(needed == 0
            ? RolloutReasons.Format("The domain is in the last stage, and the latest reports contain no failure {0} it.", Held(evidence))
            : RolloutReasons.Format(
                "{0} days with reports and without a failure {3} the domain; stage {1} requires {2}.", days, stage, needed, Held(evidence)));
        return Readiness.Ready;
    }

    /// <summary>Where some failures do not count, not every day is without one.</summary>
    private static string Held(RolloutEvidence evidence) => evidence.PassingFailures > 0 ? "that counts against" : "caused by";
}
