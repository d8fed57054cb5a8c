using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Integration;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.Engines;

/// <summary>DuckDB's answer to each question of Measure-TlsRptReport is the same to the last count.</summary>
internal static class MeasureTrial
{
    private static readonly TlsReportGrouping[] Groupings =
    [
        TlsReportGrouping.None,
        TlsReportGrouping.Domain,
        TlsReportGrouping.Organization,
        TlsReportGrouping.Day,
        TlsReportGrouping.ResultType,
        TlsReportGrouping.MxHost,
        TlsReportGrouping.Domain | TlsReportGrouping.Organization | TlsReportGrouping.Day,
        TlsReportGrouping.Domain | TlsReportGrouping.ResultType,
        TlsReportGrouping.Organization | TlsReportGrouping.MxHost,
        TlsReportGrouping.Day | TlsReportGrouping.ResultType | TlsReportGrouping.MxHost,
    ];

    public static void Run(Outcome outcome, string folder, IReadOnlyList<TlsReport> reports)
    {
        Archive.Write(folder, reports);
        using var store = DuckStore.Load(folder);
        foreach (var grouping in Groupings)
        {
            var names = Enum.GetValues<TlsReportGrouping>().Where(one => one != TlsReportGrouping.None && grouping.HasFlag(one)).Select(one => $"'{one}'");
            var expected = Measure(Archive.Read(folder), grouping).Select(Show).Order(StringComparer.Ordinal).ToList();
            var answered = store.Ask($"FROM tlsrpt_measure([{string.Join(", ", names)}])").Select(Show).Order(StringComparer.Ordinal).ToList();
            outcome.Check(
                $"DuckDB counts {reports.Count} reports by {grouping} in {expected.Count} groups", expected.SequenceEqual(answered),
                Difference(expected, answered));
        }
    }

    private static IReadOnlyList<TlsReportSummary> Measure(IEnumerable<TlsReport> reports, TlsReportGrouping grouping)
    {
        var now = new DateTime(2026, 11, 28, 0, 0, 0, DateTimeKind.Utc);
        using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { GroupBy = grouping, NowUtc = now });
        foreach (var report in reports) measure.Add(report);
        return measure.GetSummaries();
    }

    private static string Show(TlsReportSummary sum) => Line(
        sum.Domain, sum.Organization, sum.Day is { } day ? DateOnly.FromDateTime(day) : null, sum.ResultType, sum.MxHost, sum.Successes,
        sum.Sessions, sum.Failures, sum.SuccessRate, sum.OwnFailures, sum.SenderFailures, sum.Reports,
        sum.Reporters.Select(SpreadsheetText.Clean).Order(StringComparer.Ordinal), sum.First, sum.Last, sum.DaysWithReports, sum.DaysWithoutFailure,
        sum.TopResultTypes.Select(type => $"{SpreadsheetText.Clean(type.ResultType)}={type.Count}"),
        sum.Explanations);

    private static string Show(Dictionary<string, object?> row) => Line([.. Columns.Select(name => row[name])]);

    private static readonly string[] Columns =
    [
        "Domain", "Organization", "Day", "ResultType", "MxHost", "Successes", "Sessions", "Failures", "SuccessRate", "OwnFailures", "SenderFailures", "Reports",
        "Reporters", "First", "Last", "DaysWithReports", "DaysWithoutFailure", "TopResultTypes", "Explanations",
    ];

    private static string Line(params object?[] values) => string.Join(" | ", values.Select(DuckStore.Show));

    private static string Difference(List<string> expected, List<string> answered)
    {
        var missing = expected.Except(answered).ToList();
        var extra = answered.Except(expected).ToList();
        return string.Format(
            CultureInfo.InvariantCulture, "{0} of {1} groups differ.\n  Measure: {2}\n  DuckDB:  {3}", missing.Count, expected.Count, missing.FirstOrDefault(),
            extra.FirstOrDefault());
    }
}
