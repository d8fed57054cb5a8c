using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Rollout.Evidence;
using MtaSts.Text;

namespace MtaSts.Rollout;

/// <summary>The sentences that explain why reports are, or are not, enough for the next stage.</summary>
internal static class RolloutReasons
{
    /// <summary>Why totals that are not for a whole domain are not judged.</summary>
    public const string NotADomain = "Readiness is judged for a whole domain: group by Domain alone.";

    /// <summary>Why reports without a domain are not judged.</summary>
    public const string NoDomain =
        "These reports contain no policy domain, so there is no domain to judge. If you read the mails instead, the header TLS-Report-Domain may contain it.";

    private const string Compare = " Compare them: Group-Object OrganizationName, ReportId | Where-Object Count -gt 1.";
    private const string CountAll = "To count every failure, use -MaxFailureRate 0.";
    private const int MaxDaysNamed = 5;
    private const int MaxHostsNamed = 3;

    /// <summary>Why a name that appears only in DANE policies is not judged.</summary>
    public static string OnlyDane(string name) =>
        "Only DANE policies (type tlsa) name " + name
            + ", which may be an MX host, so there is no MTA-STS policy to judge. If you read the mails instead, the header TLS-Report-Domain shows "
            + "the domain.";

    /// <summary>Why totals of an earlier day are no longer evidence.</summary>
    public static string OldTotals(DateTime last, int days) => Format(
        "The last report in these totals is from {0:yyyy-MM-dd}, {1} days ago: too old to judge the present state. Measure newer reports.", last, days);

    /// <summary>Why evidence of which a part could not be read is not enough.</summary>
    public static string Unread(int objects) => objects == 1
        ? "1 object that was given as evidence could not be read (see the errors). It may be a report of failures, so the evidence is not complete."
        : Format(
            "{0} objects that were given as evidence could not be read (see the errors). They may be reports of failures, so the evidence is not complete.",
            objects);

    /// <summary>Why totals with a last report in the future are not evidence.</summary>
    public static string FutureTotals(DateTime last) => Format(
        "The last report in these totals is from {0:yyyy-MM-dd}, which is in the future: the clock of a sender or of this machine is wrong. "
            + "Leave out the reports of that date.",
        last);

    /// <summary>There is nothing to judge, because the reports show a policy of another stage; null when they do not.</summary>
    /// <param name="stage">The stage to judge; null to take it from the reports.</param>
    /// <param name="seen">What the reports show.</param>
    public static string? OtherPolicy(RolloutStage? stage, ReportedStageEvidence? seen)
    {
        if (seen is null || stage is not null && seen.Stage.ToStage() == stage) return null;
        if (stage is not null) return NoEvidence(stage.Value, seen.Stage, seen.Since);
        return seen.Stage != ReportedStage.None ? null : Format(
            "The reports show the policy 'mode: none' since {0:yyyy-MM-dd}. Under it senders check nothing (RFC 8461 §3.2, §5), so they are not evidence for "
                + "a next stage. Step-MtaStsPolicy returns the first policy of a rollout.",
            seen.Since);
    }

    /// <summary>There is not evidence for a stage, because the reports show another policy.</summary>
    public static string NoEvidence(RolloutStage stage, ReportedStage shown, DateTime? since) => Format(
        shown == ReportedStage.None
            ? "There is no evidence for stage {0} yet: the reports show the policy 'mode: none'{2:' since 'yyyy-MM-dd}, under which senders check nothing "
                + "(RFC 8461 §3.2, §5)."
            : "There is no evidence for stage {0} yet: the reports show stage {1}{2:' since 'yyyy-MM-dd}.",
        stage,
        shown,
        since);

    /// <summary>There is not evidence for a stage, because no report distinguishes it from the stages before.</summary>
    public static string NoPolicyShown(RolloutStage stage) =>
        Format("There is no evidence for stage {0} yet: the reports do not show which policy they are about.", stage);

    /// <summary>The last failure, what failed then and before, and the progress since.</summary>
    public static string LastFailure(RolloutEvidence evidence, DateTime day, int needed)
    {
        var types = evidence.LastFailures.Count > 0 ? Format(" ({0})", evidence.LastFailures) : string.Empty;
        var since = needed == 0
            ? "No day with reports has passed without one since then."
            : Format("Since then {0} of the {1} days needed passed without one.", evidence.DaysWithoutFailure, needed);
        var before = evidence.EarlierFailures.Count > 0 ? Format(" Before it, in this stage: {0}.", evidence.EarlierFailures) : string.Empty;
        return Format("Last failure caused by the domain: {0:yyyy-MM-dd}{1}. {2}{3}", day, types, since, before);
    }

    /// <summary>The MX hosts that the reported policy does not cover; null when there are none.</summary>
    public static string? NotCovered(IReadOnlyList<string> hosts)
    {
        if (hosts.Count == 0) return null;
        return Format(
            "Sessions failed at {0} that the policy in the same report does not cover: {1}. Compare the MX records with the policy's mx "
                + "lines: Test-MtaSts does.",
            hosts.Count == 1 ? "an MX host" : "MX hosts",
            ShortList.Join(hosts.Select(host => SafeText.Excerpt(host, 100)), MaxHostsNamed));
    }

    /// <summary>The days that do not count because no session succeeded; null when there are none.</summary>
    public static string? WithoutSuccess(RolloutEvidence evidence)
    {
        var count = evidence.DaysWithoutSuccess.Count;
        if (count == 0) return null;
        var named = string.Join(", ", evidence.DaysWithoutSuccess.Take(MaxDaysNamed).Select(day => Format("{0:yyyy-MM-dd}", day)));
        var more = count - MaxDaysNamed;
        return Format(
            "No session under the policy succeeded on {0}{1}, so {2} not count: it takes a success to show that the domain can be reached.",
            named,
            more > 0 ? Format(" and {0} more {1}", more, more == 1 ? "day" : "days") : string.Empty,
            count == 1 ? "it does" : "they do");
    }

