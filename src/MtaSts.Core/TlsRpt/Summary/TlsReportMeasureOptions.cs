using System;

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

    /// <summary>The current time in UTC, against which the age of the evidence is judged.</summary>
    public required DateTime NowUtc { get; init; }
}
