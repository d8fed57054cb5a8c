using System;
using System.Linq;
using MtaSts.Rollout;
using Xunit;

namespace MtaSts.Tests.Rollout;

public class RolloutStepperTests
{
    [Fact]
    public void The_first_step_is_testing_with_a_max_age_of_one_day_and_needs_no_evidence()
    {
        var step = RolloutStepper.Next(Given.Request(Given.Nothing()));
        Assert.Equal((RolloutAction.Start, true, null, RolloutStage.Testing), (step.Action, step.IsReady, step.CurrentStage, step.Stage));
        Assert.Equal((PolicyMode.Testing, 86400L), (step.Mode, step.MaxAge));
        Assert.Equal("mail.contoso.test", step.Policy!.Mx.ToString());
        Assert.Equal("contoso.test", step.Policy.PolicyDomain);
        Assert.Equal("20260301120000", step.RecordId);
        Assert.Equal(Given.Now.AddDays(14), step.LookAgain);
    }

    [Theory]
    [InlineData(RolloutStage.Testing, RolloutStage.TestingLong, PolicyMode.Testing, 604800)]
    [InlineData(RolloutStage.TestingLong, RolloutStage.EnforceCautious, PolicyMode.Enforce, 604800)]
    [InlineData(RolloutStage.EnforceCautious, RolloutStage.EnforceStable, PolicyMode.Enforce, 2592000)]
    public void With_evidence_the_step_is_the_next_stage(RolloutStage from, RolloutStage to, PolicyMode mode, long maxAge)
    {
        var step = RolloutStepper.Next(Given.Request(Given.Published(from), Given.Reports(Readiness.Ready)));
        Assert.Equal((RolloutAction.Advance, true, false, from, to), (step.Action, step.IsReady, step.IsForced, step.CurrentStage, step.Stage));
        Assert.Equal((mode, maxAge), (step.Mode, step.MaxAge));
        Assert.NotEqual("20260301120000", step.RecordId); // the clock shows the time of the old id
        Assert.Equal(TimeSpan.FromSeconds(300), step.SendersFollowAfter);
        Assert.Equal(TimeSpan.FromSeconds(RolloutStages.MaxAgeOf(from)), step.OldPolicyKeptFor);
        Assert.Equal(3, step.Order.Count);
        Assert.StartsWith("Put the new policy in place", step.Order[0], StringComparison.Ordinal); // file first, then id, then wait
        Assert.StartsWith("Then change the TXT record", step.Order[1], StringComparison.Ordinal);
        Assert.StartsWith("Wait for the TTL", step.Order[2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_stage_is_final()
    {
        var step = RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.EnforceStable)));
        Assert.Equal((RolloutAction.Stay, true, RolloutStage.EnforceStable), (step.Action, step.IsReady, step.Stage));
        Assert.Null(step.Policy);
        Assert.Null(step.LookAgain);
    }

