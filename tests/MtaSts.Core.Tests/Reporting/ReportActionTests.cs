using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace MtaSts.Tests.Reporting;

/// <summary>What to do first, and how far domains are on their way.</summary>
public class ReportActionTests
{
    [Fact]
    public void Domains_with_the_same_fix_are_one_thing_to_do()
    {
        var action = Actions(Failing("a.test", "Add 'mx: mail.a.test'."), Failing("b.test", "Add 'mx: mail.b.test'.")).Single();
        Assert.Equal([0, 1], Data.Numbers(action.GetProperty("domains")));
        Assert.Equal("Add 'mx: {mx}'.", action.GetProperty("fix").GetString());
        Assert.Equal("Not covered: mail.a.test", action.GetProperty("evidence").GetString());
    }

    [Fact]
    public void The_fix_of_one_domain_names_it()
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
    public void What_senders_report_and_no_test_shows_is_to_do_too()
    {
        var actions = Actions(Data.Result("a.test"), Data.Tls(1, "A", "a.test", 5, 2, "starttls-not-supported"));
        Assert.Equal(
            ("reports", "starttls-not-supported", 2),
            (actions[0].GetProperty("source").GetString(), actions[0].GetProperty("id").GetString(), actions[0].GetProperty("sessions").GetInt32()));
    }

    [Fact]
    public void What_a_test_shows_is_not_said_again_from_the_reports()
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
    public void A_senders_own_failures_are_nothing_to_do() =>
        Assert.Empty(Actions(Data.Result("a.test"), Data.Tls(1, "A", "a.test", 5, 2, "dane-required")));

    [Theory]
    [InlineData("Record.Id", "New-MtaStsRecord {domains}")]
    [InlineData("Coverage.Mx", "New-MtaStsPolicy {domains}")]
    [InlineData("PolicyHost.Status", "Get-MtaStsPolicy {domains} | Format-List")]
    [InlineData("StartTls.Certificate", "Get-MtaStsMx {domains} -StartTls | Format-List")]
    [InlineData("TlsRpt.Present", "New-TlsRptRecord {domains} -Rua tls-reports@{first}")]
    [InlineData("Drift.PolicyChanged", "Test-MtaSts {domains} | Format-List")]
    public void Each_kind_of_problem_has_its_command(string id, string command) =>
        Assert.Equal(
            command,
            Actions(Data.Result("a.test", TestStatus.Fail, checks: [Data.Check(id, CheckStatus.Fail, "Seen.", "Fix it.")])).Single().GetProperty("command")
                .GetString());

    [Theory]
    [InlineData("a.test;calc")]
    [InlineData("$(calc)")]
    [InlineData("a b")]
    [InlineData("-WhatIf")]
    [InlineData("a'b.test")]
    public void A_strangers_name_for_a_domain_gets_into_no_command(string name)
    {
        var action = Actions(Data.Tls(1, "A", name, 5, 2, "starttls-not-supported")).Single();
        Assert.False(action.TryGetProperty("command", out _));
    }

    [Fact]
    public void Evidence_says_what_is_asked_what_is_there_and_when_it_is_enough()
    {
        string[] policy = ["mode: testing", "max_age: 86400"];
        // Every second day a report: ten good days are there, four are missing, and they take eight days.
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
    public void Good_reports_of_a_domain_whose_live_test_fails_are_not_enough()
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
