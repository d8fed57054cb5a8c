using System;
using MtaSts.Rollout;

namespace MtaSts.TlsRpt.Summary;

/// <summary>The options of <see cref="TlsReportMeasure"/>.</summary>
public sealed class TlsReportMeasureOptions
{
    /// <summary>How to group.</summary>
    public TlsReportGrouping GroupBy { get; init; } = TlsReportGrouping.Domain;

    /// <summary>The stage that the domains are in; null to take it from the reported policies.</summary>
    public RolloutStage? Stage { get; init; }

    /// <summary>
    /// A moment in UTC, such as that of a fix: the totals are <see cref="TlsReportRecurrence"/>, which say what
    /// failed before it and since. Null for none.
    /// </summary>
    public DateTime? Since { get; init; }

    /// <summary>
    /// Successes in reports that came by mail without an aligned DKIM signature are evidence too. Anyone can write such a report
    /// (RFC 8460 §3), so this is for a mailbox whose mail system does not check DKIM and into which no stranger can write.
    /// </summary>
    public bool TrustUnsigned { get; init; }

    /// <summary>Count only the domains of one shard, and return sums that can be added to those of the others; null for all domains.</summary>
    public DomainShard? Shard { get; init; }

    /// <summary>
    /// The share of a sender's sessions of a day that may fail without counting against the domain, from 0 to 1; 0 when every failure
    /// counts, even one event that the sender did not see again.
    /// </summary>
    public double MaxFailureRate { get; init; } = RolloutStages.MaxFailureRate;

    /// <summary>How many groups there may be, and how many domains. Reports invent names; policies past the limit are left out and counted.</summary>
    public int MaxGroups { get; init; } = 1_000_000;

    /// <summary>The present time in UTC, against which the age of the evidence is judged.</summary>
    public required DateTime NowUtc { get; init; }
}
