using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;
using Xunit;
using static MtaSts.Tests.TlsRpt.Made;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Whether a failure recurred since a given time, such as that of a fix.</summary>
public class RecurrenceTests
{
    private static readonly DateTime Fix = FirstDay.AddDays(2);

    [Fact]
    public void Reports_since_without_the_failure_mean_that_it_did_not_recur()
    {
        var type = Of(
            "certificate-expired", Report(0, "A", 5, 3, "certificate-expired"), Report(1, "A", 0, 2, "certificate-expired"), Report(2, "A", 7),
            Report(3, "A", 8));
        Assert.Equal((5, 0, false, 2), (type.FailuresBefore, type.FailuresSince, type.CameBack, type.ReportsSince));
        Assert.Equal((Fix, FirstDay.AddDays(2).AddSeconds(-1)), (type.Since, type.LastFailure));
        Assert.Equal("Did not come back: none in 2 reports with 15 sessions since then, up to 2025-03-04 23:59 UTC.", type.SinceThen);
    }

    [Fact]
    public void A_failure_since_that_time_means_that_it_recurred()
    {
        var type =
            Of("certificate-expired", Report(0, "A", 5, 3, "certificate-expired"), Report(2, "B", 7, 1, "certificate-expired"), Report(3, "A", 8));
        Assert.Equal((3, 1, true), (type.FailuresBefore, type.FailuresSince, type.CameBack));
        Assert.Equal("Came back: 1 failed session since then. The last report with it ends 2025-03-03 23:59 UTC.", type.SinceThen);
    }

