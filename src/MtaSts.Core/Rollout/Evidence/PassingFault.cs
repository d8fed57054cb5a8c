namespace MtaSts.Rollout.Evidence;

/// <summary>A failure to fetch the policy that looks like the temporary fault of one sender (see <see cref="FailureOwnership"/>).</summary>
internal static class PassingFault
{
    /// <summary>Whether an organization's failure to fetch the policy on a day looks like its own temporary fault.</summary>
    public static bool Is(DomainEvidence domain, int day, string organization) =>
        domain.DaysOfPolicyFault(organization) == 1
        && domain.OnlyPolicyFaultOf(day, organization)
        && domain.OtherSucceeded(day, organization);
}
