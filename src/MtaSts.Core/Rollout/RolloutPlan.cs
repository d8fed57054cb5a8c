using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.Rollout;

/// <summary>The plan from a first policy to a lasting <c>enforce</c>.</summary>
public static class RolloutPlan
{
    /// <summary>All four stages, with the earliest date of each.</summary>
    /// <param name="startUtc">When the current stage began, or the first one begins; UTC.</param>
    /// <param name="current">The current stage; null for a domain without one.</param>
    /// <param name="domain">The domain; null for none in particular.</param>
    public static ReadableList<RolloutPlanStage> From(DateTime startUtc, RolloutStage? current = null, string? domain = null)
    {
        var stages = new List<RolloutPlanStage>();
        var begins = startUtc;
        for (var stage = RolloutStage.Testing; stage <= RolloutStage.EnforceStable; stage++)
        {
            var isBehind = current is { } at && stage < at;
            stages.Add(new RolloutPlanStage
            {
                DomainName = domain,
                Stage = stage,
                Mode = RolloutStages.ModeOf(stage),
                MaxAge = RolloutStages.MaxAgeOf(stage),
                Begins = isBehind ? null : begins,
                Days = RolloutStages.DaysOf(stage),
                GoOnWhen = RolloutStages.ConditionOf(stage),
                IsCurrent = stage == current,
            });
            if (!isBehind) begins = begins.AddDays(RolloutStages.DaysOf(stage));
        }

        return stages.ToReadableList();
    }
}
