using System.Linq;
using MtaSts.Rollout;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Rollout;

/// <summary>What a live test must show before a next stage.</summary>
public class LiveTestGateTests
{
    [Theory]
    [InlineData(TestStatus.Pass)]
    [InlineData(TestStatus.Warning)]
    public void A_test_that_ends_with_verified_TLS_has_no_objection(TestStatus status) =>
        Assert.Empty(Objections(status, SenderAction.DeliverVerified));

    [Theory]
    [InlineData(TestStatus.Pass, SenderAction.Deliver)]
    [InlineData(TestStatus.Warning, SenderAction.Deliver)]
    [InlineData(TestStatus.NotConfigured, SenderAction.Deliver)]
    public void Another_delivery_is_not_enough(TestStatus status, SenderAction action) => Assert.Equal(
        [$"The live test does not end with mail delivered over verified TLS ({status}, {action}). Fix it."], Objections(status, action));

    [Theory]
    [InlineData(24, 0)]
    [InlineData(25, 1)]
    public void A_test_is_good_for_a_day(int hours, int objections) =>
        Assert.Equal(objections, Objections(TestStatus.Pass, SenderAction.DeliverVerified, hours: hours).Length);

    [Fact]
    public void An_old_test_is_named_with_its_time() => Assert.Equal(
        ["The test result is from 2026-02-28 11:00 UTC, more than a day old. Test again."],
        Objections(TestStatus.Pass, SenderAction.DeliverVerified, hours: 25));

    [Theory]
    [InlineData(15, 0)] // clocks differ
    [InlineData(16, 1)]
    public void A_test_may_be_a_quarter_of_an_hour_ahead(int minutes, int objections)
    {
        var found = LiveTestGate.Judge(
            Test(TestStatus.Pass, SenderAction.DeliverVerified, 0, ""), Given.Now.AddMinutes(-minutes)).Objections;
        Assert.Equal(objections, found.Count);
        Assert.All(found, text => Assert.Equal(
            "The test result is from 2026-03-01 12:00 UTC, which is in the future: the clock of this machine or of the one that ran the test is wrong.", text));
    }

    [Theory]
    [InlineData(TestStatus.Pass, SenderAction.TlsNotTested, true)]
    [InlineData(TestStatus.Warning, SenderAction.TlsNotTested, true)]
    [InlineData(TestStatus.Fail, SenderAction.TlsNotTested, false)]
    [InlineData(TestStatus.Pass, SenderAction.DeliverVerified, false)]
    public void A_test_that_was_not_asked_about_TLS_has_no_objection_but_leaves_it_open(TestStatus status, SenderAction action, bool isOpen)
    {
        var gate = LiveTestGate.Judge(Test(status, action, 0, ""), Given.Now);
        Assert.Equal((isOpen, status != TestStatus.Fail), (gate.IsTlsUnseen, gate.Objections.Count == 0));
    }

    [Theory]
    [InlineData("StartTls.Connect Unknown, Record.Present Pass", true, "port 25 is closed here, and the rest passes")]
    [InlineData("StartTls.Connect Unknown, StartTls.Certificate Unknown", true, "all of it needs port 25")]
    [InlineData("StartTls.Connect Unknown, Mx.Target Unknown", false, "something else is not known either")]
    [InlineData("StartTls.Connect Unknown, PolicyHost.Certificate Fail", false, "a fault elsewhere")]
    [InlineData("StartTls.Connect Fail", false, "the hosts were seen, and they fail")]
    [InlineData("Record.Present Pass", false, "the TLS of the hosts was seen")]
    public void Only_the_TLS_of_the_MX_hosts_may_be_open(string checks, bool isOpen, string reason)
    {
        var seen = checks.Split(", ").Select(check => check.Split(' ')).Select(parts => (parts[0], System.Enum.Parse<CheckStatus>(parts[1])));
        var test = Given.Seen(Given.Published(RolloutStage.Testing, TestStatus.Unknown, SenderAction.Unknown), isCovered: true, [.. seen]);
        Assert.True(isOpen == LiveTestGate.Judge(test, Given.Now).IsTlsUnseen, reason);
    }

    [Fact]
    public void A_test_that_could_not_see_everything_says_where_it_can() => Assert.Equal(
        ["The live test could not check everything that matters. C1: Seen 1. Run the step on a machine from which everything can be checked."],
        Objections(TestStatus.Unknown, SenderAction.Unknown, CheckStatus.Unknown));

    [Fact]
    public void A_failing_test_names_its_checks_and_the_fix() => Assert.Equal(
        ["The live test fails. C1: Seen 1. Fix: Fix it."], Objections(TestStatus.Fail, SenderAction.DeliverAndReport, CheckStatus.Fail));

    [Fact]
    public void Refused_mail_has_the_way_back() => Assert.Equal(
        ["The live test fails. C1: Seen 1. Senders refuse mail now: use -Rollback to go back to testing. Fix: Fix it."],
        Objections(TestStatus.Fail, SenderAction.Refuse, CheckStatus.Fail));

    [Fact]
    public void Checks_that_pass_or_warn_are_not_named() => Assert.Equal(
        ["The live test fails. C2: Seen 2. Fix: Fix it."],
        Objections(TestStatus.Fail, SenderAction.DeliverAndReport, CheckStatus.Pass, CheckStatus.Fail, CheckStatus.Warning, CheckStatus.Skipped));

    [Theory]
    [InlineData(3, "C1: Seen 1. C2: Seen 2. C3: Seen 3.")]
    [InlineData(4, "C1: Seen 1. C2: Seen 2. C3: Seen 3. And 1 more.")]
    [InlineData(6, "C1: Seen 1. C2: Seen 2. C3: Seen 3. And 3 more.")]
    public void Three_checks_are_named_and_the_others_counted(int count, string named) => Assert.Equal(
        [$"The live test fails. {named} Fix: Fix it."],
        Objections(TestStatus.Fail, SenderAction.DeliverAndReport, [.. Enumerable.Repeat(CheckStatus.Fail, count)]));

    [Fact]
    public void Without_advice_no_empty_fix_is_named() => Assert.Equal(
        ["The live test fails. C1: Seen 1."], LiveTestGate.Judge(Test(TestStatus.Fail, SenderAction.Deliver, 0, "", CheckStatus.Fail), Given.Now).Objections);

    private static string[] Objections(TestStatus status, SenderAction action, params CheckStatus[] checks) => Objections(status, action, 0, checks);

    private static string[] Objections(TestStatus status, SenderAction action, int hours, params CheckStatus[] checks) =>
        [.. LiveTestGate.Judge(Test(status, action, hours, "Fix it.", checks), Given.Now).Objections];

    private static TestResult Test(TestStatus status, SenderAction action, int hours, string advice, params CheckStatus[] checks) => new()
    {
        DomainName = Given.Domain,
        Status = status,
        SenderAction = action,
        Tested = Given.Now.AddHours(-hours),
        Advice = advice,
        MxHosts = ReadableList<string>.Empty,
        Checks = checks.Select((check, i) => new MtaSts.Check { Id = $"C{i + 1}", Title = "", Status = check, Detail = $"Seen {i + 1}.", Reference = "" })
            .ToReadableList(),
    };
}
