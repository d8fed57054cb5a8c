using System;

namespace MtaSts.Rollout.Evidence;

/// <summary>
/// A policy's failed sessions, by who is responsible. The parts sum to the policy's failure count; where its
/// details overlap, the domain's own come first.
/// </summary>
/// <param name="Own">The domain's.</param>
/// <param name="PolicyFaults">Failures to fetch the policy, which others' reports decide.</param>
/// <param name="Senders">The sender's.</param>
/// <param name="Unexplained">Failed sessions without a detail; they are included in <paramref name="Own"/>.</param>
/// <param name="OwnReported">The domain's by the details, which may be more than the summary counts.</param>
/// <param name="HasOwn">There is a failure caused by the domain, even if the summary counts none.</param>
/// <param name="HasPolicyFault">There is a failure to fetch the policy, even if the summary counts none.</param>
internal readonly record struct PolicyFigures(
    long Own, long PolicyFaults, long Senders, long Unexplained, long OwnReported, bool HasOwn, bool HasPolicyFault)
{
    public static PolicyFigures Of(TlsReportPolicy policy)
    {
        long own = 0, policyFaults = 0, senders = 0;
        foreach (var failure in policy.FailureDetails)
        {
            switch (FailureOwnership.Of(failure.ResultType))
            {
                case FailureOwner.Domain: own = SessionMath.Add(own, failure.FailedSessionCount); break;
                case FailureOwner.Sender: senders = SessionMath.Add(senders, failure.FailedSessionCount); break;
                default: policyFaults = SessionMath.Add(policyFaults, failure.FailedSessionCount); break;
            }
        }

        var failed = policy.FailureCount;
        var explained = SessionMath.Add(own, SessionMath.Add(policyFaults, senders));
        var unexplained = Math.Max(0, failed - explained);
        var ownPart = Math.Min(failed, SessionMath.Add(own, unexplained));
        var faultPart = Math.Min(failed - ownPart, policyFaults);
        var reported = SessionMath.Add(own, unexplained);
        return new PolicyFigures(ownPart, faultPart, failed - ownPart - faultPart, unexplained, reported, reported > 0, policyFaults > 0);
    }
}
