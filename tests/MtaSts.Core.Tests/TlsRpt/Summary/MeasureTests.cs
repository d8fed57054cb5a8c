using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;
using Xunit;
using static MtaSts.Tests.TlsRpt.Made;

namespace MtaSts.Tests.TlsRpt.Summary;

public class MeasureTests
{
    [Fact]
    public void All_spellings_of_a_domain_count_as_one() =>
        Assert.Equal(
            ("xn--bcher-kva.test", 10L),
            Measure([Report(0, "A", 5, domain: "bücher.test"), Report(1, "A", 5, domain: "xn--bcher-kva.test.")]).Select(sum => (sum.Domain, sum.Sessions))
                .Single());

    [Fact]
    public void Names_of_groups_are_safe_to_show()
    {
        var sum = Measure(
            [Report(0, "A\u001b[31m", 0, 2, "x\u001b[31m", domain: "c\u001b[31m.test")],
            TlsReportGrouping.Domain | TlsReportGrouping.Organization | TlsReportGrouping.ResultType).Single();
        Assert.Equal(("c\\u001b[31m.test", "A\\u001b[31m", "x\\u001b[31m"), (sum.Domain, sum.Organization, sum.ResultType));
        Assert.Equal("x\\u001b[31m", sum.TopResultTypes.Single().ResultType);
    }

    [Fact]
    public void Sessions_are_summed_by_domain()
    {
        var summary = Assert.Single(Measure([Report(0, "A", 5), Report(1, "B", 3, failures: 2, type: "certificate-expired")]));
        Assert.Equal(("contoso.test", 10, 8, 2, 80.0), (summary.Domain, summary.Sessions, summary.Successes, summary.Failures, summary.SuccessRate));
        Assert.Equal((2, "A; B", 2, 0), (summary.Reports, summary.Reporters.ToString(), summary.DaysWithReports, summary.DaysWithoutFailure));
        Assert.Equal((FirstDay, FirstDay.AddDays(2).AddSeconds(-1)), (summary.First, summary.Last));
        Assert.Equal("certificate-expired: 2", summary.TopResultTypes.ToString());
    }

    [Fact]
    public void A_report_counts_once_when_it_is_given_several_times()
    {
        using var measure = New(TlsReportGrouping.Domain);
        Assert.True(measure.Add(Report(0, "A", 5)));
        Assert.False(measure.Add(Report(0, "A", 5)));
        Assert.Equal(1, measure.Duplicates);
        Assert.Equal(5, measure.GetSummaries().Single().Sessions);
    }

    /// <summary>In any JSON layout, and in any container.</summary>
    [Fact]
    public void Without_an_id_a_report_is_recognized_by_its_content()
    {
        var json = Sample.With("\"report-id\":\"id-1\",", "");
        var other = json.Replace("count\":5", "count\":6", StringComparison.Ordinal);
        var moved = "{"
            + json[(json.IndexOf("\"date-range\"", StringComparison.Ordinal))..^1].Replace(":", " : ", StringComparison.Ordinal)
            .Replace("T00 : 00 : 00", "T00:00:00", StringComparison.Ordinal)
            .Replace("T23 : 59 : 59", "T23:59:59", StringComparison.Ordinal).Replace("version : ", "version:", StringComparison.Ordinal)
                .Replace("mode : ", "mode:", StringComparison.Ordinal)
            .Replace("mx : ", "mx:", StringComparison.Ordinal).Replace("max_age : ", "max_age:", StringComparison.Ordinal)
                + ",\"organization-name\":\"Fabrikam\"}";
        using var measure = New(TlsReportGrouping.Domain);
        Assert.True(measure.Add(Sample.Report(json)));
        Assert.False(measure.Add(Sample.Report(json)));
        Assert.False(measure.Add(Sample.Report(Sample.Mail(json))));
        Assert.False(measure.Add(Sample.Report(moved)));
        Assert.True(measure.Add(Sample.Report(other)));
        Assert.True(measure.Add(Sample.Report(json.Replace("2025-03-01", "2025-03-02", StringComparison.Ordinal))));
        Assert.True(measure.Add(Sample.Report(json.Replace("Fabrikam", "Adatum", StringComparison.Ordinal))));
        Assert.True(measure.Add(Sample.Report(Sample.Json))); // the same report with an id counts separately
        Assert.Equal((3, 26L), (measure.Duplicates, measure.GetSummaries().Single().Sessions));
    }

