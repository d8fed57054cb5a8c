using System.Collections.Generic;
using System.Globalization;
using MtaSts.Rollout.Evidence;

namespace MtaSts.Rollout;

/// <summary>
/// Derives the stage from the policy's lines as a sender saw and reported them. For the stage of a domain when reports
/// show several, see <see cref="StageOfDays"/>.
/// </summary>
internal static class StageOfPolicy
{
    private const long Week = 604800;
    private const long Month = 2592000;

    /// <summary>The stage that the lines show; null when they show no known mode, or no max_age.</summary>
    /// <param name="lines">The lines of a report's policy-string.</param>
    public static ReportedStage? Find(IEnumerable<string> lines)
    {
        string? mode = null;
        long maxAge = -1;
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':');
            if (colon < 0) continue;
            var key = line.Substring(0, colon).Trim();
            var value = line.Substring(colon + 1).Trim();
            if (key == "mode") mode ??= value;
            else if (key == "max_age" && maxAge < 0 && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                maxAge = seconds;
        }

        return mode switch
        {
            "none" => ReportedStage.None,
            "testing" when maxAge >= 0 => Find(PolicyMode.Testing, maxAge)?.ToShown(),
            "enforce" when maxAge >= 0 => Find(PolicyMode.Enforce, maxAge)?.ToShown(),
            _ => null,
        };
    }

    /// <summary>The stage of a mode and max_age; null for the mode none.</summary>
    public static RolloutStage? Find(PolicyMode mode, long maxAge) => mode switch
    {
        PolicyMode.Testing => maxAge < Week ? RolloutStage.Testing : RolloutStage.TestingLong,
        PolicyMode.Enforce => maxAge < Month ? RolloutStage.EnforceCautious : RolloutStage.EnforceStable,
        _ => null,
    };
}
