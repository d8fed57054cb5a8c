using System;

namespace MtaSts;

/// <summary>
/// Totals of TLS reports for one group, split at a moment: what failed before it, and whether it has come back since. A
/// report counts as since when its period begins at that moment or later; one that begins before it may report older
/// failures, so it counts as before.
/// </summary>
public sealed class TlsReportRecurrence : TlsReportSummary
{
    internal TlsReportRecurrence(TlsReportSummary totals)
    {
        GroupBy = totals.GroupBy;
        Domain = totals.Domain;
        Organization = totals.Organization;
        Day = totals.Day;
        ResultType = totals.ResultType;
        MxHost = totals.MxHost;
        Successes = totals.Successes;
        Failures = totals.Failures;
        OwnFailures = totals.OwnFailures;
        SenderFailures = totals.SenderFailures;
        Reports = totals.Reports;
        Reporters = totals.Reporters;
        First = totals.First;
        Last = totals.Last;
        DaysWithReports = totals.DaysWithReports;
        DaysWithoutFailure = totals.DaysWithoutFailure;
        LastEvidence = totals.LastEvidence;
        TopResultTypes = totals.TopResultTypes;
        Explanations = totals.Explanations;
        Stage = totals.Stage;
        Readiness = totals.Readiness;
        Reasons = totals.Reasons;
        Evidence = totals.Evidence;
    }

    /// <summary>The moment, in UTC.</summary>
    public DateTime Since { get; init; }

    /// <summary>Failed sessions in reports that begin before <see cref="Since"/>.</summary>
    public long FailuresBefore { get; init; }

    /// <summary>Failed sessions in reports that begin at <see cref="Since"/> or later.</summary>
    public long FailuresSince { get; init; }

    /// <summary>The end of the last period with a failed session, in UTC; null when there is none, or none with a date.</summary>
    public DateTime? LastFailure { get; init; }

    /// <summary>
    /// Reports with sessions under a policy that begin at <see cref="Since"/> or later, whatever they report: of the
    /// same domain and organization where grouped by these.
    /// </summary>
    public int ReportsSince { get; init; }

    /// <summary>
    /// Whether what failed before <see cref="Since"/> has failed again: true when sessions have failed since; false when later
    /// reports contain no failure; null when nothing failed before, or when no report covers the time yet.
    /// </summary>
    public bool? CameBack { get; init; }

    /// <summary>The answer in words.</summary>
    public string SinceThen { get; init; } = string.Empty;
}
