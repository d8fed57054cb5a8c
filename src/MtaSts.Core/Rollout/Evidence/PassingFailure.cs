using System.Linq;

namespace MtaSts.Rollout.Evidence;

/// <summary>
/// A failure of the domain's own kind that does not count against it. The rules look at one sender alone, so that a sender whose every
/// session fails never hides behind the many sessions of another; a sender is a name and who signed, so that nobody dilutes another's
/// failures; and they compare with sessions under the policy of the stage only.
/// </summary>
internal static class PassingFailure
{
    /// <summary>A sender tries the other MX hosts and the same one again at once, so that one event is up to three failed sessions.</summary>
    private const long SessionsOfOneEvent = 3;

    /// <summary>How soon the sender must have succeeded again.</summary>
    private const int DaysToSucceed = 14;

    /// <summary>What a lost connection to the policy host looks like.</summary>
    private const string FetchError = "sts-policy-fetch-error";

    /// <summary>
    /// What a lost connection or a busy host looks like. A certificate that is expired, for another name, or not trusted is never a
    /// chance event: a host presented it, and will again.
    /// </summary>
    private static readonly string[] MayBeChance = ["starttls-not-supported", "validation-failure", DayFailures.WithoutDetails];

    /// <summary>Whether no more of a sender's sessions failed than may, and all of them may be chance.</summary>
    /// <param name="domain">All days of the domain.</param>
    /// <param name="day">The day.</param>
    /// <param name="policy">The policy of the stage.</param>
    /// <param name="sender">The number of the sender.</param>
    /// <param name="failures">What failed on the day.</param>
    public static bool IsRare(DomainEvidence domain, int day, ReportedStage policy, int sender, DayFailures failures) =>
        AreChance(failures) && IsWithinRate(domain, day, policy, sender, failures);

    /// <summary>The same for a failure to fetch the policy.</summary>
    /// <param name="domain">All days of the domain.</param>
    /// <param name="day">The day.</param>
    /// <param name="policy">The policy of the stage.</param>
    /// <param name="fault">The failure.</param>
    /// <param name="failures">What failed on the day.</param>
    public static bool IsRareFault(
        DomainEvidence domain, int day, ReportedStage policy, (string Organization, int Sender, string ResultType) fault, DayFailures failures) =>
        fault.ResultType == FetchError && IsWithinRate(domain, day, policy, fault.Sender, failures);

    /// <summary>
    /// Whether it is one chance event that the sender did not see again: it reports failures of the domain's own kind of no other day, no
    /// other sender reports any of this day, and the sender succeeded on the same day and after it.
    /// </summary>
    /// <param name="domain">All days of the domain.</param>
    /// <param name="day">The day.</param>
    /// <param name="policy">The policy of the stage.</param>
    /// <param name="failures">What failed on the day.</param>
    public static bool IsSingle(DomainEvidence domain, int day, ReportedStage policy, DayFailures failures)
    {
        if (domain.MaxFailureRate <= 0 || failures.OwnBy is not { Count: 1 } own || !AreChance(failures)) return false;
        var sender = own.Keys.First();
        return own[sender] <= SessionsOfOneEvent
            && domain.DaysOfOwnFailure(sender) == 1
            && domain.Succeeded(day, sender, policy)
            && Enumerable.Range(day + 1, DaysToSucceed).Any(later => domain.Succeeded(later, sender, policy));
    }

    /// <summary>The types of a report over several days stand on its last day, so that the others are never chance.</summary>
    private static bool AreChance(DayFailures failures) => failures.Own.Any() && failures.Own.All(type => MayBeChance.Contains(type.Key));

    /// <summary>In decimal, so that 7 of 1,000 are 0.7 percent.</summary>
    private static bool IsWithinRate(DomainEvidence domain, int day, ReportedStage policy, int sender, DayFailures failures) =>
        failures.FailedBy(sender) <= (decimal)domain.MaxFailureRate * domain.SessionsOf(day, sender, policy);
}
