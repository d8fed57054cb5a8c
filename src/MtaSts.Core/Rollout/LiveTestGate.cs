using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MtaSts.Rollout;

/// <summary>Whether a live test allows the next stage. What could not be checked is not a pass.</summary>
internal static class LiveTestGate
{
    private const int MostNamed = 3;

    private static readonly TimeSpan Freshness = TimeSpan.FromDays(1);

    /// <summary>The objections; empty when there are none.</summary>
    public static IEnumerable<string> Objections(TestResult test, DateTime utcNow)
    {
        if (utcNow - test.Tested > Freshness)
        {
            yield return string.Format(
                CultureInfo.InvariantCulture, "The test result is from {0:yyyy-MM-dd HH:mm} UTC, more than a day old. Test again.", test.Tested);
        }
        var found = test.Checks.Where(c => c.Status is CheckStatus.Fail or CheckStatus.Unknown).ToList();
        var problems = string.Join(" ", found.Take(MostNamed).Select(c => $"{c.Id}: {c.Detail}"))
            + (found.Count > MostNamed ? FormattableString.Invariant($" And {found.Count - MostNamed} more.") : "");
        switch (test.Status)
        {
            case TestStatus.Pass or TestStatus.Warning when test.SenderAction == SenderAction.DeliverVerified:
                yield break;
            case TestStatus.Unknown:
                yield return $"The live test could not check everything that matters. {problems} Run the step where all of it can be checked "
                    + "(for STARTTLS, where port 25 is open).";
                break;
            case TestStatus.Fail:
                var rollback = test.SenderAction == SenderAction.Refuse ? " Senders refuse mail now: -Rollback gives the way back to testing." : "";
                yield return $"The live test fails. {problems}{rollback} {(test.Advice.Length > 0 ? "Fix: " + test.Advice : "")}".TrimEnd();
                break;
            default:
                yield return $"The live test does not end with mail delivered over verified TLS ({test.Status}, {test.SenderAction}). {test.Advice}".TrimEnd();
                break;
        }
    }
}
