using System;
using System.Linq;
using MtaSts.Scanning;

namespace MtaSts.Checks;

/// <summary>What a check of the MX hosts may say where a domain has more of them than are looked at.</summary>
internal static class LeftOutHosts
{
    /// <summary>The outcome with the number of hosts that were not looked at; a pass of the others is not a pass of all.</summary>
    /// <param name="o">What was seen.</param>
    /// <param name="outcome">What the check says of the hosts that were looked at.</param>
    public static CheckOutcome Limit(DomainScan o, CheckOutcome outcome)
    {
        var count = o.Mx.Count(mx => mx.IsLeftOut);
        if (count == 0 || outcome.Status == CheckStatus.Skipped) return outcome;
        var detail = FormattableString.Invariant(
            $"{outcome.Detail} {count} of {o.Mx.Count} MX hosts were not looked at: a test looks at the first {MxScanner.MostHosts} by preference.");
        return outcome.Status == CheckStatus.Pass
            ? CheckOutcome.Unknown(detail, FormattableString.Invariant(
                $"Remove the MX records that are not needed: the hosts beyond the first {MxScanner.MostHosts} cannot be tested."))
            : outcome with { Detail = detail };
    }
}
