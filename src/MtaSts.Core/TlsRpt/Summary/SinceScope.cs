using System;
using System.Collections.Generic;
using MtaSts.Rollout.Evidence;

namespace MtaSts.TlsRpt.Summary;

/// <summary>The reports that could report a failure since a moment: those of the same domain, organization and day, as far as grouped by these.</summary>
internal sealed class SinceScope
{
    private long _lastReport = -1;

    /// <summary>Reports with sessions under a policy that begin at the moment or later.</summary>
    public int Reports { get; private set; }

    /// <summary>Their sessions.</summary>
    public long Sessions { get; private set; }

    /// <summary>Who sent them.</summary>
    public HashSet<string> Reporters { get; } = new(StringComparer.Ordinal);

    /// <summary>The end of the last period of all, before or since.</summary>
    public DateTime? LastEnd { get; private set; }

    /// <summary>Adds one policy of a report.</summary>
    public void Add(CountedReport counted, TlsReportPolicy policy, DateTime since)
    {
        var report = counted.Report;
        if ((ReportPeriod.End(report) ?? report.StartDate) is DateTime end && !(end <= LastEnd)) LastEnd = end;
        // A sender that found no policy checked nothing and so has nothing to report.
        var sessions = policy.PolicyType == "no-policy-found" ? 0 : SessionMath.Add(policy.SuccessCount, policy.FailureCount);
        if (!IsSince(report, since) || sessions == 0) return;
        Sessions = SessionMath.Add(Sessions, sessions);
        if (_lastReport == counted.Number) return;
        _lastReport = counted.Number;
        Reports++;
        Reporters.Add(report.OrganizationName);
    }

    /// <summary>Whether everything in a report was since then.</summary>
    public static bool IsSince(TlsReport report, DateTime since) => report.StartDate >= since;
}
