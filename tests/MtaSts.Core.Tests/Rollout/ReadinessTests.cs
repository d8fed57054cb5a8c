using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Rollout;
using Xunit;
using static MtaSts.Tests.TlsRpt.Made;

namespace MtaSts.Tests.Rollout;

/// <summary>How the reports of a domain are evaluated: which days count, for which stage, and the reasons.</summary>
public class ReadinessTests
{
    private static readonly string[] Testing = ["mode: testing", "max_age: 86400"];
    private static readonly string[] TestingLong = ["mode: testing", "max_age: 604800"];
    private static readonly string[] Cautious = ["mode: enforce", "max_age: 604800"];
    private static readonly string[] Stable = ["mode: enforce", "max_age: 2592000"];
    private static readonly string[] None = ["version: STSv1", "mode: none", "max_age: 86400"];
    private static readonly string[] NoText = [];

    [Fact]
    public void Mode_none_is_not_evidence_because_senders_check_nothing()
    {
        var summary = Judge(Days(0, 20, None));
        Assert.Equal((Readiness.InsufficientData, null), (summary.Readiness, summary.Stage));
        Assert.Equal(
            "The reports show the policy 'mode: none' since 2025-03-01. Under it senders check nothing (RFC 8461 §3.2, §5), so they are not evidence for "
                + "a next stage. Step-MtaStsPolicy returns the first policy of a rollout.",
            summary.Reasons[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    [InlineData(32)] // more than a report can be about: an error or a trick
    [InlineData(400)]
    public void A_failure_of_a_long_report_counts_to_its_end(int length)
    {
        // Forty good days, and a report that ends with them and says that something failed.
        var summary = Judge([.. Days(0, 40, Testing), Report(40 - length, "B", 5, 3, "certificate-expired", "long", days: length, policy: Testing)]);
        Assert.Equal(Readiness.NotReady, summary.Readiness);
        Assert.Contains(summary.Reasons, reason => reason.Contains("Last failure caused by the domain: 2025-04-09", StringComparison.Ordinal));
    }

    [Fact]
    public void A_success_under_mode_none_is_not_evidence_for_a_stage()
    {
        var summary = Judge([.. Days(0, 13, Testing), Report(13, "A", 5, policy: None)]); // a copy of an old policy
        Assert.Equal((Readiness.InsufficientData, RolloutStage.Testing), (summary.Readiness, summary.Stage));
        Assert.StartsWith("13 of 14 days", summary.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_without_a_success_is_not_evidence_and_the_reason_lists_it()
    {
        var none = Judge(Enumerable.Range(0, 15).Select(day => Report(day, "A", 0, 10, "dane-required")));
        Assert.Equal(Readiness.InsufficientData, none.Readiness);
        Assert.StartsWith("0 of 14 days", none.Reasons[0], StringComparison.Ordinal);
        Assert.Contains(
            "No session under the policy succeeded on 2025-03-01, 2025-03-02, 2025-03-03, 2025-03-04, 2025-03-05 and 10 more days, so they do not count: "
                + "it takes a success to show that the domain can be reached.",
            none.Reasons);

        var one = Judge(Enumerable.Range(0, 15).Select(day => Report(day, "A", day == 7 ? 0 : 5, 1, "dane-required")));
        Assert.Equal(Readiness.Ready, one.Readiness);
        Assert.Contains(
            "No session under the policy succeeded on 2025-03-08, so it does not count: it takes a success to show that the domain can be reached.",
            one.Reasons);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "1 report covers fewer than 24 hours, so it does not show its whole day.")]
    [InlineData(3, "3 reports cover fewer than 24 hours, so they do not show their whole days.")]
    public void Reports_that_cover_less_than_a_day_are_mentioned(int count, string? reason)
    {
        var reports = Enumerable.Range(0, 14).Select(day => Lasting(FirstDay.AddDays(day), FirstDay.AddDays(day).AddHours(day < count ? 13 : 24), $"id{day}"));
        var summary = Judge(reports);
        Assert.Equal(Readiness.Ready, summary.Readiness);
        Assert.Equal(reason, summary.Reasons.SingleOrDefault(text => text.Contains("24 hours", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_last_stage_also_requires_a_success()
    {
        Assert.Equal(Readiness.InsufficientData, Judge([Report(0, "A", 0, 10, "dane-required", policy: Stable)]).Readiness);
        Assert.Equal(Readiness.Ready, Judge([Report(0, "A", 1, 9, "dane-required", policy: Stable)]).Readiness);
    }

    [Theory]
    [InlineData(19, Readiness.Ready)] // that day is not over yet in the local time zone
    [InlineData(18, Readiness.Ready)] // that day has not begun yet
    [InlineData(17, Readiness.InsufficientData)]
    public void Reports_of_future_days_are_not_evidence(int now, Readiness expected)
    {
        var summary = Measure(Days(0, 20, Testing), now: now).Single();
        Assert.Equal(expected, summary.Readiness);
        Assert.Equal(expected != Readiness.Ready, summary.Reasons[0].Contains("2025-03-20, which is in the future", StringComparison.Ordinal));
    }

    /// <summary>They may be from any earlier stage; only the first stage has no earlier one.</summary>
    [Fact]
    public void Days_without_a_policy_are_not_evidence_for_a_later_stage()
    {
        Assert.Equal(Readiness.Ready, Judge(Days(0, 14, NoText)).Readiness);
        Assert.Equal(Readiness.Ready, Judge([.. Days(0, 13, NoText), .. Days(13, 1, Testing)]).Readiness);

        var late = Judge([.. Days(0, 27, NoText), .. Days(27, 1, Cautious)]);
        Assert.Equal((Readiness.InsufficientData, RolloutStage.EnforceCautious), (late.Readiness, late.Stage));
        Assert.StartsWith("1 of 28 days", late.Reasons[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RolloutStage.Testing, Readiness.Ready)]
    [InlineData(RolloutStage.TestingLong, Readiness.InsufficientData)]
    [InlineData(RolloutStage.EnforceCautious, Readiness.InsufficientData)]
    public void Reports_and_their_totals_have_the_same_result_for_the_published_stage(RolloutStage stage, Readiness expected)
    {
        List<TlsReport> reports = [.. Days(0, 30, NoText)];
        using var measure = New(TlsReportGrouping.Domain, 30);
        foreach (var report in reports) measure.Add(report);
        var direct = ReportVerdict.Of(measure.EvidenceFor("contoso.test", stage)!, Later);
        var totals = ReportVerdict.Of(Judge(reports), stage, Later);
        Assert.Equal((expected, expected), (direct.Readiness, totals.Readiness));
        if (expected != Readiness.Ready) Assert.Equal(totals.Reasons[0], direct.Reasons[0]);
    }

    [Fact]
    public void Days_without_a_success_do_not_renew_an_old_success()
    {
        var summary = Judge([.. Days(0, 14, Testing), .. Enumerable.Range(14, 10).Select(day => Report(day, "A", 0, 1, "dane-required"))]);
        Assert.Equal(Readiness.InsufficientData, summary.Readiness);
        Assert.StartsWith("The last day with a success is 2025-03-14, 11 days ago", summary.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void One_report_of_another_policy_does_not_decide_the_stage()
    {
        var summary =
            Judge([.. Enumerable.Range(0, 4).Select(day => Report(day, "A", 9, 1, "certificate-expired")), Report(4, "Stranger", 1, policy: Stable)]);
        Assert.Equal((RolloutStage.Testing, Readiness.NotReady), (summary.Stage, summary.Readiness));
        Assert.Contains(
            "On the last 3 days with a reported policy more than one is shown: 4 votes for Testing, 1 vote for EnforceStable. "
                + "A sender has 1 vote per day, or 2 with 10 sessions or more. The stage is the one with the most votes; "
                + "senders may use an old policy for its max_age (RFC 8461 §5.1).",
            summary.Reasons);
    }

    [Fact]
    public void A_sender_with_the_policy_from_before_a_rollback_does_not_decide_the_stage()
    {
        var summary = Judge([.. Days(0, 20, Cautious), .. Days(20, 10, Testing), .. Days(20, 10, Cautious, "Keeps it", 3)]);
        Assert.Equal((RolloutStage.Testing, Readiness.InsufficientData), (summary.Stage, summary.Readiness));
        // on the first day most of three days' votes were still for the other
        Assert.StartsWith("9 of 14 days", summary.Reasons[0], StringComparison.Ordinal);
        Assert.Contains(summary.Reasons, reason => reason.Contains("6 votes for Testing, 3 votes for EnforceCautious", StringComparison.Ordinal));
    }

    [Fact]
    public void A_last_day_with_only_an_old_policy_does_not_invalidate_the_other_days()
    {
        var summary = Judge([.. Days(0, 29, Cautious), Report(29, "Keeps it", 2, policy: TestingLong)]);
        Assert.Equal((RolloutStage.EnforceCautious, Readiness.Ready), (summary.Stage, summary.Readiness));
    }

    [Fact]
    public void Of_as_many_votes_for_two_stages_the_earlier_counts_and_mode_none_needs_more()
    {
        Assert.Equal(RolloutStage.Testing, Judge([Report(0, "A", 5, policy: Stable), Report(0, "B", 5)]).Stage);
        Assert.Equal(RolloutStage.Testing, Judge([Report(0, "A", 5, policy: None), Report(0, "B", 5)]).Stage);
        Assert.Null(Judge([Report(0, "A", 5, policy: None), Report(0, "C", 5, policy: None), Report(0, "B", 5)]).Stage);
        Assert.Contains(
            "On the last day with a reported policy more than one is shown: 1 vote for mode none, 1 vote for Testing. A sender has 1 vote per day, or 2 with "
                + "10 sessions or more. The stage is the earliest of those with the most votes (mode none needs more votes than any stage); "
                + "senders may use an old policy for its max_age (RFC 8461 §5.1).",
            Judge([Report(0, "A", 5, policy: None), Report(0, "B", 5)]).Reasons);
    }

    /// <summary>Whatever number a report claims, it is one sender's word on one day.</summary>
    [Theory]
    [InlineData("mode: none", 1)]
    [InlineData("mode: none", 1_000_000_000_000_000)]
    [InlineData("mode: none", long.MaxValue)]
    [InlineData("mode: enforce", long.MaxValue)]
    [InlineData("mode: testing", long.MaxValue)]
    public void One_report_does_not_take_the_stage_away_however_many_sessions_it_claims(string mode, long sessions)
    {
        foreach (var real in new[] { 1, 10, 1000 })
        {
            var summary = Judge([.. Days(0, 14, TestingLong, sessions: real), Report(13, "Stranger", sessions, policy: [mode, "max_age: 86400"])]);
            Assert.Equal((RolloutStage.TestingLong, Readiness.Ready), (summary.Stage, summary.Readiness));
        }
    }

    [Fact]
    public void A_stranger_who_reports_mode_none_every_day_does_not_outvote_a_sender()
    {
        var summary = Judge([.. Days(0, 14, TestingLong, sessions: 1), .. Days(0, 14, None, "Stranger", int.MaxValue)]);
        Assert.Equal((RolloutStage.TestingLong, Readiness.Ready), (summary.Stage, summary.Readiness));
    }

    [Fact]
    public void Sessions_without_the_policys_text_count_for_the_stage_of_their_day()
    {
        var summary = Judge([.. Days(0, 10, TestingLong), .. Days(10, 4, NoText, sessions: 99)]);
        Assert.Equal((RolloutStage.TestingLong, Readiness.Ready), (summary.Stage, summary.Readiness));
        Assert.DoesNotContain(summary.Reasons, reason => reason.Contains("more than one is shown", StringComparison.Ordinal));
        var none = Judge(Days(0, 14, NoText));
        Assert.Equal((null, Readiness.Ready), (none.Stage, none.Readiness));
        Assert.StartsWith("No report shows the policy's text", none.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_a_week_weighs_as_much_as_its_sessions_per_day() =>
        Assert.Equal(RolloutStage.Testing, Judge([Report(0, "Weekly", 70, days: 7, policy: Stable), .. Days(0, 7, Testing, sessions: 11)]).Stage);

    [Theory]
    [InlineData("mode: testing", "the reports show stage Testing since 2025-03-01.")]
    [InlineData("mode: none", "the reports show the policy 'mode: none' since 2025-03-01, under which senders check nothing (RFC 8461 §3.2, §5).")]
    public void When_the_reports_show_another_stage_the_reason_says_which(string mode, string shown)
    {
        var summary = Measure(Days(0, 20, [mode, "max_age: 86400"]), now: 20, stage: RolloutStage.EnforceCautious).Single();
        Assert.Equal((RolloutStage.EnforceCautious, Readiness.InsufficientData), (summary.Stage, summary.Readiness));
        Assert.Equal("There is no evidence for stage EnforceCautious yet: " + shown, summary.Reasons[0]);

        var asShown = Judge(Days(0, 20, [mode, "max_age: 86400"]));
        var verdict = ReportVerdict.Of(asShown, RolloutStage.EnforceCautious, Later);
        Assert.Equal((Readiness.InsufficientData, summary.Reasons[0], 0), (verdict.Readiness, verdict.Reasons[0], verdict.DaysWithoutFailure));
    }

    [Fact]
    public void Totals_under_mode_none_are_not_evidence_for_the_first_stage() =>
        Assert.StartsWith(
            "There is no evidence for stage Testing yet: the reports show the policy 'mode: none'",
            ReportVerdict.Of(Judge(Days(0, 20, None)), RolloutStage.Testing, Later).Reasons[0], StringComparison.Ordinal);

    [Fact]
    public void The_reported_stage_begins_on_the_day_on_which_it_had_most_sessions() => Assert.Equal(
        "There is no evidence for stage EnforceStable yet: the reports show stage EnforceCautious since 2025-03-12.",
        Measure([.. Days(0, 10, Testing), .. Days(10, 5, Cautious)], now: 15, stage: RolloutStage.EnforceStable).Single().Reasons[0]);

    [Theory]
    [InlineData("mode: testing", "max_age: 604800")]
    [InlineData]
    public void Totals_for_a_given_stage_do_not_count_for_another(params string[] policy)
    {
        var summary = Measure(Days(0, 20, policy), now: 20, stage: RolloutStage.Testing).Single();
        Assert.StartsWith(
            "These totals were judged for stage Testing", ReportVerdict.Of(summary, RolloutStage.TestingLong, Later).Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_that_are_not_of_a_whole_domain_keep_their_reason()
    {
        var summary = Measure(Days(0, 1, TestingLong), TlsReportGrouping.Domain | TlsReportGrouping.Day).Single();
        Assert.Contains("group by Domain alone", ReportVerdict.Of(summary, RolloutStage.TestingLong, Later).Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_days_without_failure_count_all_days_and_readiness_only_those_of_the_stage()
    {
        var summary = Judge([.. Days(0, 10, Testing), .. Days(10, 5, TestingLong)]);
        Assert.Equal((15, 4), (summary.DaysWithoutFailure, ReportVerdict.Of(summary, RolloutStage.TestingLong, Later).DaysWithoutFailure));
    }

    [Fact]
    public void The_last_failure_is_shown_with_the_failures_of_its_day()
    {
        var summary =
            Judge([Report(0, "A", 5, 7, "certificate-expired"), Report(1, "A", 5), Report(2, "A", 5, 1, "starttls-not-supported"), Report(3, "A", 5)]);
        Assert.Equal(
            "Last failure caused by the domain: 2025-03-03 (starttls-not-supported: 1). Since then 1 of the 14 days needed passed without one. "
                + "Before it, in this stage: certificate-expired: 7.",
            summary.Reasons[0]);
    }

    [Fact]
    public void Failures_to_fetch_the_policy_are_recognized_by_their_types()
    {
        var summary =
            Judge([Report(0, "A", Policy("sts", 1, 5, Testing, "contoso.test", [Failure("sts-policy-fetch-error", 3), Failure("sts-webpki-invalid", 2)]))]);
        Assert.StartsWith(
            "Last failure caused by the domain: 2025-03-01 (sts-policy-fetch-error: 3; sts-webpki-invalid: 2).", summary.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_without_details_is_shown_in_one_pair_of_parentheses() => Assert.Equal(
        "Last failure caused by the domain: 2025-03-01 (without details: 2). Since then 0 of the 14 days needed passed without one.",
        Judge([Report(0, "A", Policy("sts", 5, 2, Testing, "contoso.test", []))]).Reasons[0]);

    [Fact]
    public void The_last_stage_needs_no_count_of_days() => Assert.Equal(
        "Last failure caused by the domain: 2025-03-02 (certificate-expired: 2). No day with reports has passed without one since then.",
        Judge([Report(0, "A", 5, policy: Stable), Report(1, "A", 5, 2, "certificate-expired", policy: Stable)]).Reasons[0]);

    [Theory]
    [InlineData(1, "1 failed session was a sender's own problem and does not count against the domain.")]
    [InlineData(2, "2 failed sessions were the senders' own problems and do not count against the domain.")]
    public void One_and_many_use_singular_and_plural(int failed, string reason) =>
        Assert.Contains(reason, Judge([Report(0, "A", 5, failed, "dane-required")]).Reasons);

    private static IEnumerable<TlsReport> Days(int from, int count, string[] policy, string organization = "A", int sessions = 10) =>
        Enumerable.Range(from, count).Select(day => Report(day, organization, sessions, policy: policy));

    /// <summary>The summary of a domain on the day after its last report.</summary>
    private static DateTime Later => FirstDay.AddDays(30);

    private static TlsReportSummary Judge(IEnumerable<TlsReport> reports)
    {
        List<TlsReport> all = [.. reports];
        return Measure(all, now: (all.Max(report => report.EndDate)!.Value - FirstDay).Days + 1).Single();
    }
}
