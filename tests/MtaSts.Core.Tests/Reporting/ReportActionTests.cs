using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace MtaSts.Tests.Reporting;

/// <summary>What to do first, and the progress of domains.</summary>
public class ReportActionTests
{
    [Fact]
    public void Domains_with_the_same_fix_are_one_action()
    {
        var action = Actions(Failing("a.test", "Add 'mx: mail.a.test'."), Failing("b.test", "Add 'mx: mail.b.test'.")).Single();
        Assert.Equal([0, 1], Data.Numbers(action.GetProperty("domains")));
        Assert.Equal("Add 'mx: {mx}'.", action.GetProperty("fix").GetString());
        Assert.Equal("Not covered: mail.a.test", action.GetProperty("evidence").GetString());
    }

    [Fact]
    public void The_fix_of_one_domain_contains_its_name()
    {
        var action = Actions(Failing("a.test", "Add 'mx: mail.a.test' to a.test.")).Single();
        Assert.Equal("Add 'mx: mail.a.test' to a.test.", action.GetProperty("fix").GetString());
        Assert.False(action.TryGetProperty("template", out _));
    }

    [Fact]
    public void Failures_come_before_warnings_and_most_mail_first()
    {
        var order = Actions(
            Data.Result("w.test", TestStatus.Warning, checks: [Data.Check("Policy.MaxAge", CheckStatus.Warning, "Short.", "Longer.")]),
            Failing("few.test", "Fix few."),
            Failing("many.test", "Fix many."),
            Data.Tls(1, "A", "w.test", 9000), Data.Tls(1, "A", "few.test", 10), Data.Tls(1, "A", "many.test", 500));
        Assert.Equal(["Fix many.", "Fix few.", "Longer."], order.Select(a => a.GetProperty("fix").GetString()));
        Assert.Equal([500, 10, 9000], order.Select(a => a.GetProperty("sessions").GetInt32()));
    }

    [Fact]
    public void Without_reports_the_fix_of_most_domains_comes_first()
    {
        var order = Actions(Failing("a.test", "One."), Failing("b.test", "Two."), Failing("c.test", "Two."));
        Assert.Equal(["Two.", "One."], order.Select(a => a.GetProperty("fix").GetString()));
    }

    [Fact]
    public void Failures_that_only_senders_report_are_also_actions()
    {
        var actions = Actions(Data.Result("a.test"), Data.Tls(1, "A", "a.test", 5, 2, "starttls-not-supported"));
        Assert.Equal(
            ("reports", "starttls-not-supported", 2),
            (actions[0].GetProperty("source").GetString(), actions[0].GetProperty("id").GetString(), actions[0].GetProperty("sessions").GetInt32()));
    }

    [Fact]
    public void A_fault_that_a_test_shows_is_not_repeated_from_the_reports()
    {
        var result =
            Data.Result("a.test", TestStatus.Fail, checks: [Data.Check("StartTls.Offered", CheckStatus.Fail, "No.", "Offer it.", "starttls-not-supported")]);
        Assert.Equal("test", Actions(result, Data.Tls(1, "A", "a.test", 5, 2, "starttls-not-supported")).Single().GetProperty("source").GetString());
    }

    [Theory]
    [InlineData(10, CheckStatus.Pass, true, "Info")]
    [InlineData(10, CheckStatus.Skipped, true, "Fail")] // the test did not see it
    [InlineData(10, CheckStatus.Pass, false, "Fail")] // no report since
    [InlineData(0, CheckStatus.Pass, true, "Fail")] // it failed after the test, as far as days tell
    public void What_is_fixed_and_has_not_come_back_is_not_to_do(int failedDaysBack, CheckStatus seen, bool hasLater, string status)
    {
        var result = Data.Result("a.test", checks: [Data.Check("StartTls.Certificate", seen, "Seen.")]);
        object[] later = hasLater ? [Data.Tls(failedDaysBack - 1, "A", "a.test", 5)] : [];
        var action = Actions([result, Data.Tls(failedDaysBack, "A", "a.test", 5, 2, "certificate-expired"), .. later]).Single();
        Assert.Equal(status, action.GetProperty("status").GetString());
        Assert.Equal(status == "Info", action.GetProperty("fix").GetString()!.Contains("has not come back", StringComparison.Ordinal));
    }

    [Fact]
    public void A_senders_own_failures_need_no_action() =>
        Assert.Empty(Actions(Data.Result("a.test"), Data.Tls(1, "A", "a.test", 5, 2, "dane-required")));

