using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;
using Xunit;
using static MtaSts.Tests.TlsRpt.Made;

namespace MtaSts.Tests.TlsRpt.Summary;

/// <summary>The figures and sentences of a group, whatever comes first.</summary>
public class GroupTests
{
    private static readonly DateTime Fix = FirstDay.AddDays(2);

    [Fact]
    public void The_period_is_from_the_first_report_to_the_last_in_whatever_order_they_come()
    {
        TlsReport[] reports = [Report(3, "A", 1), Report(1, "A", 1), Report(7, "A", 1), Report(5, "A", 1)];
        foreach (var order in new[] { reports, [.. reports.Reverse()] })
        {
            var sum = Measure(order).Single();
            Assert.Equal((FirstDay.AddDays(1), FirstDay.AddDays(8).AddSeconds(-1), 4), (sum.First, sum.Last, sum.DaysWithReports));
        }
    }

    [Fact]
    public void Five_result_types_are_named_the_most_frequent_first()
    {
        var failures = new[] { ("a", 1), ("f", 6), ("c", 3), ("b", 3), ("e", 5), ("d", 4) }.Select(pair => Failure(pair.Item1, pair.Item2)).ToArray();
        Assert.Equal("f: 6; e: 5; d: 4; b: 3; c: 3", Measure([Report(0, "A", Policy("sts", 1, 22, failures))]).Single().TopResultTypes.ToString());
    }

    [Fact]
    public void The_five_explanations_of_most_sessions_are_kept_however_many_there_are()
    {
        string[] text = ["version: STSv1", "mode: testing", "mx: mail.contoso.test", "max_age: 86400"];
        TlsReportFailure[] failures = [
            .. Enumerable.Range(100, 130).Select(i => Failure("certificate-host-mismatch", i % 7, $"mx{i}.fabrikam.test")),
            Failure("certificate-host-mismatch", 500, "mx105.fabrikam.test"), Failure("certificate-host-mismatch", 0, "mx000.fabrikam.test")];
        var ordered = Explanations(failures);
        Assert.Equal(5, ordered.Count);
        Assert.Contains("mx105.fabrikam.test", ordered[0], StringComparison.Ordinal);
        Assert.Equal(ordered, Explanations([.. failures.Reverse()]));
        Assert.DoesNotContain(ordered, words => words.Contains("mx000", StringComparison.Ordinal)); // it counts no session

        ReadableList<string> Explanations(TlsReportFailure[] all) =>
            Measure([Report(0, "A", Policy("sts", 1, 9, text, "contoso.test", all))], TlsReportGrouping.Organization).Single().Explanations;
    }

    [Fact]
    public void A_report_of_several_policies_counts_once_in_each_of_its_groups()
    {
        var report = Report(0, "A", Policy("sts", 1, 0), Policy("sts", 2, 0), Policy("sts", 4, 0, [], "fabrikam.test", []));
        Assert.Equal([(1, 3L), (1, 4L)], Measure([report]).Select(sum => (sum.Reports, sum.Sessions)));
        Assert.Equal((1, 7L), Measure([report], TlsReportGrouping.None).Select(sum => (sum.Reports, sum.Sessions)).Single());
    }

    [Fact]
    public void By_day_a_fault_of_one_sender_is_on_the_day_of_the_report()
    {
        var week = Report(0, "A", Policy("sts", 5, 2, Failure("sts-policy-fetch-error", 2)), "week", 7);
        var day = Measure([week], TlsReportGrouping.Day).Single();
        Assert.Equal((FirstDay, 1, 0, 2L), (day.Day, day.DaysWithReports, day.DaysWithoutFailure, day.OwnFailures));
        var whole = Measure([week], TlsReportGrouping.None).Single();
        Assert.Equal((7, 0, 2L), (whole.DaysWithReports, whole.DaysWithoutFailure, whole.OwnFailures));
    }

