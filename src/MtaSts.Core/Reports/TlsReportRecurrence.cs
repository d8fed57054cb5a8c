using System;

namespace MtaSts;

/// <summary>
/// Totals of TLS reports for one group, split at a moment: what failed before it, and whether it came back since. A
/// report counts as since when its period begins at that moment or later; one that begins before it may tell of older
/// failures, so it counts as before.
/// </summary>
public sealed class TlsReportRecurrence : TlsReportSummary
{
    /// <summary>The moment, in UTC.</summary>
    public DateTime Since { get; internal set; }

    /// <summary>Failed sessions in reports that begin before <see cref="Since"/>.</summary>
    public long FailuresBefore { get; internal set; }

    /// <summary>Failed sessions in reports that begin at <see cref="Since"/> or later.</summary>
    public long FailuresSince { get; internal set; }

    /// <summary>The end of the last period with a failed session, in UTC; null when there is none, or none with a date.</summary>
    public DateTime? LastFailure { get; internal set; }

    /// <summary>Reports with sessions under a policy that begin at <see cref="Since"/> or later, whatever they tell of: of the same domain and organisation where grouped by these.</summary>
    public int ReportsSince { get; internal set; }

    /// <summary>True when sessions failed since; false when reports since tell of none; null when no report covers the time yet.</summary>
    public bool? CameBack { get; internal set; }

    /// <summary>The answer in words.</summary>
    public string SinceThen { get; internal set; } = string.Empty;
}