    [Fact]
    public void A_report_without_dates_is_counted_but_is_not_evidence()
    {
        static TlsReport Undated(string id, long successes, long failures) => new()
        {
            OrganizationName = "B", ReportId = id, StartDate = null, EndDate = null,
            Policies = new ReadableList<TlsReportPolicy>(
                [Policy("sts", successes, failures, ["mode: testing", "max_age: 86400"], "contoso.test", failures == 0
                    ? []
                    : [Failure("certificate-expired", failures)])]),
        };
        List<TlsReport> dated = [.. Enumerable.Range(0, 13).Select(day => Report(day, "A", 5))];
        var summary = Measure([.. dated, Undated("u1", 7, 0), Undated("u2", 0, 3)], now: 14).Single();
        Assert.Equal((75, 3, 15, 13), (summary.Sessions, summary.OwnFailures, summary.Reports, summary.DaysWithReports));
        Assert.Equal(Readiness.InsufficientData, summary.Readiness);
        Assert.Contains(
            "2 reports have no date, so they are counted but are not evidence for a stage. 3 failed sessions in them may be caused by the domain.",
            summary.Reasons);
        var alone = Measure([Undated("u1", 7, 0)], now: 14).Single();
        Assert.Equal((7, null, null, 0, Readiness.InsufficientData), (alone.Sessions, alone.First, alone.Last, alone.DaysWithReports, alone.Readiness!.Value));
        Assert.Contains("1 report has no date, so it is counted but is not evidence for a stage.", alone.Reasons);
        var days = Measure([dated[0], Undated("u1", 7, 0)], TlsReportGrouping.Day);
        Assert.Equal([null, (DateTime?)FirstDay], days.Select(day => day.Day));
    }

    [Theory]
    [InlineData("2025-03-05T00:00:00Z", null)]
    [InlineData(null, "2025-03-05T23:59:59Z")]
    [InlineData(null, "2025-03-06T00:00:00Z")] // the midnight that begins the next day
    public void One_date_is_sufficient_to_know_the_day(string? start, string? end)
    {
        static DateTime? Date(string? text) =>
            text is null
                ? null
                : DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
        var report = new TlsReport {
            OrganizationName = "A", ReportId = "x", StartDate = Date(start), EndDate = Date(end),
            Policies = new ReadableList<TlsReportPolicy>([Policy("sts", 1, 0)]) };
        Assert.Equal(FirstDay.AddDays(4), Measure([report], TlsReportGrouping.Day).Single().Day);
    }

    [Fact]
    public void A_name_that_DANE_policies_alone_give_has_no_readiness()
    {
        var dane = Report(0, "A", Policy("tlsa", 5, 0, ["3 1 1 AA"], "mx.contoso.test", []));
        var summary = Measure([dane]).Single();
        Assert.Equal(("mx.contoso.test", null), (summary.Domain, summary.Readiness));
        Assert.Contains("which may be an MX host", summary.Reasons.Single(), StringComparison.Ordinal);
        var told = Measure([With(dane, "contoso.test")]).Single();
        Assert.Equal(("contoso.test", Readiness.InsufficientData), (told.Domain, told.Readiness));
    }

    [Fact]
    public void Organization_id_and_domain_together_make_a_report()
    {
        TlsReport[] reports =
            [Report(0, "A", 1, id: "x"), Report(0, "B", 1, id: "x"), Report(0, "A", 1, id: "y"), Report(0, "A", 1, id: "x", domain: "fabrikam.test")];
        Assert.Equal([3, 1], Measure(reports).Select(summary => summary.Reports));
    }

    [Theory]
    [InlineData("sts", "tlsa", 2, 0, 2, 0, 2)] // the same sessions, reported twice
    [InlineData("tlsa", "sts", 2, 1, 2, 1, 3)]
    [InlineData("sts", "tlsa", 2, 0, 3, 0, 5)] // other counts: other sessions
    [InlineData("sts", "sts", 2, 0, 2, 0, 4)] // split by MX host
    [InlineData("sts", "no-policy-found", 2, 0, 2, 0, 4)]
    public void An_sts_and_a_tlsa_policy_with_the_same_counts_count_once(string type1, string type2, int ok1, int failed1, int ok2, int failed2, int sessions)
    {
        var report = Report(0, "A", Policy(type1, ok1, failed1), Policy(type2, ok2, failed2));
        Assert.Equal(sessions, Measure([report]).Single().Sessions);
    }