    [Fact]
    public void In_the_last_stage_a_failing_test_suggests_the_rollback() =>
        Assert.Contains(
            "-Rollback",
            RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.EnforceStable, TestStatus.Fail, SenderAction.Refuse))).Reasons.ToString(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(null, TestStatus.Pass, SenderAction.DeliverVerified, "No TLS reports")]
    [InlineData(Readiness.InsufficientData, TestStatus.Pass, SenderAction.DeliverVerified, "Reports: InsufficientData.")]
    [InlineData(Readiness.NotReady, TestStatus.Pass, SenderAction.DeliverVerified, "Reports: NotReady.")]
    [InlineData(Readiness.Ready, TestStatus.Fail, SenderAction.DeliverAndReport, "Coverage.Mx: Seen so.")]
    [InlineData(Readiness.Ready, TestStatus.Unknown, SenderAction.Unknown, "could not check everything")] // Unknown is not a pass
    [InlineData(Readiness.Ready, TestStatus.Warning, SenderAction.Deliver, "verified TLS")]
    public void Without_evidence_nothing_changes(Readiness? reports, TestStatus status, SenderAction action, string reason)
    {
        var step = RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.Testing, status, action), reports is { } r ? Given.Reports(r, 4) : null));
        Assert.Equal((RolloutAction.Wait, false, RolloutStage.Testing), (step.Action, step.IsReady, step.Stage));
        Assert.Null(step.Policy);
        Assert.Null(step.Record);
        Assert.Empty(step.Order);
        Assert.Contains(reason, step.Reasons.ToString(), StringComparison.Ordinal);
        // Waiting does not fix what the live test finds.
        Assert.Equal(reports is null ? Given.Now.AddDays(14) : reports == Readiness.Ready ? null : Given.Now.AddDays(10), step.LookAgain);
    }

    [Theory]
    [InlineData(TestStatus.Pass, SenderAction.TlsNotTested, "StartTls.Connect", CheckStatus.Skipped, true, "-SkipStartTls")]
    [InlineData(TestStatus.Warning, SenderAction.TlsNotTested, "TlsRpt.Present", CheckStatus.Warning, true, "-SkipStartTls, with a warning")]
    [InlineData(TestStatus.Unknown, SenderAction.Unknown, "StartTls.Connect", CheckStatus.Unknown, true, "port 25 is closed here")]
    [InlineData(TestStatus.Fail, SenderAction.TlsNotTested, "PolicyHost.Certificate", CheckStatus.Fail, false, "a fault elsewhere")]
    [InlineData(TestStatus.Unknown, SenderAction.TlsNotTested, "Mx.Target", CheckStatus.Unknown, false, "something else is not known")]
    [InlineData(TestStatus.Unknown, SenderAction.Unknown, "Mx.Target", CheckStatus.Unknown, false, "something else is not known")]
    public void Reports_stand_for_the_TLS_of_the_MX_hosts_alone(
        TestStatus status, SenderAction action, string check, CheckStatus seen, bool advances, string reason)
    {
        var test = Given.Seen(Given.Published(RolloutStage.Testing, status, action), isCovered: true, (check, seen));
        var step = RolloutStepper.Next(Given.Request(test, Given.Reports(Readiness.Ready)));
        Assert.True((advances ? RolloutAction.Advance : RolloutAction.Wait) == step.Action, reason);
        Assert.Equal(advances, step.Reasons.ToString().Contains("the TLS reports take its place", StringComparison.Ordinal));

        // Without enough reports nothing takes its place, and time helps.
        var early = RolloutStepper.Next(Given.Request(test, Given.Reports(Readiness.InsufficientData, 4)));
        Assert.Equal((RolloutAction.Wait, advances), (early.Action, early.LookAgain == Given.Now.AddDays(10)));
        Assert.Equal(advances, early.Reasons.Contains(LiveTestGate.TlsIsOpen));
    }

    [Theory]
    [InlineData(null, "a domain without a policy")]
    [InlineData(false, "an MX host that the policy leaves out")]
    public void Reports_do_not_stand_for_coverage(bool? isCovered, string reason)
    {
        var test = Given.Seen(
            Given.Published(RolloutStage.Testing, TestStatus.Unknown, SenderAction.Unknown), isCovered, ("StartTls.Connect", CheckStatus.Unknown));
        Assert.True(RolloutStepper.Next(Given.Request(test, Given.Reports(Readiness.Ready))).Action == RolloutAction.Wait, reason);
    }

    [Theory]
    [InlineData(Readiness.Ready, true)]
    [InlineData(Readiness.InsufficientData, false)]
    [InlineData(null, false)]
    public void In_the_last_stage_reports_stand_for_the_TLS_of_the_MX_hosts_too(Readiness? reports, bool isReady)
    {
        var test = Given.Seen(
            Given.Published(RolloutStage.EnforceStable, action: SenderAction.TlsNotTested), isCovered: true, ("StartTls.Connect", CheckStatus.Skipped));
        var step = RolloutStepper.Next(Given.Request(test, reports is { } readiness ? Given.Reports(readiness, 0) : null));
        Assert.Equal((RolloutAction.Stay, isReady), (step.Action, step.IsReady));
        Assert.Equal((isReady, !isReady), (step.Reasons.Contains(LiveTestGate.ReportsStand), step.Reasons.Contains(LiveTestGate.TlsIsOpen)));
    }

    [Theory]
    [InlineData(15, RolloutAction.Advance)]
    [InlineData(16, RolloutAction.Wait)]
    public void A_test_result_from_the_future_is_not_evidence(int minutes, RolloutAction expected)
    {
        var test = Given.Published(RolloutStage.Testing, tested: Given.Now.AddMinutes(minutes));
        var step = RolloutStepper.Next(Given.Request(test, Given.Reports(Readiness.Ready)));
        Assert.Equal((expected, expected == RolloutAction.Wait), (step.Action, step.Reasons.ToString().Contains("in the future", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, "1 object that was given as evidence could not be read (see the errors). It may be a report of failures,")]
    [InlineData(2, "2 objects that were given as evidence could not be read (see the errors). They may be reports of failures,")]
    public void Evidence_that_could_not_be_read_may_be_a_report_of_failures(int unread, string start)
    {
        RolloutRequest Request(bool isForced) => new()
        {
            Test = Given.Published(RolloutStage.Testing), UtcNow = Given.Now, Reports = Given.Reports(Readiness.Ready), UnreadEvidence = unread,
            IsForced = isForced,
        };
        var step = RolloutStepper.Next(Request(isForced: false));
        Assert.Equal((RolloutAction.Wait, false), (step.Action, step.IsReady));
        Assert.StartsWith(start, step.Reasons[0], StringComparison.Ordinal);
        Assert.Equal(RolloutAction.Advance, RolloutStepper.Next(Request(isForced: true)).Action);
    }

    [Fact]
    public void Without_reports_the_reason_says_when_the_first_ones_arrive()
    {
        const string Words = "Google's first reports arrive the day after the TLS-RPT record is published, Microsoft's after 48 to 72 hours.";
        var waits = RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.Testing)));
        Assert.EndsWith(Words, waits.Reasons[0], StringComparison.Ordinal);
        var starts = RolloutStepper.Next(Given.Request(Given.Nothing()));
        Assert.Equal(RolloutAction.Start, starts.Action);
        Assert.EndsWith(Words, starts.Reasons[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Force_returns_the_step_and_reports_what_is_missing()
    {
        var step = RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.TestingLong), force: true));
        Assert.Equal((RolloutAction.Advance, false, true, PolicyMode.Enforce), (step.Action, step.IsReady, step.IsForced, step.Mode));
        Assert.Contains("No TLS reports", step.Reasons.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_result_older_than_a_day_is_not_evidence()
    {
        var step = RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.Testing, tested: Given.Now.AddHours(-25)), Given.Reports(Readiness.Ready)));
        Assert.Equal(RolloutAction.Wait, step.Action);
        Assert.Contains("more than a day old", step.Reasons.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_unseen_policy_has_no_next_step_even_with_force(bool force)
    {
        var step = RolloutStepper.Next(Given.Request(Given.Nothing(TestStatus.Unknown, SenderAction.Unknown, RecordStatus.LookupFailed), force: force));
        Assert.Equal(RolloutAction.Wait, step.Action);
        Assert.Null(step.Policy);
    }

    [Fact]
    public void A_domain_that_receives_no_mail_has_no_step() =>
        Assert.Contains(
            "nothing to protect", RolloutStepper.Next(Given.Request(Given.Nothing(TestStatus.NotApplicable, SenderAction.NotApplicable))).Reasons.ToString(),
            StringComparison.Ordinal);

    [Fact]
    public void The_published_patterns_are_kept_and_those_for_the_live_hosts_are_added()
    {
        var test = Given.Published(PolicyMode.Testing, 86400, mx: ["*.mail.protection.outlook.com", "old.contoso.test"]);
        Assert.Equal("*.mail.protection.outlook.com; old.contoso.test; mail.contoso.test", RolloutStepper.Rollback(Given.Request(test)).Policy!.Mx.ToString());
        Assert.Equal("a.test", RolloutStepper.Rollback(Given.Request(test, mx: "a.test")).Policy!.Mx.ToString());
    }

    [Theory]
    [InlineData(RolloutStage.EnforceCautious)]
    [InlineData(RolloutStage.EnforceStable)]
    public void A_rollback_needs_no_evidence(RolloutStage from)
    {
        var step = RolloutStepper.Rollback(Given.Request(Given.Published(from, TestStatus.Fail, SenderAction.Refuse)));
        Assert.Equal((RolloutAction.Rollback, true, PolicyMode.Testing, 86400L), (step.Action, step.IsReady, step.Mode, step.MaxAge));
        Assert.NotEqual("20260301120000", step.RecordId);
        Assert.Equal(TimeSpan.FromSeconds(300), step.SendersFollowAfter); // the TTL: senders look for a new id before they give up
        Assert.Equal(TimeSpan.FromSeconds(RolloutStages.MaxAgeOf(from)), step.OldPolicyKeptFor);
    }

    [Fact]
    public void A_rollback_works_without_the_policy_host()
    {
        var step = RolloutStepper.Rollback(Given.Request(Given.Nothing(TestStatus.Fail), largest: 2592000));
        Assert.Equal(PolicyMode.Testing, step.Mode);
        Assert.Null(step.SendersFollowAfter);
        Assert.Equal(TimeSpan.FromDays(30), step.OldPolicyKeptFor);
    }

    [Fact]
    public void A_rollback_without_any_host_asks_for_the_patterns() =>
        Assert.Contains(
            "-Mx",
            RolloutStepper.Rollback(Given.Request(Given.Nothing(TestStatus.Unknown, SenderAction.Unknown, RecordStatus.LookupFailed, ""))).Reasons.ToString(),
            StringComparison.Ordinal);

    [Fact]
    public void A_removal_first_publishes_mode_none_and_deletes_nothing_before_the_largest_max_age_has_passed()
    {
        var step = RolloutStepper.Remove(Given.Request(Given.Published(RolloutStage.EnforceCautious), largest: 2592000));
        Assert.Equal((RolloutAction.Remove, PolicyMode.None, 86400L), (step.Action, step.Mode, step.MaxAge));
        Assert.Null(step.Stage);
        Assert.Equal(Given.Now.AddSeconds(300 + 2592000), step.DeleteAfter);
        Assert.Contains("no earlier than 2026-03-31", step.Order[step.Order.Count - 1], StringComparison.Ordinal);
        Assert.Equal(Given.Now.AddSeconds(300 + 604800), RolloutStepper.Remove(Given.Request(Given.Published(RolloutStage.EnforceCautious))).DeleteAfter);
    }

    [Theory]
    [InlineData(9_999_999_999, 31_557_600)] // more than RFC 8461 §3.2 allows: no sender keeps it for longer than a year
    [InlineData(31_557_600, 31_557_600)]
    [InlineData(0, 86_400)] // valid, and senders keep nothing; the policy of mode none has a day
    public void The_way_out_waits_for_what_senders_can_hold(long maxAge, long seconds)
    {
        var test = Given.WithPolicy($"version: STSv1\nmode: enforce\nmx: mail.contoso.test\nmax_age: {maxAge}\n");
        var step = RolloutStepper.Remove(Given.Request(test));
        Assert.Equal(Given.Now.AddSeconds(300 + seconds), step.DeleteAfter);
        Assert.Equal(test.Policy!.IsValid, !step.Reasons.ToString().Contains("have cached is not known", StringComparison.Ordinal));
        Assert.Equal(maxAge == 0 ? null : TimeSpan.FromSeconds(seconds), RolloutStepper.Rollback(Given.Request(test)).OldPolicyKeptFor);
    }

    [Fact]
    public void A_small_max_age_of_a_policy_that_is_not_valid_says_nothing_of_what_senders_hold() =>
        Assert.Equal(
            Given.Now.AddSeconds(300 + 31557600),
            RolloutStepper.Remove(Given.Request(Given.WithPolicy("version: STSv1\nmode: x\nmx: mail.contoso.test\nmax_age: 5\n"))).DeleteAfter);

    [Fact]
    public void After_none_the_rollout_can_start_again() =>
        Assert.Equal(
            RolloutAction.Start, RolloutStepper.Next(Given.Request(Given.Published(PolicyMode.None, 86400, TestStatus.Warning, SenderAction.Deliver))).Action);

    [Fact]
    public void A_host_that_does_not_exist_is_left_out_of_every_step()
    {
        var test = Given.Published(PolicyMode.Testing, 86400, mx: ["mail.contoso.test", "gone.contoso.test", "ms12345678.msv1.invalid"]);
        var seen = Given.With(test, ("mail.contoso.test", false), ("gone.contoso.test", true), ("ms12345678.msv1.invalid", true), ("new.contoso.test", false));
        Assert.Equal("mail.contoso.test; new.contoso.test", RolloutStepper.Rollback(Given.Request(seen)).Policy!.Mx.ToString());
        Assert.Equal("mail.contoso.test; new.contoso.test", RolloutStepper.Next(Given.Request(seen, Given.Reports(Readiness.Ready))).Policy!.Mx.ToString());
    }

    [Fact]
    public void A_first_policy_lists_only_existing_hosts_and_waits_when_none_exists()
    {
        var some = Given.With(Given.Nothing(), ("contoso-test.mail.protection.outlook.com", false), ("ms12345678.msv1.invalid", true));
        Assert.Equal("*.mail.protection.outlook.com", RolloutStepper.Next(Given.Request(some)).Policy!.Mx.ToString());

        var none = RolloutStepper.Next(Given.Request(Given.With(Given.Nothing(), ("ms12345678.msv1.invalid", true))));
        Assert.Equal((RolloutAction.Wait, null), (none.Action, none.Policy));
        Assert.Contains("None of the MX hosts exists (ms12345678.msv1.invalid)", none.Reasons.ToString(), StringComparison.Ordinal);

        var five = Given.With(
            Given.Nothing(), ("a.contoso.test", true), ("b.contoso.test", true), ("c.contoso.test", true), ("d.contoso.test", true), ("e.contoso.test", true));
        Assert.Contains(
            "(a.contoso.test, b.contoso.test, c.contoso.test and 2 more)", RolloutStepper.Next(Given.Request(five)).Reasons.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_rollback_keeps_the_published_patterns_when_no_host_exists()
    {
        var test = Given.With(Given.Published(RolloutStage.EnforceStable), ("mail.contoso.test", true));
        Assert.Equal("mail.contoso.test", RolloutStepper.Rollback(Given.Request(test)).Policy!.Mx.ToString());
    }

    [Fact]
    public void A_host_that_no_pattern_can_cover_prevents_enforce()
    {
        var test = Given.With(Given.Published(RolloutStage.TestingLong), ("mail.contoso.test", false), ("mail.data_center.contoso.test", false));
        var step = RolloutStepper.Next(Given.Request(test, Given.Reports(Readiness.Ready)));
        Assert.Equal((RolloutAction.Wait, null), (step.Action, step.Policy));
        Assert.Contains("No pattern can cover mail.data_center.contoso.test", step.Reasons.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenants_initial_domain_has_no_step()
    {
        var step = RolloutStepper.Next(Given.Request(Given.Named(Given.Nothing(), "contoso.onmicrosoft.com")));
        Assert.Equal((RolloutAction.Wait, null), (step.Action, step.Policy));
        Assert.Contains("Microsoft runs the DNS of contoso.onmicrosoft.com", step.Reasons.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_was_absent_may_be_cached_as_absent()
    {
        var test = Given.Nothing();
        Assert.Contains("Wait a few minutes", RolloutStepper.Next(Given.Request(test)).Order.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "Wait 1 hour: resolvers may cache the negative answer", RolloutStepper.Next(Given.Request(Given.Absent(test, 3600))).Order.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v=STSv1; id=20260301120000;\nv=STSv1; id=20260301120001;", "20260301120002")]
    [InlineData("v=STSv1; id=20260301120000;", "20260301120001")]
    public void The_new_id_differs_from_all_published_ids(string text, string expected) =>
        Assert.Equal(expected, RolloutStepper.Rollback(Given.Request(Given.WithText(text))).RecordId);

    /// <summary>The live test covers the published policy, not the returned one.</summary>
    [Fact]
    public void Patterns_that_leave_out_an_MX_host_prevent_enforce()
    {
        var request = Given.Request(Given.Published(RolloutStage.TestingLong), Given.Reports(Readiness.Ready), mx: "old.fabrikam.test");
        var step = RolloutStepper.Next(request);
        Assert.Equal((RolloutAction.Wait, null), (step.Action, step.Policy));
        Assert.Contains("No pattern given with -Mx covers mail.contoso.test", step.Reasons.ToString(), StringComparison.Ordinal);

        var forced =
            RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.TestingLong), Given.Reports(Readiness.Ready), force: true, mx: "old.fabrikam.test"));
        Assert.Equal((RolloutAction.Advance, true, "old.fabrikam.test"), (forced.Action, forced.IsForced, forced.Policy!.Mx.ToString()));
        Assert.Contains("No pattern given with -Mx covers mail.contoso.test", forced.Reasons.ToString(), StringComparison.Ordinal);

        Assert.Equal(
            RolloutAction.Advance,
            RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.TestingLong), Given.Reports(Readiness.Ready), mx: "*.contoso.test")).Action);
        // testing refuses no mail
        Assert.Equal(
            RolloutAction.Advance,
            RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.Testing), Given.Reports(Readiness.Ready), mx: "old.fabrikam.test")).Action);
    }

    /// <summary>Senders may have cached an enforce policy before the outage; a new start would set the domain back to testing.</summary>
    [Theory]
    [InlineData(RecordStatus.Valid)]
    [InlineData(RecordStatus.Invalid)]
    [InlineData(RecordStatus.Multiple)]
    public void A_broken_deployment_is_fixed_and_not_started_again(RecordStatus record)
    {
        var broken = Given.Nothing(TestStatus.Fail, SenderAction.Deliver, record);
        var step = RolloutStepper.Next(Given.Request(broken));
        Assert.Equal((RolloutAction.Wait, null), (step.Action, step.Policy));
        Assert.Contains("Fix it.", step.Reasons.ToString(), StringComparison.Ordinal);
        Assert.Equal(RolloutAction.Start, RolloutStepper.Next(Given.Request(broken, force: true)).Action);
    }

    [Theory]
    [InlineData(RecordStatus.Missing, "Then publish the TXT record _mta-sts.contoso.test: v=STSv1;")]
    [InlineData(RecordStatus.Invalid, "Then change the TXT record _mta-sts.contoso.test to: v=STSv1;")]
    [InlineData(RecordStatus.Multiple, "Then delete all TXT records _mta-sts.contoso.test that begin with v=STSv1")] // a third record would not help
    [InlineData(RecordStatus.LookupFailed, "Then change the TXT record _mta-sts.contoso.test to: v=STSv1;")]
    public void The_order_of_work_covers_the_existing_record(RecordStatus record, string expected) =>
        Assert.StartsWith(
            expected, RolloutStepper.Rollback(Given.Request(Given.Nothing(TestStatus.Fail, SenderAction.Deliver, record))).Order[1], StringComparison.Ordinal);

    [Fact]
    public void The_order_of_work_changes_a_delegated_record_at_its_target() =>
        Assert.StartsWith(
            "Then have the TXT record contoso.provider.test changed to: v=STSv1;",
            RolloutStepper.Rollback(Given.Request(Given.Delegated("contoso.provider.test"))).Order[1], StringComparison.Ordinal);

    [Fact]
    public void The_record_of_a_delegated_domain_is_the_one_where_the_cname_leads()
    {
        var step = RolloutStepper.Rollback(Given.Request(Given.Delegated("contoso.provider.test")));
        Assert.Equal(("contoso", "provider.test"), (step.Record!.Name, step.Record.ZoneName));
        Assert.StartsWith("contoso.provider.test. 300 IN TXT ", step.Record.ZoneFileLine, StringComparison.Ordinal);
        Assert.Contains("Delete the CNAME _mta-sts.contoso.test", RolloutStepper.Remove(Given.Request(Given.Delegated("contoso.provider.test"))).Order[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_of_a_step_ask_the_servers_that_were_given()
    {
        var request = new RolloutRequest
        {
            Test = Given.Nothing(),
            UtcNow = Given.Now,
            Servers = new MtaSts.Text.ReadableList<string>(["10.0.0.1", "https://dns.example/dns-query"]),
        };
        var order = RolloutStepper.Next(request).Order;
        Assert.All(
            order.Where(line => line.Contains("Test-MtaSts", StringComparison.Ordinal) || line.Contains("Get-MtaStsPolicy", StringComparison.Ordinal)),
            line => Assert.EndsWith(" contoso.test -Server 10.0.0.1, https://dns.example/dns-query", line, StringComparison.Ordinal));
        Assert.Equal(2, order.Count(line => line.EndsWith("/dns-query", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_fault_of_the_live_test_comes_before_missing_reports()
    {
        var step = RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.EnforceCautious, TestStatus.Fail, SenderAction.Refuse)));
        Assert.StartsWith("The live test fails. Coverage.Mx: Seen so.", step.Reasons[0], StringComparison.Ordinal);
        Assert.Contains("-Rollback", step.Reasons[0], StringComparison.Ordinal);
        Assert.Contains("No TLS reports", step.Reasons[1], StringComparison.Ordinal);
        Assert.Null(step.LookAgain);
    }

    [Fact]
    public void The_command_for_reports_runs_as_it_is() =>
        Assert.Contains(
            ": Read-TlsRptReport ./reports -Recurse | Step-MtaStsPolicy contoso.test. ",
            RolloutStepper.Next(Given.Request(Given.Published(RolloutStage.Testing))).Reasons[0], StringComparison.Ordinal);

    [Fact]
    public void A_removal_of_an_unseen_policy_waits_for_the_largest_possible_max_age()
    {
        var broken = Given.Nothing(TestStatus.Fail, SenderAction.Deliver, RecordStatus.Valid);
        var step = RolloutStepper.Remove(Given.Request(broken));
        Assert.Equal(Given.Now.AddSeconds(300 + 31557600), step.DeleteAfter);
        Assert.Contains("-LargestMaxAge", step.Reasons.ToString(), StringComparison.Ordinal);
        Assert.Equal(Given.Now.AddSeconds(300 + 604800), RolloutStepper.Remove(Given.Request(broken, largest: 604800)).DeleteAfter);
    }
}
