using System.Linq;
using MtaSts.Text;

namespace MtaSts;

/// <summary>Explains what a report itself shows about a failure: an MX host that its policy does not cover, the sender's reason, who is responsible.</summary>
internal static class FailureExplanation
{
    /// <summary>Who is responsible for a failure, before other reports are considered.</summary>
    public static string OwnerOf(TlsReportFailure failure) => FailureOwnership.Of(failure.ResultType) switch
    {
        FailureOwner.Sender => "Sender",
        FailureOwner.DomainUnlessPassing => "Undecided",
        _ => "Domain",
    };

    /// <summary>The explanation; empty when the report shows nothing beyond the result type. Safe to show.</summary>
    /// <param name="failure">The detail.</param>
    /// <param name="policy">The policy that the detail belongs to; null when it is not known.</param>
    public static string Of(TlsReportFailure failure, TlsReportPolicy? policy)
    {
        var reason = TlsReasonCodes.Explain(failure.FailureReasonCode, failure.ResultType, DomainOf(policy));
        var owner = FailureOwnership.Of(failure.ResultType) switch
        {
            FailureOwner.Sender => "The sender's own problem: the domain needs no change.",
            FailureOwner.DomainUnlessPassing =>
                "The domain's problem, unless this sender alone reports it, on one day only, and another organization had successful sessions on that day.",
            _ => null,
        };
        return string.Join(" ", new[] { NotCovered(failure, policy), reason, owner }.Where(sentence => sentence is not null));
    }

    /// <summary>The mail domain, when it can be looked up; a DANE policy may name an MX host.</summary>
    private static string? DomainOf(TlsReportPolicy? policy) =>
        policy is not null && policy.PolicyType != "tlsa" && DomainName.TryParse(policy.PolicyDomain, out var domain, out _) ? domain : null;

    /// <summary>The explanation for an MX host that the reported policy does not cover; null when it does, or does not show.</summary>
    private static string? NotCovered(TlsReportFailure failure, TlsReportPolicy? policy)
    {
        return HostLeftOut(failure, policy) is string host ? policy!.Coverage.Explain(host) : null;
    }

    /// <summary>The MX host, in A-labels, that the reported policy does not cover; null when it does, or does not show.</summary>
    public static string? HostLeftOut(TlsReportFailure failure, TlsReportPolicy? policy) =>
        policy?.PolicyType == "sts" && DomainKey.Ascii(failure.ReceivingMxHostname) is string host && host.IndexOf('.') > 0 && policy.Coverage.LeavesOut(host)
            ? host
            : null;
}