    /// <summary>That the last days show several policies; null when they show one.</summary>
    public static string? SeveralPolicies(ReportedStageEvidence? seen)
    {
        if (seen?.Shares is not { Count: > 1 } shares) return null;
        return Format(
            "{0} with a reported policy more than one is shown: {1}. A sender has 1 vote per day, or 2 with {2} sessions or more. The stage is {3}; "
                + "senders may use an old policy for its max_age (RFC 8461 §5.1).",
            seen.Days == 1 ? "On the last day" : Format("On the last {0} days", seen.Days),
            string.Join(", ", shares.Select(share => Format(
                "{0} {1} for {2}", share.Votes, share.Votes == 1 ? "vote" : "votes", share.Stage == ReportedStage.None ? "mode none" : share.Stage))),
            StageVotes.SessionsOfTwo,
            shares[0].Votes == shares[1].Votes
                ? "the earliest of those with the most votes (mode none needs more votes than any stage)"
                : "the one with the most votes");
    }

    /// <summary>The reports that do not count for a stage because they have no date; null when there are none.</summary>
    public static string? Undated(int reports, long failures)
    {
        if (reports == 0) return null;
        var told = failures switch
        {
            0 => string.Empty,
            1 => " 1 failed session in them may be caused by the domain.",
            _ => Format(" {0} failed sessions in them may be caused by the domain.", failures),
        };
        return reports == 1
            ? "1 report has no date, so it is counted but is not evidence for a stage." + told.Replace("in them", "in it")
            : Format("{0} reports have no date, so they are counted but are not evidence for a stage.{1}", reports, told);
    }

    /// <summary>The reports by mail that nobody is known to have signed; null when there are none.</summary>
    public static string? Unsigned(ContestedEvidence? contested)
    {
        if (contested is null or { Unsigned: 0 }) return null;
        var who = Format(
            contested.Unsigned == 1
                ? "1 report came by mail without an aligned DKIM signature: {1}."
                : "{0} reports came by mail without an aligned DKIM signature: {1}.",
            contested.Unsigned, contested.UnsignedBy);
        const string Evidence = " Anyone can write such a report (RFC 8460 §3), so its successes are not evidence.";
        if (contested.UnsignedFailures == 0)
        {
            return who + Evidence + " If your mail system does not check DKIM, and you know who could send mail to the mailbox, use -TrustUnsigned.";
        }

        return who + Evidence + Format(
            " {0} in {3} {1}{2:', the last on 'yyyy-MM-dd}. Look at them with Where-Object DkimAlignment -in None, NotAligned. If they are forged, leave them "
                + "out with Where-Object DkimAlignment -in Aligned, NotByMail.",
            contested.UnsignedFailures == 1 ? "1 failed session" : Format("{0} failed sessions", contested.UnsignedFailures),
            contested.UnsignedFailures == 1 ? "counts" : "count",
            contested.LastUnsignedFailure,
            contested.Unsigned == 1 ? "it" : "them");
    }

    /// <summary>The reports that contradict another of the same id; null when there are none.</summary>
    public static string? Conflicts(ContestedEvidence? contested) => contested switch
    {
        null or { Conflicts: 0 } => null,
        { Conflicts: 1 } => Format(
            "1 report has the same organization and id as another one, but different content: {0}. "
                + "No DKIM signature shows which one is genuine, so both count.{1}",
            contested.ConflictsBy, Compare),
        _ => Format(
            "{0} reports have the same organization and id as another one, but different content: {1}. "
                + "No DKIM signature shows which are genuine, so all count.{2}",
            contested.Conflicts, contested.ConflictsBy, Compare),
    };

    /// <summary>The reports that were left out for an aligned one; null when there are none.</summary>
    public static string? Superseded(ContestedEvidence? contested) => contested switch
    {
        null or { Superseded: 0 } => null,
        { Superseded: 1 } => Format(
            "1 report by mail without an aligned DKIM signature has the same id as an aligned one, but different content, so it was left out: {0}. "
                + "It may be forged.",
            contested.SupersededBy),
        _ => Format(
            "{0} reports by mail without an aligned DKIM signature have the same id as an aligned one, but different content, so they were left out: {1}. "
                + "They may be forged.",
            contested.Superseded, contested.SupersededBy),
    };

    /// <summary>The failures that are not held against the domain; null when there are none.</summary>
    public static string? SendersOwn(long failures) => failures switch
    {
        0 => null,
        1 => "1 failed session was a sender's own problem and does not count against the domain.",
        _ => Format("{0} failed sessions were the senders' own problems and do not count against the domain.", failures),
    };

    /// <summary>The failures that are too rare to count; null when there are none.</summary>
    public static string? Passing(long failures) => failures switch
    {
        0 => null,
        1 => "1 failed session does not count: it is within -MaxFailureRate of that sender's sessions of the day, or the sender did not see it again. "
            + CountAll,
        _ => Format(
            "{0} failed sessions do not count: they are within -MaxFailureRate of that sender's sessions of the day, or the sender did not see them again. {1}",
            failures, CountAll),
    };

    /// <summary>That some reports are not about whole days; null when there are none.</summary>
    public static string? Short(int reports) => reports switch
    {
        0 => null,
        1 => "1 report covers fewer than 24 hours, so it does not show its whole day.",
        _ => Format("{0} reports cover fewer than 24 hours, so they do not show their whole days.", reports),
    };

    public static string Format(string format, params object?[] values) => string.Format(CultureInfo.InvariantCulture, format, values);
}
