using System;
using System.Linq;
using MtaSts.Rollout;
using MtaSts.Text;
using MtaSts.TlsRpt.Summary;
using Xunit;

namespace MtaSts.Tests.Rollout;

public class RolloutPlanTests
{
    [Fact]
    public void The_plan_has_four_stages_with_dates()
    {
        var plan = RolloutPlan.From(Given.Now);
        Assert.Equal(["Testing", "TestingLong", "EnforceCautious", "EnforceStable"], plan.Select(s => s.Stage.ToString()));
        Assert.Equal([0.0, 14, 28, 56], plan.Select(s => (s.Begins!.Value - Given.Now).TotalDays));
        Assert.DoesNotContain(plan, s => s.IsCurrent);
        Assert.Equal("Testing: testing, max_age 86400, from 2026-03-01", plan[0].ToString());
    }

    [Fact]
    public void A_plan_begins_at_the_domains_present_stage()
    {
        var plan = RolloutPlan.From(Given.Now, RolloutStage.EnforceCautious, "contoso.test");
        Assert.Equal([null, null, Given.Now, Given.Now.AddDays(28)], plan.Select(s => s.Begins));
        Assert.Equal(RolloutStage.EnforceCautious, plan.Single(s => s.IsCurrent).Stage);
    }

    [Theory]
    [InlineData(PolicyMode.Testing, 86400, RolloutStage.Testing)]
    [InlineData(PolicyMode.Testing, 604799, RolloutStage.Testing)]
    [InlineData(PolicyMode.Testing, 604800, RolloutStage.TestingLong)]
    [InlineData(PolicyMode.Enforce, 86400, RolloutStage.EnforceCautious)]
    [InlineData(PolicyMode.Enforce, 2591999, RolloutStage.EnforceCautious)]
    [InlineData(PolicyMode.Enforce, 2592000, RolloutStage.EnforceStable)]
    public void A_policy_has_a_stage(PolicyMode mode, long maxAge, RolloutStage stage) => Assert.Equal(stage, RolloutStages.Of(Given.Published(mode, maxAge)));

    [Fact]
    public void Mode_none_and_an_unusable_policy_are_not_a_stage()
    {
        Assert.Null(RolloutStages.Of(Given.Published(PolicyMode.None, 86400)));
        Assert.Null(RolloutStages.Of(Given.Nothing()));
    }

    [Theory]
    [InlineData(RolloutStage.TestingLong, RolloutStage.TestingLong, Readiness.Ready)]
    [InlineData(null, RolloutStage.Testing, Readiness.Ready)] // the first stage has no earlier one
    [InlineData(null, RolloutStage.TestingLong, Readiness.InsufficientData)]
    [InlineData(RolloutStage.Testing, RolloutStage.TestingLong, Readiness.InsufficientData)] // reports of the earlier stage
    public void A_summary_is_evidence_only_for_the_stage_that_it_shows(RolloutStage? shown, RolloutStage published, Readiness expected)
    {
        var summary = new TlsReportSummary { Domain = "contoso.test", Stage = shown, Readiness = Readiness.Ready, DaysWithoutFailure = 20 };
        Assert.Equal(expected, ReportVerdict.Of(summary, published, Given.Now).Readiness);
    }

    [Theory]
    [InlineData(7, Readiness.Ready)]
    [InlineData(8, Readiness.InsufficientData)] // as for reports themselves
    [InlineData(-1, Readiness.Ready)]
    [InlineData(-2, Readiness.InsufficientData)] // a wrong clock would make it last for ever
    public void A_summary_of_last_week_or_of_the_future_is_not_evidence(int days, Readiness expected)
    {
        var summary = new TlsReportSummary
        {
            // The last report may be an unsigned one, of any date.
            Domain = "contoso.test", Stage = RolloutStage.Testing, Readiness = Readiness.Ready, Last = Given.Now.AddDays(400),
            LastEvidence = Given.Now.AddDays(-days),
        };
        var verdict = ReportVerdict.Of(summary, RolloutStage.Testing, Given.Now);
        Assert.Equal(expected, verdict.Readiness);
        if (expected != Readiness.Ready && days > 0)
            Assert.StartsWith("The last report in these totals is from 2026-02-21, 8 days ago", verdict.Reasons[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, Readiness.Ready)]
    [InlineData(8, Readiness.InsufficientData)]
    public void The_last_report_of_a_summary_stands_for_its_last_evidence_where_that_was_not_saved(int days, Readiness expected)
    {
        var summary = new TlsReportSummary
        {
            Domain = "contoso.test", Stage = RolloutStage.Testing, Readiness = Readiness.Ready, First = Given.Now.AddDays(-7), Last = Given.Now.AddDays(-days),
        };
        Assert.Equal(expected, ReportVerdict.Of(summary, RolloutStage.Testing, Given.Now).Readiness);
    }

    [Fact]
    public void A_summary_without_readiness_is_not_evidence()
    {
        var byDay = ReportVerdict.Of(new TlsReportSummary { Domain = "contoso.test", Day = Given.Now.Date }, RolloutStage.Testing, Given.Now);
        Assert.Equal((Readiness.InsufficientData, "Readiness is judged for a whole domain: group by Domain alone."), (byDay.Readiness, byDay.Reasons.Single()));
        var host = ReportVerdict.Of(
            new TlsReportSummary { Domain = "mx.contoso.test", Reasons = new ReadableList<string>(["Only DANE policies name it."]) },
            RolloutStage.Testing, Given.Now);
        Assert.Equal((Readiness.InsufficientData, "Only DANE policies name it."), (host.Readiness, host.Reasons.Single()));
    }

    [Fact]
    public void The_worst_of_several_verdicts_counts()
    {
        var ready = Given.Reports(Readiness.Ready);
        Assert.Equal(Readiness.NotReady, ready.And(Given.Reports(Readiness.NotReady)).Readiness);
        Assert.Equal(Readiness.InsufficientData, ready.And(Given.Reports(Readiness.InsufficientData)).Readiness);
        Assert.Equal(Readiness.NotReady, Given.Reports(Readiness.InsufficientData).And(Given.Reports(Readiness.NotReady)).Readiness);
        Assert.Same(ready, ready.And(null));
    }

    [Fact]
    public void Reports_are_evidence_for_the_present_stage_only()
    {
        using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { NowUtc = Given.Now });
        for (var day = 1; day <= 20; day++) measure.Add(Report(Given.Now.Date.AddDays(-day), day <= 5 ? 604800 : 86400));
        // on the first day most sessions of three days were still the other stage's
        Assert.Equal(4, measure.EvidenceFor("Contoso.test.", RolloutStage.TestingLong)!.DaysWithoutFailure);
        Assert.Equal(Readiness.InsufficientData, ReportVerdict.Of(measure.EvidenceFor("contoso.test", RolloutStage.TestingLong)!, Given.Now).Readiness);
        Assert.Null(measure.EvidenceFor("fabrikam.test", RolloutStage.Testing));
    }

    private static TlsReport Report(DateTime day, long maxAge) => new()
    {
        OrganizationName = "Sender",
        ReportId = day.ToString("O"),
        StartDate = day,
        EndDate = day.AddDays(1).AddSeconds(-1),
        PolicyDomains = new ReadableList<string>(["contoso.test"]),
        Policies = new ReadableList<TlsReportPolicy>([new TlsReportPolicy
        {
            PolicyType = "sts",
            PolicyDomain = "contoso.test",
            PolicyString = new ReadableList<string>(["version: STSv1", "mode: testing", "mx: mail.contoso.test", $"max_age: {maxAge}"]),
            SuccessCount = 10,
        }]),
    };
}