    [Fact]
    public void A_failure_that_did_not_occur_before_is_new()
    {
        var type = Of("starttls-not-supported", Report(0, "A", 5), Report(2, "A", 7, 4, "starttls-not-supported"));
        Assert.Null(type.CameBack); // what was never there cannot come back
        Assert.StartsWith("New: 4 failed sessions since then, and none before it", type.SinceThen, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_reports_since_that_time_the_answer_is_unknown()
    {
        var type = Of("certificate-expired", Report(0, "A", 5, 3, "certificate-expired"), Report(1, "A", 9));
        Assert.Null(type.CameBack);
        Assert.StartsWith(
            "Not known yet: no report with sessions begins at 2025-03-03 00:00 UTC or later; the last report ends 2025-03-02 23:59 UTC.", type.SinceThen,
            StringComparison.Ordinal);
    }

    /// <summary>Everything in it may be from before the fix; a report without a policy or without sessions cannot show the failure.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reports_that_could_not_show_the_failure_do_not_count(bool hasFailure)
    {
        var around = Lasting(Fix.AddHours(-6), Fix.AddHours(18));
        var none = Report(3, "A", Policy("no-policy-found", 5, 0));
        var idle = Report(4, "A", 0);
        var undated = new TlsReport {
            OrganizationName = "A", ReportId = "u", StartDate = null, EndDate = null,
            Policies = new ReadableList<TlsReportPolicy>([hasFailure ? Policy("sts", 5, 1, Failure("certificate-expired", 1)) : Policy("sts", 5, 0)]) };
        var type = Of("certificate-expired", Report(0, "A", 5, 3, "certificate-expired"), around, none, idle, undated);
        Assert.Equal((3, 0, 0), (type.FailuresBefore, type.FailuresSince, type.ReportsSince));
        Assert.Null(type.CameBack);
        Assert.Equal(
            hasFailure,
            type.SinceThen.EndsWith(" 1 failed session is in reports without a date, which may be from before or since.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_that_begins_before_the_time_counts_as_before()
    {
        var around = Report(1, "A", Policy("sts", 5, 2, Failure("certificate-expired", 2)), "week", 7);
        Assert.Equal((2, 0), (Of("certificate-expired", around).FailuresBefore, Of("certificate-expired", around).FailuresSince));
    }

    [Fact]
    public void The_answer_says_when_the_reporters_of_a_failure_have_not_reported_since()
    {
        TlsReport[] before = [.. Enumerable.Range(0, 5).Select(i => Report(0, "A" + i, 5, 1, "certificate-expired"))];
        var type = Of("certificate-expired", [.. before, Report(3, "B", 8)]);
        Assert.False(type.CameBack);
        Assert.EndsWith(" None of them is from A0, A1, A2 and 2 more, which reported it before.", type.SinceThen, StringComparison.Ordinal);
        Assert.DoesNotContain("None of them", Of("certificate-expired", [.. before, Report(3, "A3", 8)]).SinceThen, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_domain_has_its_own_reports()
    {
        TlsReport[] reports = [Report(0, "A", 5, 3, "certificate-expired"), Report(0, "A", 5, 3, "certificate-expired", domain: "fabrikam.test"),
            Report(3, "A", 8, domain: "fabrikam.test")];
        var groups =
            Split(TlsReportGrouping.Domain | TlsReportGrouping.ResultType, reports).Where(group => group.ResultType is not null);
        Assert.Equal([("contoso.test", null), ("fabrikam.test", (bool?)false)], groups.Select(group => (group.Domain, group.CameBack)));
    }

    [Fact]
    public void Other_groups_are_also_split()
    {
        TlsReport[] reports = [Report(0, "A", Policy("sts", 1, 2, Failure("certificate-expired", 2, "mx1.test"))),
            Report(3, "A", Policy("sts", 1, 4, Failure("certificate-expired", 4, "mx2.test")))];
        Assert.Equal(
            [(null, 0L, 0L, (bool?)null), ("mx1.test", 2, 0, false), ("mx2.test", 0, 4, null)],
            Split(TlsReportGrouping.MxHost, reports).Select(group => (group.MxHost, group.FailuresBefore, group.FailuresSince, group.CameBack)));
        var domain = Split(TlsReportGrouping.Domain, reports).Single();
        Assert.Equal((2, 4, Readiness.NotReady), (domain.FailuresBefore, domain.FailuresSince, domain.Readiness));
        Assert.Equal(
            "No failure without details: none in 1 report with 5 sessions since then, up to 2025-03-04 23:59 UTC. Failures with a result type or MX "
                + "host are in the other groups.",
            Split(TlsReportGrouping.MxHost, reports).First().SinceThen);
    }

    [Fact]
    public void The_result_contains_everything_that_the_plain_totals_contain()
    {
        TlsReport[] reports = [Report(0, "A", 5, 3, "dane-required"), Report(3, "B", 8, 1, "certificate-expired")];
        foreach (
            var grouping in new[] {
                TlsReportGrouping.Domain, TlsReportGrouping.Organization | TlsReportGrouping.Day | TlsReportGrouping.ResultType | TlsReportGrouping.MxHost })
        {
            foreach ((var plain, var split) in Measure(reports, grouping, now: 10).Zip(Split(grouping, reports)))
            {
                Assert.All(
                    typeof(TlsReportSummary).GetProperties(),
                    property => Assert.Equal(property.GetValue(plain)?.ToString(), property.GetValue(split)?.ToString()));
            }
        }
    }

    [Fact]
    public void Without_Since_the_totals_are_plain() => Assert.All(Measure([Report(0, "A", 1)]), summary => Assert.IsNotType<TlsReportRecurrence>(summary));

    [Fact]
    public void Names_are_shown_safely() =>
        Assert.DoesNotContain(Of("certificate-expired", Report(0, "A\u001b[31m", 5, 3, "certificate-expired"), Report(3, "B", 8)).SinceThen, char.IsControl);

    private static TlsReportRecurrence Of(string type, params TlsReport[] reports) =>
        Split(TlsReportGrouping.ResultType, reports).Single(group => group.ResultType == type);

    private static IEnumerable<TlsReportRecurrence> Split(TlsReportGrouping grouping, TlsReport[] reports)
    {
        using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { GroupBy = grouping, NowUtc = FirstDay.AddDays(10), Since = Fix });
        foreach (var report in reports) measure.Add(report);
        return [.. measure.GetSummaries().Cast<TlsReportRecurrence>()];
    }
}
