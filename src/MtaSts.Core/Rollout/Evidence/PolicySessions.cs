using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Rollout.Evidence;

/// <summary>Numbers of sessions by the policy that their reports show.</summary>
internal sealed class PolicySessions
{
    private readonly long[] _counts = new long[(int)ReportedStage.EnforceStable + 1];

    /// <summary>The policy with the most sessions; of several, the earliest, which requires more.</summary>
    public ReportedStage Most => (ReportedStage)Array.IndexOf(_counts, _counts.Max());

    /// <summary>The policies with sessions, the most sessions first.</summary>
    public IReadOnlyList<(ReportedStage Stage, long Sessions)> Shares => [.. _counts
        .Select((count, index) => (Stage: (ReportedStage)index, Sessions: count))
        .Where(share => share.Sessions > 0)
        .OrderByDescending(share => share.Sessions)]; // stable, so equal ones stay in the order of the stages

    public void Add(ReportedStage policy, long sessions) => _counts[(int)policy] = SessionMath.Add(_counts[(int)policy], sessions);

    public static PolicySessions Sum(IEnumerable<PolicySessions> days)
    {
        var sum = new PolicySessions();
        foreach (var day in days)
        {
            for (var policy = 0; policy < day._counts.Length; policy++) sum.Add((ReportedStage)policy, day._counts[policy]);
        }

        return sum;
    }
}
