using System;
using System.Linq;
using MtaSts.Rollout;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Rollout;

/// <summary>What a step says: why, in which order, and when to look again.</summary>
public class StepReasonTests
{
    private const string Starts =
        "In testing, senders refuse no mail; they report failures. Senders report once a day: Google's first reports arrive the day after the TLS-RPT record "
            + "is published, Microsoft's after 48 to 72 hours.";

    [Fact]
    public void A_domain_without_anything_starts() =>
        Assert.Equal(["The domain has no MTA-STS yet.", Starts], RolloutStepper.Next(Given.Request(Given.Nothing())).Reasons);

    [Fact]
    public void A_domain_with_mode_none_starts_again() => Assert.Equal(
        ["The published policy is 'mode: none'.", Starts],
        RolloutStepper.Next(Given.Request(Given.Published(PolicyMode.None, 86400, TestStatus.Warning, SenderAction.Deliver))).Reasons);

    [Fact]
    public void A_policy_that_is_not_valid_is_not_mode_none() => Assert.Equal(
        ["Senders cannot use any policy of the domain now. Fix it.", Starts],
        RolloutStepper.Next(Given.Request(Given.WithPolicy("version: STSv1\nmode: none\n"), force: true)).Reasons);

    [Fact]
    public void A_broken_deployment_that_is_forced_to_start_has_the_advice_of_the_test() => Assert.Equal(
        ["Senders cannot use any policy of the domain now. Fix it.", Starts],
        RolloutStepper.Next(Given.Request(Given.Nothing(TestStatus.Fail, SenderAction.Deliver, RecordStatus.Invalid), force: true)).Reasons);

    [Fact]
    public void A_broken_deployment_waits_and_says_how_to_start_all_the_same() => Assert.Equal(
        [
            "Senders cannot use any policy of the domain now, although something is published. Fix it. To start again in testing, use -Force to get the first "
                + "policy.",
        ],
        RolloutStepper.Next(Given.Request(Given.Nothing(TestStatus.Fail, SenderAction.Deliver, RecordStatus.Invalid))).Reasons);

    [Theory]
    [InlineData("Run: Step-MtaStsPolicy contoso.test", "")] // the command that says this
    [InlineData("Run: Step-MtaStsPolicy fabrikam.test", " Run: Step-MtaStsPolicy fabrikam.test")]
    public void The_advice_to_run_this_very_command_is_left_out(string advice, string expected) => Assert.Equal(
        "Senders cannot use any policy of the domain now." + expected,
        RolloutStepper.Next(Given.Request(Test(TestStatus.Fail, SenderAction.Deliver, advice, RecordStatus.Invalid), force: true)).Reasons[0]);

