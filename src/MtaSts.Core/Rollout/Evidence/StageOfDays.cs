using System.Collections.Generic;

namespace MtaSts.Rollout.Evidence;

/// <summary>
/// The rule by which reports show the stage that a domain is in. Senders keep a policy for its max_age (RFC 8461
/// §5.1), so that reports of one day may show several; and anyone can send a report, with any number of sessions in it.
/// Therefore senders vote:
/// <list type="number">
/// <item>A sender has one vote per day for a stage that its reports show, or two when they have ten sessions or more
/// under it; for <c>mode: none</c> always one.</item>
/// <item>The stage of a day is the one with the most votes on that day and on the two days with such reports before it;
/// of several with as many, the earlier one, which asks for more. <c>mode: none</c>, which would take all evidence
/// away, needs more votes than any stage.</item>
/// <item>Reports that came by mail without an aligned DKIM signature have no vote where there are others.</item>
/// <item>The domain's stage is that of the last day.</item>
/// <item>The days that count for it begin after the last day whose stage was another.</item>
/// </list>
/// Reports that show no policy text have no say: they count for whatever stage the day has, and a day of
/// such reports only has that of the day before. The sessions of a report over several days are shared out among them.
/// </summary>
/// <param name="Policy">The policy of the last day; null when no day shows one.</param>
/// <param name="Start">Index of the first day that counts for it.</param>
/// <param name="Since">Index of the first day whose reports show it.</param>
/// <param name="Deciding">The days that decided on the last day's.</param>
internal sealed record StageOfDays(ReportedStage? Policy, int Start, int Since, IReadOnlyCollection<StageVotes> Deciding)
{
    private const int DaysThatDecide = 3;

    /// <summary>Applies the rule to days in order, each with the votes of its reports; null for a day that shows none.</summary>
    public static StageOfDays Of(IReadOnlyList<StageVotes?> days)
    {
        ReportedStage? policy = null;
        int start = 0, since = 0;
        var deciding = new Queue<StageVotes>();
        foreach ((var index, var most) in Changes(days, deciding))
        {
            // Days before the first that shows a policy may be from any earlier stage; only Testing has no earlier stage.
            if (policy is not null || most != ReportedStage.Testing) start = index;
            since = index;
            policy = most;
        }

        return new StageOfDays(policy, start, since, deciding);
    }

    /// <summary>The days on which another policy begins, by index.</summary>
    public static IEnumerable<(int Index, ReportedStage Policy)> Changes(IReadOnlyList<StageVotes?> days) => Changes(days, new Queue<StageVotes>());

    private static IEnumerable<(int Index, ReportedStage Policy)> Changes(IReadOnlyList<StageVotes?> days, Queue<StageVotes> deciding)
    {
        ReportedStage? policy = null;
        for (var index = 0; index < days.Count; index++)
        {
            if (days[index] is not StageVotes day) continue;
            deciding.Enqueue(day);
            if (deciding.Count > DaysThatDecide) deciding.Dequeue();
            var most = StageVotes.Sum(deciding).Most;
            if (most == policy) continue;
            policy = most;
            yield return (index, most);
        }
    }

    /// <summary>The number of sessions per day of a report over several days.</summary>
    public static long Share(long sessions, int days) => sessions / days + (sessions % days > 0 ? 1 : 0);
}
