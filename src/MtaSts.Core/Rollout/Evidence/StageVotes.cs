using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Rollout.Evidence;

/// <summary>
/// The votes of senders for the policy that their reports show. They are counted by sender and day and not by sessions: a report
/// can claim any number of sessions, and one report must not outweigh all others.
/// </summary>
internal sealed class StageVotes
{
    /// <summary>From this number of sessions on a sender has two votes for the day.</summary>
    public const int SessionsOfTwo = 10;

    private readonly int[] _counts = new int[(int)ReportedStage.EnforceStable + 1];

    /// <summary>
    /// The policy with the most votes; of several the earliest stage, which asks for more. Mode none needs more votes than any stage: it
    /// would take all evidence away.
    /// </summary>
    public ReportedStage Most
    {
        get
        {
            var most = ReportedStage.Testing;
            for (var stage = most + 1; stage <= ReportedStage.EnforceStable; stage++)
            {
                if (_counts[(int)stage] > _counts[(int)most]) most = stage;
            }

            return _counts[(int)ReportedStage.None] > _counts[(int)most] ? ReportedStage.None : most;
        }
    }

    /// <summary>The policies with votes, those with most first.</summary>
    public IReadOnlyList<(ReportedStage Stage, int Votes)> Shares => [.. _counts
        .Select((count, index) => (Stage: (ReportedStage)index, Votes: count))
        .Where(share => share.Votes > 0)
        .OrderByDescending(share => share.Votes)]; // stable, so equal ones stay in the order of the stages

    /// <summary>Adds the votes of one sender on one day.</summary>
    /// <param name="policy">The policy that its reports show.</param>
    /// <param name="sessions">Its sessions under it.</param>
    public void Add(ReportedStage policy, int sessions) => _counts[(int)policy] += policy != ReportedStage.None && sessions >= SessionsOfTwo ? 2 : 1;

    public static StageVotes Sum(IEnumerable<StageVotes> days)
    {
        var sum = new StageVotes();
        foreach (var day in days)
        {
            for (var policy = 0; policy < day._counts.Length; policy++) sum._counts[policy] += day._counts[policy];
        }

        return sum;
    }
}
