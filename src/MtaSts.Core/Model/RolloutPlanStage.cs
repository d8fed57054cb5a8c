using System;
using System.Collections.Generic;
using System.Globalization;
using MtaSts.Policies;
using MtaSts.Rollout;
using MtaSts.Text;

namespace MtaSts;

/// <summary>One stage of a plan from a first policy to a lasting <c>enforce</c>.</summary>
public sealed class RolloutPlanStage
{
    /// <summary>The domain; null when the plan is for none in particular.</summary>
    public string? DomainName { get; init; }

    /// <summary>The stage.</summary>
    public required RolloutStage Stage { get; init; }

    /// <summary>The mode of its policy.</summary>
    public PolicyMode Mode => RolloutStages.ModeOf(Stage);

    /// <summary>The <c>max_age</c> of its policy, in seconds.</summary>
    public long MaxAge => RolloutStages.MaxAgeOf(Stage);

    /// <summary>When it begins at the earliest (UTC); null for a stage that lies behind.</summary>
    public DateTime? Begins { get; init; }

    /// <summary>How many days with good reports it lasts at least; 0 for the last one.</summary>
    public int Days => RolloutReadiness.DaysNeeded(Stage);

    /// <summary>What must be true before the stage that follows.</summary>
    public string GoOnWhen => RolloutStages.ConditionOf(Stage);

    /// <summary>True when the domain is in this stage now.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>One line: stage, mode, max_age and begin.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0}: {1}, max_age {2}{3:', from' yyyy-MM-dd}", Stage, PolicyWriter.NameOf(Mode), MaxAge, Begins);

    /// <summary>All four stages, with the earliest date of each.</summary>
    /// <param name="startUtc">When the present stage began, or the first one begins; UTC.</param>
    /// <param name="current">The present stage; null for a domain that has none yet.</param>
    /// <param name="domain">The domain; null for none in particular.</param>
    public static ReadableList<RolloutPlanStage> Plan(DateTime startUtc, RolloutStage? current = null, string? domain = null)
    {
        var stages = new List<RolloutPlanStage>();
        var begins = startUtc;
        for (var stage = RolloutStage.Testing; stage <= RolloutStage.EnforceStable; stage++)
        {
            var isBehind = current is { } at && stage < at;
            stages.Add(new RolloutPlanStage { DomainName = domain, Stage = stage, IsCurrent = stage == current, Begins = isBehind ? null : begins });
            if (!isBehind) begins = begins.AddDays(RolloutReadiness.DaysNeeded(stage));
        }

        return stages.ToReadableList();
    }
}