    [Fact]
    public void A_step_forward_has_the_reasons_of_the_reports_and_the_live_test() => Assert.Equal(
        ["Reports: Ready.", "The live test passes."],
        RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.Testing), Given.Reports(Readiness.Ready))).Reasons);

    [Fact]
    public void What_could_not_be_seen_is_tested_again_the_next_day()
    {
        var step = RolloutStepper.Next(Given.Request(Given.Nothing(TestStatus.Unknown, SenderAction.Unknown, RecordStatus.LookupFailed)));
        Assert.Equal(["It could not be determined what the domain publishes, so its stage is not known. Fix it."], step.Reasons);
        Assert.Equal(Given.Now.AddDays(1), step.LookAgain);
    }

    [Theory]
    [InlineData(TestStatus.NotApplicable, SenderAction.Deliver)]
    [InlineData(TestStatus.Warning, SenderAction.NotApplicable)]
    public void Either_sign_of_a_domain_without_mail_is_enough(TestStatus status, SenderAction action) => Assert.Equal(
        ["The domain receives no mail. There is nothing to protect."], RolloutStepper.Next(Given.Request(Given.Nothing(status, action))).Reasons);

    [Fact]
    public void A_domain_without_mail_has_the_detail_that_was_seen()
    {
        var test = new TestResult
        {
            DomainName = Given.Domain,
            Status = TestStatus.NotApplicable,
            SenderAction = SenderAction.NotApplicable,
            Tested = Given.Now,
            Advice = "",
            MxHosts = ReadableList<string>.Empty,
            Checks = new ReadableList<MtaSts.Check>([Check("Record.Found", "There is no record."), Check("Domain.ReceivesMail", "The MX record is null.")]),
        };
        Assert.Equal("The MX record is null. There is nothing to protect.", RolloutStepper.WhyNoMail(test));
        Assert.Throws<ArgumentNullException>(() => RolloutStepper.WhyNoMail(null!));
    }

    [Fact]
    public void In_the_last_stage_reports_that_are_not_ready_and_a_failing_test_are_told()
    {
        var stable = Given.Published(RolloutStage.EnforceStable);
        Assert.Equal(
            ["The domain is in the last stage."], RolloutStepper.Next(Given.Request(stable, Given.Reports(Readiness.Ready))).Reasons);
        Assert.Equal(
            ["The domain is in the last stage.", "Reports: NotReady."], RolloutStepper.Next(Given.Request(stable, Given.Reports(Readiness.NotReady))).Reasons);

        var failing = RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.EnforceStable, TestStatus.Fail, SenderAction.Refuse)));
        Assert.False(failing.IsReady);
        Assert.Equal(
            [
                "The domain is in the last stage.",
                "The live test fails. Coverage.Mx: Seen so. Senders refuse mail now: use -Rollback to go back to testing. Fix: Fix it.",
                "If mail is refused, use -Rollback to go back.",
            ],
            failing.Reasons);
    }

    [Fact]
    public void A_rollback_says_when_nothing_usable_is_published()
    {
        const string Why =
            "A sender that follows RFC 8461 §5.1 looks for a new id before it gives up on a message: from then on it delivers again.";
        Assert.Equal([Why], RolloutStepper.Rollback(Given.Request(Given.Published(RolloutStage.EnforceStable))).Reasons);
        Assert.Equal(
            [Why, "No usable policy can be seen now; senders may still have one that was served before."],
            RolloutStepper.Rollback(Given.Request(Given.Nothing(TestStatus.Fail))).Reasons);
    }

    [Theory]
    [InlineData(60, 5)] // not before DNS had a few minutes
    [InlineData(300, 5)]
    [InlineData(301, 5.0167)]
    [InlineData(3600, 60)]
    public void After_a_rollback_one_looks_again_when_the_old_record_has_expired(int timeToLive, double minutes)
    {
        var step = RolloutStepper.Rollback(Given.Request(Test(TestStatus.Fail, SenderAction.Refuse, "", RecordStatus.Valid, timeToLive)));
        Assert.Equal(minutes, (step.LookAgain!.Value - Given.Now).TotalMinutes, 3);
    }

    [Fact]
    public void A_removal_explains_its_order_and_is_never_a_forced_step()
    {
        var step = RolloutStepper.Remove(Given.Request(Given.Published(RolloutStage.EnforceCautious)));
        Assert.Equal((true, false), (step.IsReady, step.IsForced));
        Assert.Equal(
            [
                "Senders keep a cached policy for its max_age, and a policy that cannot be replaced stays in force: so 'mode: none' comes first, and nothing "
                    + "is deleted before the old policy has expired everywhere (RFC 8461 §8.3).",
            ],
            step.Reasons);
        Assert.Equal(
            "Delete the TXT record _mta-sts.contoso.test no earlier than 2026-03-08 12:05 UTC, and the policy and its host one day later. If a larger max_age "
                + "was ever served, wait that long instead.",
            step.Order[^1]);
        Assert.Empty(step.Policy!.Mx); // mode none needs no pattern, and an MX host may be gone by then
    }

    [Theory]
    [InlineData(TestStatus.NotConfigured, null, true)]
    [InlineData(TestStatus.NotConfigured, 604800L, false)] // it did once
    [InlineData(TestStatus.Fail, null, false)] // something is published
    public void A_domain_that_may_never_have_had_a_policy_is_told_so(TestStatus status, long? largest, bool isTold) => Assert.Equal(
        isTold,
        RolloutStepper.Remove(Given.Request(Given.Nothing(status), largest: largest)).Reasons.Contains(
            "The domain publishes no MTA-STS now. If it never did, there is nothing to remove."));

    [Fact]
    public void A_domain_without_TLS_RPT_publishes_it_first_unless_it_leaves()
    {
        var test = Test(TestStatus.NotConfigured, SenderAction.Deliver, "", RecordStatus.Missing, tlsRpt: RecordStatus.Missing);
        Assert.Equal(
            "Publish a TLS-RPT record first, or no sender will report: New-TlsRptRecord contoso.test -Rua tls-reports@contoso.test",
            RolloutStepper.Next(Given.Request(test)).Order[0]);
        Assert.StartsWith("Put the new policy in place", RolloutStepper.Remove(Given.Request(test)).Order[0], StringComparison.Ordinal);

        var reporting = Test(TestStatus.NotConfigured, SenderAction.Deliver, "", RecordStatus.Missing, tlsRpt: RecordStatus.Valid);
        Assert.StartsWith("Put the new policy in place", RolloutStepper.Next(Given.Request(reporting)).Order[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_answer_is_waited_for_with_the_test_after_it() => Assert.Equal(
        "Wait 1 hour: resolvers may cache the negative answer for that long (the negative TTL in the zone's SOA record). Then test: Test-MtaSts contoso.test",
        RolloutStepper.Next(Given.Request(Given.Absent(Given.Nothing(), 3600))).Order[^1]);

    [Theory]
    [InlineData("mail.contoso.test", "Add mail.contoso.test, or leave -Mx out.")]
    [InlineData("mail.data_center.contoso.test", "Leave -Mx out.")] // no pattern could be added for it
    public void Patterns_that_leave_out_a_host_are_answered_with_what_to_add(string host, string advice)
    {
        var test = Given.With(Given.Published(RolloutStage.TestingLong), (host, false), ("other.contoso.test", false));
        Assert.Equal(
            [$"No pattern given with -Mx covers {host}: in enforce senders would not deliver there. {advice}"],
            RolloutStepper.Next(Given.Request(test, Given.Reports(Readiness.Ready), mx: ["old.fabrikam.test", "other.contoso.test"])).Reasons);
    }

    [Fact]
    public void A_host_that_no_pattern_can_cover_needs_another_name()
    {
        var test = Given.With(Given.Published(RolloutStage.TestingLong), ("mail.data_center.contoso.test", false));
        Assert.Equal(
            [
                "No pattern can cover mail.data_center.contoso.test: in enforce senders would not deliver there. Give each MX host a name of letters, digits "
                    + "and hyphens, and use that name in the MX record.",
            ],
            RolloutStepper.Next(Given.Request(test, Given.Reports(Readiness.Ready))).Reasons);
    }

    [Fact]
    public void A_domain_of_missing_hosts_is_told_what_to_publish() => Assert.Equal(
        [
            "None of the MX hosts exists (ms12345678.msv1.invalid), so there is nothing a policy could list. Publish an MX record that points to the host that "
                + "receives the domain's mail, and remove the others.",
        ],
        RolloutStepper.Next(Given.Request(Given.With(Given.Nothing(), ("ms12345678.msv1.invalid", true)))).Reasons);

    [Fact]
    public void The_conditions_of_the_plan_match_the_days() => Assert.Equal(
        [
            "14 days with reports and without a failure caused by the domain; the live test passes",
            "14 more such days; the live test passes",
            "28 days with reports and without refused mail; the live test passes",
            "stays",
        ],
        RolloutPlan.From(Given.Now).Select(stage => stage.GoOnWhen));

    [Fact]
    public void Of_verdicts_of_one_readiness_the_one_with_fewer_days_counts()
    {
        var (few, many) = (Given.Reports(Readiness.InsufficientData, 3), Given.Reports(Readiness.InsufficientData, 9));
        Assert.Equal((3, 3), (many.And(few).DaysWithoutFailure, few.And(many).DaysWithoutFailure));
        Assert.Throws<ArgumentNullException>(() => ReportVerdict.Of(null!, RolloutStage.Testing, Given.Now));
    }

    [Theory]
    [InlineData(null, RolloutStage.TestingLong, "There is no evidence for stage TestingLong yet: the reports do not show which policy they are about.")]
    [InlineData(RolloutStage.Testing, RolloutStage.TestingLong, "There is no evidence for stage TestingLong yet: the reports show stage Testing.")]
    public void A_summary_that_was_saved_without_its_evidence_still_has_a_reason(RolloutStage? shown, RolloutStage published, string reason)
    {
        var summary = new TlsReportSummary { Domain = "contoso.test", Stage = shown, Readiness = Readiness.Ready, DaysWithoutFailure = 20 };
        Assert.Equal([reason], ReportVerdict.Of(summary, published, Given.Now).Reasons);
    }

    private static MtaSts.Check Check(string id, string detail) =>
        new() { Id = id, Title = "", Status = CheckStatus.Info, Detail = detail, Reference = "" };

    private static TestResult Test(
        TestStatus status, SenderAction action, string advice, RecordStatus record, int? timeToLive = null, RecordStatus tlsRpt = RecordStatus.Valid) => new()
    {
        DomainName = Given.Domain,
        Status = status,
        SenderAction = action,
        Tested = Given.Now,
        Advice = advice,
        MxHosts = new ReadableList<string>(["mail.contoso.test"]),
        Checks = ReadableList<MtaSts.Check>.Empty,
        Record = new PublishedRecord { DomainName = Given.Domain, Name = "_mta-sts." + Given.Domain, Status = record, Text = "", TTL = timeToLive },
        TlsRpt = new PublishedTlsRptRecord { DomainName = Given.Domain, Name = "_smtp._tls." + Given.Domain, Status = tlsRpt, Text = "" },
    };
}
