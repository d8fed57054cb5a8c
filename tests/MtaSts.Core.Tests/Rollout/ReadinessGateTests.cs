using System;
using System.Linq;
using MtaSts.Rollout;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Rollout;

/// <summary>The gate for itself: one answer, and sentences that match the numbers.</summary>
public class ReadinessGateTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Without_evidence_there_is_nothing_to_judge() => Assert.Throws<ArgumentNullException>(() => ReadinessGate.Judge(null!, Now));

    [Theory]
    [InlineData(RolloutStage.Testing, 14, "14 days with reports and without a failure caused by the domain; stage Testing requires 14.")]
    [InlineData(RolloutStage.EnforceCautious, 30, "30 days with reports and without a failure caused by the domain; stage EnforceCautious requires 28.")]
    [InlineData(RolloutStage.EnforceStable, 1, "The domain is in the last stage, and the latest reports contain no failure caused by it.")]
    public void The_first_reason_of_a_ready_domain_has_its_days(RolloutStage stage, int days, string reason)
    {
        var answer = Judge(stage, days);
        Assert.Equal((Readiness.Ready, reason), (answer.Readiness, answer.Reasons[0]));
    }

    [Theory]
    [InlineData(RolloutStage.Testing, 13, "13 of 14 days with reports that stage Testing requires, none with a failure caused by the domain.")]
    [InlineData(
        RolloutStage.EnforceStable, 0, "The domain is in the last stage, EnforceStable, and no day with reports shows that senders reach it.")]
    public void The_first_reason_of_too_few_days_has_the_days_that_are_missing(RolloutStage stage, int days, string reason)
    {
        var answer = Judge(stage, days);
        Assert.Equal((Readiness.InsufficientData, reason), (answer.Readiness, answer.Reasons[0]));
    }

    [Theory]
    [InlineData(7, Readiness.Ready)] // quiet week-ends and late reports
    [InlineData(8, Readiness.InsufficientData)]
    public void Evidence_lasts_a_week(int age, Readiness expected) => Assert.Equal(expected, Judge(RolloutStage.Testing, 14, age: age).Readiness);

    [Theory]
    [InlineData(14, 1, true)] // ready by one sender's word
    [InlineData(14, 2, false)]
    [InlineData(13, 1, false)] // not ready, so there is nothing to weaken
    public void A_domain_that_is_ready_by_one_sender_alone_is_told_so(int days, int senders, bool isTold) => Assert.Equal(
        isTold,
        Judge(RolloutStage.Testing, days, senders).Reasons.Contains("All reports are from one sender; other senders may see different results."));

    [Theory]
    [InlineData(null, "No report reports sessions under an MTA-STS policy of this domain.")]
    [InlineData(0, "No report reports sessions under an MTA-STS policy of this domain.")] // others are contested, but signed
    [InlineData(3, "No report with an aligned DKIM signature reports sessions under an MTA-STS policy of this domain.")]
    public void Reports_without_sessions_say_whether_unsigned_ones_have_some(int? count, string reason)
    {
        var contested = count is { } reports ? new ContestedEvidence(reports, "A (3)", 0, null, 1, "B (1)", 0, "") : null;
        var answer = ReadinessGate.Judge(new RolloutEvidence { Contested = contested }, Now);
        Assert.Equal((Readiness.InsufficientData, reason), (answer.Readiness, answer.Reasons[0]));
    }

    [Fact]
    public void A_day_in_the_future_is_named_with_what_to_do() => Assert.Equal(
        "The last day with a success is 2026-03-03, which is in the future: the clock of a sender or of this machine is wrong. "
            + "Leave out the reports of that date.",
        Judge(RolloutStage.Testing, 14, age: -2).Reasons[0]);

    [Theory]
    [InlineData(1, "Sessions failed at an MX host that the policy in the same report does not cover: a.test.")]
    [InlineData(2, "Sessions failed at MX hosts that the policy in the same report does not cover: a.test, b.test.")]
    [InlineData(4, "Sessions failed at MX hosts that the policy in the same report does not cover: a.test, b.test, c.test and 1 more.")]
    public void Hosts_outside_the_reported_policy_are_named(int count, string start)
    {
        string[] hosts = ["a.test", "b.test", "c.test", "d.test"];
        var answer = ReadinessGate.Judge(new RolloutEvidence { LastDay = Now.Date, DaysWithoutFailure = 14, NotCovered = [.. hosts.Take(count)] }, Now);
        Assert.Contains(start + " Compare the MX records with the policy's mx lines: Test-MtaSts does.", answer.Reasons);
    }

    [Theory]
    [InlineData(5, "2026-02-01, 2026-02-02, 2026-02-03, 2026-02-04, 2026-02-05, so they do not count")]
    [InlineData(6, "2026-02-01, 2026-02-02, 2026-02-03, 2026-02-04, 2026-02-05 and 1 more day, so they do not count")]
    [InlineData(7, "2026-02-01, 2026-02-02, 2026-02-03, 2026-02-04, 2026-02-05 and 2 more days, so they do not count")]
    public void Five_days_without_a_success_are_named_and_the_others_counted(int count, string named)
    {
        var days = Enumerable.Range(0, count).Select(day => new DateTime(2026, 2, 1).AddDays(day)).ToList();
        Assert.Contains(
            $"No session under the policy succeeded on {named}: it takes a success to show that the domain can be reached.",
            ReadinessGate.Judge(new RolloutEvidence { DaysWithoutSuccess = days }, Now).Reasons);
    }

    [Theory]
    [InlineData(true, Readiness.InsufficientData, "The reports show the policy 'mode: none' since 2026-02-01.")]
    [InlineData(false, Readiness.Ready, "No report shows the policy's text")]
    public void Without_a_stage_only_mode_none_is_another_policy(bool isNone, Readiness readiness, string start)
    {
        var shown = isNone ? ReportedStage.None : ReportedStage.Testing;
        var seen = new ReportedStageEvidence(shown, new DateTime(2026, 2, 1), [(shown, 1)], 3);
        var answer = ReadinessGate.Judge(new RolloutEvidence { Seen = seen, LastDay = Now.Date, DaysWithoutFailure = 14 }, Now);
        Assert.Equal(readiness, answer.Readiness);
        Assert.StartsWith(start, answer.Reasons[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, "1 report has no date, so it is counted but is not evidence for a stage.")]
    [InlineData(1, 1, "1 report has no date, so it is counted but is not evidence for a stage. 1 failed session in it may be caused by the domain.")]
    [InlineData(1, 5, "1 report has no date, so it is counted but is not evidence for a stage. 5 failed sessions in it may be caused by the domain.")]
    [InlineData(2, 0, "2 reports have no date, so they are counted but are not evidence for a stage.")]
    [InlineData(2, 1, "2 reports have no date, so they are counted but are not evidence for a stage. 1 failed session in them may be caused by the domain.")]
    public void Reports_without_a_date_are_counted_with_their_failures(int reports, int failures, string reason) =>
        Assert.Contains(reason, ReadinessGate.Judge(new RolloutEvidence { UndatedReports = reports, UndatedFailures = failures }, Now).Reasons);

    [Theory]
    [InlineData(1, 1, "1 report came by mail without an aligned DKIM signature: Evil (1).", " 1 failed session in it counts, the last on 2026-02-03. Look")]
    [InlineData(2, 1, "2 reports came by mail without an aligned DKIM signature: Evil (1).", " 1 failed session in them counts, the last on 2026-02-03. Look")]
    [InlineData(1, 2, "1 report came by mail without an aligned DKIM signature: Evil (1).", " 2 failed sessions in it count, the last on 2026-02-03. Look")]
    public void Unsigned_reports_and_their_failures_are_counted(int reports, int failures, string start, string end)
    {
        var contested = new ContestedEvidence(reports, "Evil (1)", failures, new DateTime(2026, 2, 3), 0, "", 0, "");
        var reason = ReadinessGate.Judge(new RolloutEvidence { Contested = contested }, Now).Reasons[1];
        Assert.StartsWith(start + " Anyone can write such a report", reason, StringComparison.Ordinal);
        Assert.Contains(end, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsigned_failure_without_a_date_has_no_last_day()
    {
        var contested = new ContestedEvidence(1, "Evil (1)", 1, null, 0, "", 0, "");
        Assert.Contains("1 failed session in it counts. Look", ReadinessGate.Judge(new RolloutEvidence { Contested = contested }, Now).Reasons[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_that_were_left_out_for_signed_ones_are_counted()
    {
        var contested = new ContestedEvidence(0, "", 0, null, 0, "", 2, "Evil (2)");
        Assert.Contains(
            "2 reports by mail without an aligned DKIM signature have the same id as an aligned one, but different content, so they were left out: Evil (2). "
                + "They may be forged.",
            ReadinessGate.Judge(new RolloutEvidence { Contested = contested }, Now).Reasons);
    }

    [Fact]
    public void A_failure_whose_type_is_not_known_leaves_no_empty_parentheses() => Assert.Equal(
        "Last failure caused by the domain: 2026-02-27. Since then 2 of the 14 days needed passed without one.",
        ReadinessGate.Judge(new RolloutEvidence { LastDay = Now.Date, LastFailureDay = new DateTime(2026, 2, 27), DaysWithoutFailure = 2 }, Now).Reasons[1]);

    private static RolloutReadiness Judge(RolloutStage stage, int days, int senders = 2, int age = 0) => ReadinessGate.Judge(
        new RolloutEvidence
        {
            Stage = stage,
            Seen = new ReportedStageEvidence(stage.ToShown(), Now.AddDays(-days), [(stage.ToShown(), 1)], 3),
            Days = days,
            DaysWithoutFailure = days,
            Reporters = senders,
            LastDay = days == 0 ? null : Now.Date.AddDays(-age),
            DaysWithoutSuccess = days == 0 ? new ReadableList<DateTime>([Now.Date]) : [],
        },
        Now);
}