    [Fact]
    public void A_fault_without_a_date_counts_against_the_domain()
    {
        var undated = new TlsReport
        {
            OrganizationName = "B", ReportId = "u", StartDate = null, EndDate = null,
            Policies = new ReadableList<TlsReportPolicy>([Policy("sts", 0, 3, Failure("sts-policy-fetch-error", 3))]),
        };
        var sum = Measure([Report(0, "A", 5), undated]).Single();
        Assert.Equal((3L, 0L, 1), (sum.OwnFailures, sum.SenderFailures, sum.DaysWithoutFailure));
    }

    [Theory]
    [InlineData("certificate-expired", 2L, 0L)]
    [InlineData("sts-policy-fetch-error", 2L, 0L)]
    [InlineData("dane-required", 0L, 2L)]
    public void In_a_group_by_result_type_a_failure_has_its_owner(string type, long own, long senders)
    {
        var group = Measure([Report(0, "A", Policy("sts", 5, 2, Failure(type, 2)))], TlsReportGrouping.ResultType).Single(sum => sum.ResultType == type);
        Assert.Equal((own, senders, 2L, 0L), (group.OwnFailures, group.SenderFailures, group.Failures, group.Successes));
    }

    [Fact]
    public void A_detail_of_no_session_marks_no_day()
    {
        var group = Measure([Report(0, "A", Policy("sts", 5, 0, Failure("certificate-expired", 0)))], TlsReportGrouping.ResultType)
            .Single(sum => sum.ResultType is not null);
        Assert.Equal((1, 1, 0L), (group.DaysWithReports, group.DaysWithoutFailure, group.OwnFailures));
    }

    [Theory]
    [InlineData(5, 2, 2, 1)] // every failure has a detail, and the successes have none
    [InlineData(0, 2, 2, 0)]
    [InlineData(0, 3, 2, 1)]
    [InlineData(0, 0, 0, 1)] // nothing at all is still a report
    public void Sessions_without_a_detail_are_a_group_where_there_are_some(int successes, int failures, int detailed, int rest)
    {
        TlsReportFailure[] details = detailed == 0 ? [] : [Failure("certificate-expired", detailed)];
        var groups = Measure([Report(0, "A", Policy("sts", successes, failures, details))], TlsReportGrouping.ResultType);
        Assert.Equal(rest, groups.Count(group => group.ResultType is null));
        Assert.Equal((long)failures, groups.Sum(group => group.Failures));
    }

