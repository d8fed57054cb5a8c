using System.Collections.Generic;

namespace MtaSts.TlsRpt.Summary;

/// <summary>
/// Some senders list the same sessions twice: under the domain's MTA-STS policy and under its TLSA records. An sts
/// and a tlsa policy of one report, for one domain and with the same counts, are therefore counted once: as the sts
/// one, whose text shows the rollout stage, with the failure details of the one that has more (its own when they have
/// as many). Two policies of the same type are both counted: senders split them by MX host.
/// </summary>
internal static class PolicyPairs
{
    /// <summary>The policies that count, each with its domain in lower case; the domain is empty when nothing names it.</summary>
    public static List<LedgerPolicy> Counted(TlsReport report)
    {
        var domains = new ReportDomains(report);
        var counted = new List<LedgerPolicy>(report.Policies.Count);
        var open = new Dictionary<(string Domain, string Type, long Successes, long Failures), Stack<int>>();
        foreach (var policy in report.Policies)
        {
            (var domain, var isMaybeHost) = domains.Of(policy);
            var twin = policy.PolicyType switch { "sts" => "tlsa", "tlsa" => "sts", _ => null };
            if (twin is null || report.Policies.Count == 1)
            {
                counted.Add(new LedgerPolicy(policy, domain, isMaybeHost));
                continue;
            }

            if (open.TryGetValue((domain, twin, policy.SuccessCount, policy.FailureCount), out var twins) && twins.Count > 0)
            {
                var index = twins.Pop();
                var (sts, tlsa) = twin == "tlsa" ? (policy, counted[index].Policy) : (counted[index].Policy, policy);
                counted[index] = new LedgerPolicy(Merge(sts, tlsa), domain, false);
                continue;
            }

            var key = (domain, policy.PolicyType!, policy.SuccessCount, policy.FailureCount);
            if (!open.TryGetValue(key, out var own)) open[key] = own = new Stack<int>();
            own.Push(counted.Count);
            counted.Add(new LedgerPolicy(policy, domain, isMaybeHost));
        }

        return counted;
    }

    private static TlsReportPolicy Merge(TlsReportPolicy sts, TlsReportPolicy tlsa) =>
        sts.FailureDetails.Count >= tlsa.FailureDetails.Count ? sts : new TlsReportPolicy
    {
        PolicyType = sts.PolicyType,
        PolicyDomain = sts.PolicyDomain,
        SuccessCount = sts.SuccessCount,
        FailureCount = sts.FailureCount,
        MxHost = sts.MxHost,
        PolicyString = sts.PolicyString,
        FailureDetails = tlsa.FailureDetails,
        OtherMembers = sts.OtherMembers,
    };
}
