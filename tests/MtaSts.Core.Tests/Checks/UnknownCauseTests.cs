using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Checks;

/// <summary>An Unknown verdict says what could not be seen.</summary>
[Collection(SharedTestLab.Name)]
public class UnknownCauseTests(ScenarioRun run) : IClassFixture<ScenarioRun>
{
    [Theory]
    [InlineData("dns-silent.test", UnknownCause.DnsTimeout)]
    [InlineData("mx-silent.test", UnknownCause.DnsTimeout)]
    [InlineData("dns-servfail.test", UnknownCause.DnsServerFailure)]
    [InlineData("dns-refused.test", UnknownCause.DnsServerFailure)]
    [InlineData("host-servfail.test", UnknownCause.DnsServerFailure)] // the name of the policy host
    [InlineData("dns-no-tcp.test", UnknownCause.DnsUnreachable)]
    [InlineData("dns-garbage.test", UnknownCause.DnsAnswerUnusable)]
    [InlineData("dns-cname-loop.test", UnknownCause.DnsAnswerUnusable)]
    [InlineData("http-429.test", UnknownCause.PolicyHostRefused)]
    [InlineData("smtp-refused.test", UnknownCause.MxUnreachable)]
    [InlineData("smtp-timeout.test", UnknownCause.MxUnreachable)]
    [InlineData("smtp-silent.test", UnknownCause.MxNoAnswer)] // it accepts the connection
    [InlineData("smtp-closes.test", UnknownCause.MxNoAnswer)]
    [InlineData("smtp-garbage.test", UnknownCause.MxNoAnswer)] // not an SMTP reply
    [InlineData("smtp-554.test", UnknownCause.MxRefused)]
    [InlineData("smtp-421.test", UnknownCause.MxRefused)]
    [InlineData("smtp-450.test", UnknownCause.MxRefused)]
    [InlineData("smtp-ehlo-550.test", UnknownCause.MxRefused)]
    [InlineData("smtp-ehlo-closes.test", UnknownCause.MxNoAnswer)] // the last reply is its greeting
    [InlineData("mx-400.test", UnknownCause.TooManyMxHosts)]
    public void An_unknown_result_has_the_cause(string name, UnknownCause cause) => Assert.Equal(cause, run.Results[name].UnknownCause);

    [Fact]
    public void Every_unknown_result_has_a_cause_and_no_other_result_has_one()
    {
        Assert.All(run.Results.Values, result => Assert.Equal(result.Status == TestStatus.Unknown, result.UnknownCause is not null));
        Assert.DoesNotContain(run.Results.Values, result => result.UnknownCause == UnknownCause.Other);
    }
}