    [Fact]
    public void What_does_not_fit_is_counted_as_left_out_per_report()
    {
        using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { GroupBy = TlsReportGrouping.ResultType, NowUtc = FirstDay, MaxGroups = 2 });
        measure.Add(Report(0, "A", Policy("sts", 1, 3, Failure("a", 1), Failure("b", 1), Failure("c", 1))));
        measure.Add(Report(1, "A", Policy("sts", 1, 1, Failure("a", 1))));
        Assert.Equal((2, 1), (measure.MaxGroups, measure.LeftOut));
        Assert.Equal([null, "a"], measure.GetSummaries().Select(sum => sum.ResultType));
    }

    [Theory]
    [InlineData(1, 1, 1, "Did not come back: none in 1 report with 1 session since then, up to 2025-03-04 23:59 UTC.")]
    [InlineData(1, 2, 1, "Did not come back: none in 1 report with 2 sessions since then, up to 2025-03-04 23:59 UTC.")]
    [InlineData(2, 1, 1, "Did not come back: none in 2 reports with 2 sessions since then, up to 2025-03-05 23:59 UTC.")]
    public void What_did_not_come_back_is_said_with_the_reports_that_could_show_it(int reports, int sessions, int failed, string words) => Assert.Equal(
        words,
        Of([Report(0, "A", 5, failed, "x"), .. Enumerable.Range(3, reports).Select(day => Report(day, "A", sessions))]).SinceThen);

    [Theory]
    [InlineData(1, "Came back: 1 failed session since then. The last report with it ends 2025-03-04 23:59 UTC.")]
    [InlineData(2, "Came back: 2 failed sessions since then. The last report with it ends 2025-03-04 23:59 UTC.")]
    public void What_came_back_is_counted(int failed, string words)
    {
        TlsReport[] reports = [Report(0, "A", 5, 1, "x"), Report(3, "A", 5, failed, "x")];
        foreach (var order in new[] { reports, [.. reports.Reverse()] })
            Assert.Equal((words, true, FirstDay.AddDays(4).AddSeconds(-1)), Of(order) is var of ? (of.SinceThen, of.CameBack, of.LastFailure) : default);
    }

    [Theory]
    [InlineData(1, " 1 failed session is in reports without a date, which may be from before or since.")]
    [InlineData(2, " 2 failed sessions are in reports without a date, which may be from before or since.")]
    public void Failures_without_a_date_may_be_of_either_side(int failed, string words)
    {
        var undated = new TlsReport
        {
            OrganizationName = "A", ReportId = "u", StartDate = null, EndDate = null,
            Policies = new ReadableList<TlsReportPolicy>([Policy("sts", 1, failed, Failure("x", failed))]),
        };
        var of = Of([Report(0, "A", 5, 1, "x"), undated]);
        Assert.EndsWith(words, of.SinceThen, StringComparison.Ordinal);
        Assert.Equal((1L, 0L), (of.FailuresBefore, of.FailuresSince));
    }

    [Theory]
    [InlineData(0, 1)] // it begins at the moment
    [InlineData(-1, 0)]
    public void A_report_is_of_after_the_moment_when_all_of_it_is(int seconds, int since)
    {
        var start = Fix.AddSeconds(seconds);
        Assert.Equal(since, Of([Report(0, "A", 5, 1, "x"), Lasting(start, start.AddDays(1), "edge")]).ReportsSince);
    }

    [Fact]
    public void A_report_of_several_policies_is_one_report_since_then()
    {
        var two = Report(3, "B", Policy("sts", 3, 0), Policy("sts", 4, 0));
        var of = Of([Report(0, "A", 5, 1, "x"), two]);
        Assert.Equal(1, of.ReportsSince);
        Assert.StartsWith("Did not come back: none in 1 report with 7 sessions since then", of.SinceThen, StringComparison.Ordinal);
        Assert.EndsWith(" None of them is from A, which reported it before.", of.SinceThen, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_failure_the_group_says_so()
    {
        using var measure = new TlsReportMeasure(
            new TlsReportMeasureOptions { GroupBy = TlsReportGrouping.Domain, NowUtc = FirstDay.AddDays(9), Since = Fix });
        foreach (var day in new[] { 4, 3 }) measure.Add(Report(day, "A", 5));
        Assert.Equal(
            "No failure: none in 2 reports with 10 sessions since then, up to 2025-03-05 23:59 UTC.",
            measure.GetSummaries().Cast<TlsReportRecurrence>().Single().SinceThen);
    }

    [Fact]
    public void Without_any_date_the_last_report_is_not_named()
    {
        var undated = new TlsReport
        {
            OrganizationName = "A", ReportId = "u", StartDate = null, EndDate = null,
            Policies = new ReadableList<TlsReportPolicy>([Policy("sts", 1, 1, Failure("x", 1))]),
        };
        Assert.StartsWith(
            "Not known yet: no report with sessions begins at 2025-03-03 00:00 UTC or later. Most senders report a day late, Microsoft up to 72 hours.",
            Of([undated]).SinceThen, StringComparison.Ordinal);
    }

    private static TlsReportRecurrence Of(IEnumerable<TlsReport> reports)
    {
        using var measure = new TlsReportMeasure(
            new TlsReportMeasureOptions { GroupBy = TlsReportGrouping.ResultType, NowUtc = FirstDay.AddDays(10), Since = Fix });
        foreach (var report in reports) measure.Add(report);
        return measure.GetSummaries().Cast<TlsReportRecurrence>().Single(group => group.ResultType == "x");
    }
}