    [Theory]
    [InlineData("Publish it. Run: New-MtaStsRecord a.test", "New-MtaStsRecord a.test")]
    [InlineData("Add it. Run: New-MtaStsPolicy a.test -Mode Enforce -AlsoMx mx.old.test, '*.b.test'",
        "New-MtaStsPolicy a.test -Mode Enforce -AlsoMx mx.old.test, '*.b.test'")]
    [InlineData("Add it. Run: New-TlsRptRecord a.test -Rua 'mailto:o''x@a.test?a=1', b@a.test",
        "New-TlsRptRecord a.test -Rua 'mailto:o''x@a.test?a=1', b@a.test")]
    [InlineData("Check the name servers.", null)] // the fix names no command
    [InlineData("Run: New-MtaStsRecord b.test", null)] // another domain
    [InlineData("Run: Remove-Item a.test", null)] // not a cmdlet of the module
    [InlineData("Run: New-TlsRptRecord a.test -Rua 'x'; calc", null)] // more than a command
    [InlineData("Run: New-TlsRptRecord a.test -Rua 'x\u2019; calc'", null)] // PowerShell takes the typographic quote for the end
    [InlineData("Run: New-TlsRptRecord a.test -Rua $(calc)", null)] // an expression
    [InlineData("Remove 'Run: New-MtaStsPolicy a.test' from it.", null)] // a stranger's text in quotes
    public void The_command_is_the_one_that_the_fix_ends_with(string fix, string? command)
    {
        var action = Actions(Failing("a.test", fix)).Single();
        Assert.Equal(command, action.TryGetProperty("command", out var found) ? found.GetString() : null);
    }

    [Fact]
    public void Where_a_check_is_Unknown_there_is_no_command() =>
        Assert.False(
            Actions(Data.Result("a.test", TestStatus.Unknown, checks: [Data.Check("Record.Present", CheckStatus.Unknown, "?", "Run: New-MtaStsRecord a.test")]))
                .Single().TryGetProperty("command", out _));

    [Fact]
    public void A_command_that_is_the_same_for_several_domains_takes_all_their_names()
    {
        var action = Actions(Failing("aaa.test", "Do it. Run: New-MtaStsPolicy aaa.test -Mode Enforce"),
            Failing("bbb.test", "Do it. Run: New-MtaStsPolicy bbb.test -Mode Enforce")).Single();
        Assert.Equal("New-MtaStsPolicy {domains} -Mode Enforce", action.GetProperty("command").GetString());
    }

    [Fact]
    public void A_command_whose_arguments_name_the_domain_is_one_for_each_domain()
    {
        var action = Actions(Failing("aaa.test", "Do it. Run: New-TlsRptRecord aaa.test -Rua tls@aaa.test"),
            Failing("bbb.test", "Do it. Run: New-TlsRptRecord bbb.test -Rua tls@bbb.test")).Single();
        Assert.Equal("New-TlsRptRecord {domain} -Rua tls@{domain}", action.GetProperty("command").GetString());
    }

    [Theory]
    [InlineData("a.test;calc")]
    [InlineData("$(calc)")]
    [InlineData("a b")]
    [InlineData("-WhatIf")]
    [InlineData("a'b.test")]
    public void A_strangers_name_for_a_domain_never_gets_into_a_command(string name)
    {
        var action = Actions(Failing(name, "Do it. Run: New-MtaStsRecord " + name)).Single();
        Assert.False(action.TryGetProperty("command", out _));
    }

    [Fact]
    public void Evidence_shows_the_requirement_the_present_state_and_the_expected_date()
    {
        string[] policy = ["mode: testing", "max_age: 86400"];
        // A report every second day: there are ten good days, four are missing, and they take eight days.
        object[] reports = [.. Enumerable.Range(0, 10).Select(i => Data.Tls(1 + 2 * i, "A", "a.test", 10, policy: policy))];
        var evidence = Data.Of(reports).GetProperty("evidence")[0];
        Assert.Equal(
            (14, 10, 10),
            (evidence.GetProperty("daysAsked").GetInt32(), evidence.GetProperty("daysWithoutFailure").GetInt32(),
                evidence.GetProperty("recentDays").GetInt32()));
        Assert.Equal(
            ("Testing", "TestingLong", "InsufficientData"),
            (evidence.GetProperty("stage").GetString(), evidence.GetProperty("next").GetString(), evidence.GetProperty("readiness").GetString()));
        Assert.Equal("2026-03-13", evidence.GetProperty("enoughOn").GetString()); // 4 days at 10 in 28: 11.2 days
    }

    [Fact]
    public void Good_reports_are_not_sufficient_when_the_live_test_fails()
    {
        string[] policy = ["mode: testing", "max_age: 86400"];
        object[] reports = [.. Enumerable.Range(1, 20).Select(back => Data.Tls(back, "A", "a.test", 10, policy: policy))];
        Assert.Equal("Ready", Data.Of(reports).GetProperty("evidence")[0].GetProperty("readiness").GetString());
        var evidence = Data.Of([.. reports, Data.Result("a.test", TestStatus.Fail, SenderAction.Deliver)]).GetProperty("evidence")[0];
        Assert.Equal("NotReady", evidence.GetProperty("readiness").GetString());
        Assert.StartsWith("The live test does not end with", evidence.GetProperty("reasons")[0].GetString());
    }

    private static JsonElement[] Actions(params object[] objects) => [.. Data.Of(objects).GetProperty("actions").EnumerateArray()];

    private static TestResult Failing(string domain, string fix) =>
        Data.Result(domain, TestStatus.Fail, SenderAction.Refuse, checks: [Data.Check("Coverage.Mx", CheckStatus.Fail, "Not covered: mail." + domain, fix)]);
}
