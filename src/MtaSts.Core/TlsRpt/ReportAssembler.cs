using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.TlsRpt;

/// <summary>
/// Reassembles the rows of a flattened report. The rows of a report are consecutive, as
/// <c>Read-TlsRptReport -Flatten</c> returns them. Each row of a policy repeats the policy's counts, so rows with the same
/// ones are one policy. Rows that were saved do not contain the policy's text. All rows that were made of one report, and were not
/// saved, are that report.
/// </summary>
internal sealed class ReportAssembler
{
    private TlsReportRow? _first;
    private List<TlsReportRow> _rows = [];

    /// <summary>Takes a row.</summary>
    /// <returns>The previous report when the row begins another one; otherwise null.</returns>
    public TlsReport? Add(TlsReportRow row)
    {
        var done = _first is not null && !IsSameReport(_rows[_rows.Count - 1], row) ? Complete() : null;
        _first ??= row;
        _rows.Add(row);
        return done;
    }

    /// <summary>The last report; null when there is none.</summary>
    public TlsReport? Complete()
    {
        if (_first is not { } first) return null;
        var rows = _rows;
        _first = null;
        _rows = [];
        if (first.Report is { } report && rows.Count == RowsOf(report)) return report;
        var policies = new List<TlsReportPolicy>();
        for (var i = 0; i < rows.Count;)
        {
            var begin = i++;
            while (!IsWhole(rows[begin]) && i < rows.Count && !IsWhole(rows[i]) && IsSamePolicy(rows[begin], rows[i])) i++;
            policies.Add(ToPolicy(rows.GetRange(begin, i - begin)));
        }

        return new TlsReport
        {
            OrganizationName = first.OrganizationName,
            ReportId = first.ReportId,
            StartDate = Utc(first.StartDate),
            EndDate = Utc(first.EndDate),
            DkimAlignment = first.DkimAlignment,
            IsFromRows = true,
            Source = first.Source,
            Policies = policies.ToReadableList(),
        };
    }

    /// <summary>The only row of a policy without failure details.</summary>
    private static bool IsWhole(TlsReportRow row) =>
        row.ResultType.Length == 0 && row.ReceivingMxHostname.Length == 0 && row.SendingMtaIp.Length == 0 && row.FailedSessionCount == row.PolicyFailureCount;

    private static TlsReportPolicy ToPolicy(List<TlsReportRow> rows) => new()
    {
        PolicyDomain = NullIfEmpty(rows[0].PolicyDomain),
        PolicyType = NullIfEmpty(rows[0].PolicyType),
        SuccessCount = Math.Max(0, rows[0].PolicySuccessCount),
        FailureCount = Math.Max(0, rows[0].PolicyFailureCount),
        FailureDetails = IsWhole(rows[0]) ? ReadableList<TlsReportFailure>.Empty : rows.ConvertAll(ToFailure).ToReadableList(),
    };

    private static TlsReportFailure ToFailure(TlsReportRow row) => new()
    {
        ResultType = NullIfEmpty(row.ResultType),
        FailedSessionCount = Math.Max(0, row.FailedSessionCount),
        ReceivingMxHostname = NullIfEmpty(row.ReceivingMxHostname),
        SendingMtaIp = NullIfEmpty(row.SendingMtaIp),
    };

    private static int RowsOf(TlsReport report)
    {
        var count = 0;
        foreach (var policy in report.Policies) count += Math.Max(1, policy.FailureDetails.Count);
        return count;
    }

    private static bool IsSameReport(TlsReportRow a, TlsReportRow b) =>
        a.Report == b.Report && (a.Report is null || a.Number < b.Number)
            && a.ReportId == b.ReportId && a.OrganizationName == b.OrganizationName
            && a.StartDate == b.StartDate && a.EndDate == b.EndDate && a.Source == b.Source;

    private static bool IsSamePolicy(TlsReportRow a, TlsReportRow b) =>
        a.PolicyDomain == b.PolicyDomain && a.PolicyType == b.PolicyType && a.PolicySuccessCount == b.PolicySuccessCount
            && a.PolicyFailureCount == b.PolicyFailureCount;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static DateTime? Utc(DateTime? time) =>
        time is not { } given ? null : given.Kind == DateTimeKind.Local ? given.ToUniversalTime() : DateTime.SpecifyKind(given, DateTimeKind.Utc);
}
