using System.Linq;

namespace MtaSts.Rollout.Evidence;

/// <summary>
/// A failure of the domain's own kind that does not count against it. Both rules look at one sender alone, so that a sender whose
/// every session fails never hides behind the many sessions of another.
/// </summary>
internal static class PassingFailure
{
    /// <summary>A sender tries the other MX hosts and the same one again at once, so that one event is up to three failed sessions.</summary>
    private const long SessionsOfOneEvent = 3;

    /// <summary>
    /// What a lost connection or a busy host looks like. A certificate that is expired, for another name, or not trusted is never a
    /// chance event: a host presented it.
    /// </summary>
    private static readonly string[] MayBeChance = ["starttls-not-supported", "validation-failure", DayFailures.WithoutDetails];

    /// <summary>How soon the sender must have succeeded again.</summary>
    private const int DaysToSucceed = 14;

    /// <summary>Whether what a sender reports of a day does not count.</summary>
    /// <param name="domain">All days of the domain.</param>
    /// <param name="day">The day.</param>
    /// <param name="sender">The number of the organization.</param>
    /// <param name="failures">What failed on the day.</param>
    public static bool Is(DomainEvidence domain, int day, int sender, DayFailures failures) =>
        IsRare(domain, day, sender, failures) || (domain.MaxFailureRate > 0 && IsSingle(domain, day, sender, failures));

    /// <summary>Whether no more of the sender's sessions failed than may.</summary>
    /// <param name="domain">All days of the domain.</param>
    /// <param name="day">The day.</param>
    /// <param name="sender">The number of the organization.</param>
    /// <param name="failures">What failed on the day.</param>
    public static bool IsRare(DomainEvidence domain, int day, int sender, DayFailures failures)
    {
        var failed = OwnOf(failures, sender);
        foreach (var fault in failures.PolicyFaults)
        {
            if (domain.NumberOf(fault.Key.Organization) == sender) failed = SessionMath.Add(failed, fault.Value);
        }

        return failed <= domain.MaxFailureRate * domain.SessionsOf(day, sender);
    }

    /// <summary>
    /// Whether it is one chance event that the sender did not see again: it reports failures of the domain's own kind of no other day, no
    /// other sender reports any of this day, and the sender succeeded on the same day and after it.
    /// </summary>
    private static bool IsSingle(DomainEvidence domain, int day, int sender, DayFailures failures) =>
        OwnOf(failures, sender) <= SessionsOfOneEvent
        && failures.OwnBy!.Count == 1
        && failures.Own.All(type => MayBeChance.Contains(type.Key))
        && domain.DaysOfOwnFailure(sender) == 1
        && domain.Succeeded(day, sender)
        && Enumerable.Range(day + 1, DaysToSucceed).Any(later => domain.Succeeded(later, sender));

    private static long OwnOf(DayFailures failures, int sender) => failures.OwnBy is { } own && own.TryGetValue(sender, out var count) ? count : 0;
}
