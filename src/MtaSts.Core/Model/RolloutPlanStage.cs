using System;
using System.Globalization;

namespace MtaSts;

/// <summary>One stage of a plan from a first policy to a lasting <c>enforce</c>.</summary>
public sealed class RolloutPlanStage
{
    /// <summary>The domain; null when the plan is for none in particular.</summary>
    public string? DomainName { get; init; }

    /// <summary>The stage.</summary>
    public required RolloutStage Stage { get; init; }

    /// <summary>The mode of its policy.</summary>
    public required PolicyMode Mode { get; init; }

    /// <summary>The <c>max_age</c> of its policy, in seconds.</summary>
    public required long MaxAge { get; init; }

    /// <summary>When it begins at the earliest (UTC); null for a past stage.</summary>
    public DateTime? Begins { get; init; }

    /// <summary>The minimum number of days with good reports; 0 for the last stage.</summary>
    public required int Days { get; init; }

    /// <summary>What must be true before the next stage.</summary>
    public required string GoOnWhen { get; init; }

    /// <summary>True when the domain is in this stage now.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>One line: stage, mode, max_age and begin.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0}: {1}, max_age {2}{3:', from' yyyy-MM-dd}", Stage, Mode.ToString().ToLowerInvariant(), MaxAge, Begins);
}