    [Fact]
    public void When_two_policies_count_once_the_one_with_details_counts()
    {
        var report = Report(0, "A", Policy("sts", 2, 1), Policy("tlsa", 2, 1, Failure("tlsa-invalid", 1)));
        Assert.Equal("tlsa-invalid: 1", Measure([report]).Single().TopResultTypes.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void When_two_policies_count_once_the_sts_policy_shows_the_policy_text(bool stsFirst)
    {
        List<TlsReport> reports = [.. Enumerable.Range(0, 14).Select(day =>
        {
            var sts = Policy("sts", 9, 1, ["mode: testing", "max_age: 604800"], "contoso.test", []);
            var tlsa = Policy("tlsa", 9, 1, Failure("dane-required", 1));
            return Report(day, "A", stsFirst ? [sts, tlsa] : [tlsa, sts]);
        })];
        var summary = Measure(reports, now: 14).Single();
        Assert.Equal((140, 14, "dane-required: 14"), (summary.Sessions, summary.SenderFailures, summary.TopResultTypes.ToString()));
        Assert.Equal((RolloutStage.TestingLong, Readiness.Ready), (summary.Stage, summary.Readiness));
    }

    [Fact]
    public void Groups_can_be_combined_and_are_sorted()
    {
        TlsReport[] reports = [Report(1, "B", 1), Report(0, "B", 1), Report(0, "A", 1)];
        var summaries = Measure(reports, TlsReportGrouping.Organization | TlsReportGrouping.Day);
        Assert.Equal(["A 1", "B 1", "B 2"], summaries.Select(s => s.Organization + " " + s.Day!.Value.Day));
        Assert.All(summaries, s => Assert.Null(s.Domain));
        Assert.All(summaries, s => Assert.Null(s.Readiness));
        Assert.All(summaries, s => Assert.Empty(s.Reasons));
    }

    [Fact]
    public void By_result_type_each_session_is_in_exactly_one_group()
    {
        var report = Report(0, "A", Policy("sts", 7, 5, Failure("certificate-expired", 2, "mx1."), Failure("starttls-not-supported", 1, "MX2")));
        var types = Measure([report], TlsReportGrouping.ResultType);
        Assert.Equal([" 7 2", "certificate-expired 0 2", "starttls-not-supported 0 1"], types.Select(s => $"{s.ResultType} {s.Successes} {s.Failures}"));
        var hosts = Measure([report], TlsReportGrouping.MxHost);
        Assert.Equal([" 7 2", "mx1 0 2", "mx2 0 1"], hosts.Select(s => $"{s.MxHost} {s.Successes} {s.Failures}"));
    }

    [Fact]
    public void A_result_type_or_host_has_no_success_rate_because_reports_contain_successes_by_policy_only()
    {
        var report = Report(0, "A", Policy("sts", 8, 2, Failure("certificate-expired", 2, "mx1.")));
        Assert.Equal([100.0, null], Measure([report], TlsReportGrouping.ResultType).Select(s => s.SuccessRate));
        Assert.Equal("(no result type)", Measure([report], TlsReportGrouping.ResultType)[0].Group);
        Assert.Equal("(no MX host)", Measure([report], TlsReportGrouping.MxHost)[0].Group);
        Assert.Equal("(all)", Assert.Single(Measure([report], TlsReportGrouping.None)).Group);
        Assert.Equal([100.0, null], Measure([report], TlsReportGrouping.MxHost | TlsReportGrouping.Domain).Select(s => s.SuccessRate));
        Assert.Equal([80.0], Measure([report], TlsReportGrouping.Organization).Select(s => s.SuccessRate));
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(-8, 24)]
    [InlineData(0, 168)]
    public void A_period_that_ends_at_midnight_ends_with_the_day_before(int from, int to)
    {
        var summary = Measure([Lasting(FirstDay.AddHours(from), FirstDay.AddHours(to))]).Single();
        Assert.Equal((FirstDay.AddHours(from), FirstDay.AddHours(to).AddSeconds(-1)), (summary.First, summary.Last));
    }

    [Fact]
    public void Any_other_end_of_a_period_is_kept()
    {
        Assert.Equal(FirstDay.AddHours(16), Measure([Lasting(FirstDay.AddHours(-8), FirstDay.AddHours(16))]).Single().Last);
        Assert.Equal(FirstDay, Measure([Lasting(FirstDay, FirstDay)]).Single().Last); // a period of length zero
    }

    [Fact]
    public void A_missing_policy_domain_is_taken_from_the_mail()
    {
        var report = With(Report(0, "A", new TlsReportPolicy { PolicyType = "sts", SuccessCount = 1 }), "Contoso.TEST.");
        Assert.Equal("contoso.test", Measure([report]).Single().Domain);
    }

    [Fact]
    public void Reports_without_a_domain_have_no_readiness_and_a_reason()
    {
        TlsReportPolicy unnamed = new() { PolicyType = "sts", SuccessCount = 1 };
        Assert.StartsWith("These reports contain no policy domain", Measure([Report(0, "A", unnamed)]).Single().Reasons.Single(), StringComparison.Ordinal);
        Assert.Null(Measure([Report(0, "A", unnamed)]).Single().Readiness);
    }

    [Fact]
    public void A_fetch_error_of_one_sender_on_one_day_is_the_senders_when_another_succeeded()
    {
        var summary = Measure([Report(0, "A", 5), Report(0, "B", 0, failures: 3, type: "sts-policy-fetch-error"), Report(1, "B", 4)]).Single();
        Assert.Equal((0, 3, 2), (summary.OwnFailures, summary.SenderFailures, summary.DaysWithoutFailure));
    }

    [Fact]
    public void A_fetch_error_is_the_domains_own_unless_other_senders_succeeded()
    {
        Assert.Equal(3, Own([Report(0, "B", 5, failures: 3, type: "sts-policy-fetch-error")])); // a single reporter
        Assert.Equal(6, Own([Report(0, "A", 5), Report(0, "B", 0, 3, "sts-policy-fetch-error"), Report(1, "B", 0, 3, "sts-policy-fetch-error")])); // two days
        Assert.Equal(4, Own([Report(0, "A", 5), Report(0, "B", 0, 3, "sts-policy-fetch-error"), Report(0, "C", 0, 1, "sts-webpki-invalid")])); // two senders
        Assert.Equal(3, Own([Report(1, "A", 5), Report(0, "B", 0, 3, "sts-policy-fetch-error")])); // a success on another day does not count
    }

    [Fact]
    public void The_order_of_the_reports_makes_no_difference()
    {
        TlsReport[] reports = [Report(0, "A", 5), Report(0, "B", 0, 3, "sts-policy-fetch-error"), Report(1, "B", 4),
            Report(2, "A", 1, 1, "certificate-expired"), Report(2, "A", 1, 1, "dane-required", id: "z")];
        foreach (var grouping in Enum.GetValues<TlsReportGrouping>())
        {
            Assert.Equal(Describe(Measure(reports, grouping)), Describe(Measure(reports.Reverse(), grouping)));
        }
    }

    [Theory]
    [InlineData("dane-required", 0, 1)] // the sender's own requirement
    [InlineData("certificate-expired", 1, 0)]
    [InlineData("tlsa-invalid", 1, 0)]
    [InlineData("something-new", 1, 0)] // an unknown failure may be the domain's
    public void The_owner_of_a_failure(string type, int own, int senders)
    {
        var summary = Measure([Report(0, "A", 5, 1, type)]).Single();
        Assert.Equal((own, senders), (summary.OwnFailures, summary.SenderFailures));
    }

    [Fact]
    public void Failures_without_details_are_the_domains_own() => Assert.Equal(2, Own([Report(0, "A", Policy("sts", 1, 2))]));

    [Fact]
    public void A_report_of_a_week_is_seven_days()
    {
        var week = Report(0, "A", 5, days: 7);
        Assert.Equal(7, Measure([week]).Single().DaysWithReports);
        Assert.Equal(1, Measure([Report(0, "A", 5, days: 4000)]).Single().DaysWithReports); // no sender reports on years
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 0)]
    public void By_day_a_report_of_a_week_is_on_its_first_day_and_counts_once(int failures, int good)
    {
        var day = Measure([Report(0, "A", 5, failures, "certificate-expired", days: 7)], TlsReportGrouping.Day).Single();
        Assert.Equal((FirstDay, 1, good), (day.Day, day.DaysWithReports, day.DaysWithoutFailure));
    }

    [Theory]
    [InlineData("mode: testing", 86400, 14, RolloutStage.Testing, Readiness.Ready)]
    [InlineData("mode: testing", 86400, 13, RolloutStage.Testing, Readiness.InsufficientData)]
    [InlineData("mode: testing", 604800, 14, RolloutStage.TestingLong, Readiness.Ready)]
    [InlineData("mode: enforce", 604800, 27, RolloutStage.EnforceCautious, Readiness.InsufficientData)]
    [InlineData("mode: enforce", 604800, 28, RolloutStage.EnforceCautious, Readiness.Ready)]
    [InlineData("mode: enforce", 2592000, 1, RolloutStage.EnforceStable, Readiness.Ready)]
    public void Readiness_uses_the_stage_that_the_reports_show(string mode, int maxAge, int days, RolloutStage stage, Readiness readiness)
    {
        var summary =
            Measure(Enumerable.Range(0, days).Select(day => Report(day, "A", 1, policy: [mode, "max_age: " + maxAge])), now: days).Single();
        Assert.Equal((stage, readiness), (summary.Stage, summary.Readiness));
        Assert.NotEmpty(summary.Reasons);
    }

    [Fact]
    public void A_failure_of_the_domains_own_delays_the_next_stage_until_there_are_enough_days_without_failures()
    {
        List<TlsReport> reports = [.. Enumerable.Range(0, 20).Select(day => Report(day, "A", 5, day == 5 ? 1 : 0, "certificate-expired"))];
        var summary = Measure(reports.Take(19), now: 19).Single();
        Assert.Equal((Readiness.NotReady, 13), (summary.Readiness, summary.DaysWithoutFailure));
        Assert.Contains("certificate-expired: 1", summary.Reasons[0], StringComparison.Ordinal);
        Assert.Equal(Readiness.Ready, Measure(reports, now: 20).Single().Readiness);
    }

    [Fact]
    public void Only_days_under_the_present_stage_count()
    {
        var reports =
            Enumerable.Range(0, 20).Select(day => Report(day, "A", 1, policy: ["mode: testing", day < 15 ? "max_age: 86400" : "max_age: 604800"]));
        var summary = Measure(reports, now: 20).Single();
        Assert.Equal((RolloutStage.TestingLong, Readiness.InsufficientData), (summary.Stage, summary.Readiness));
        Assert.StartsWith("4 of 14 days", summary.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Old_reports_and_sessions_without_a_policy_are_not_evidence()
    {
        TlsReport[] reports = [.. Enumerable.Range(0, 14).Select(day => Report(day, "A", 1))];
        Assert.Equal(Readiness.Ready, Measure(reports, now: 20).Single().Readiness);
        Assert.Equal(Readiness.InsufficientData, Measure(reports, now: 30).Single().Readiness);
        TlsReport[] without = [.. Enumerable.Range(0, 14).Select(day => Report(day, "A", Policy("no-policy-found", 5, 0)))];
        Assert.Equal(Readiness.InsufficientData, Measure(without, now: 14).Single().Readiness);
    }

    [Fact]
    public void A_temporary_fault_of_a_sender_is_reported_but_does_not_delay_the_domain()
    {
        List<TlsReport> reports = [.. Enumerable.Range(0, 14).Select(day => Report(day, "A", 1)), Report(7, "B", 0, 4, "sts-policy-fetch-error")];
        var summary = Measure(reports, now: 14).Single();
        Assert.Equal(Readiness.Ready, summary.Readiness);
        Assert.Contains(summary.Reasons, reason => reason.StartsWith("4 failed sessions", StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_counts_never_overflow()
    {
        var summary = Measure(
            [Report(0, "A", Policy("sts", long.MaxValue, long.MaxValue, Failure("a", long.MaxValue), Failure("b", long.MaxValue))),
                Report(1, "A", long.MaxValue)]).Single();
        Assert.Equal((long.MaxValue, long.MaxValue), (summary.Sessions, summary.OwnFailures));
    }

    private static long Own(IEnumerable<TlsReport> reports) => Measure(reports).Single().OwnFailures;

    private static IEnumerable<string> Describe(IEnumerable<TlsReportSummary> summaries) => summaries.Select(s =>
        string.Join(
            "|", s, s.OwnFailures, s.SenderFailures, s.Reports, s.Reporters, s.First, s.Last, s.DaysWithReports, s.DaysWithoutFailure, s.TopResultTypes,
            s.Readiness, s.Reasons));
}
