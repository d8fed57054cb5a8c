using System.Linq;
using MtaSts.Journaling;
using Xunit;

namespace MtaSts.Tests.Journaling;

/// <summary>What is said at the end of a scan of many domains.</summary>
public class ScanTallyTests
{
    private static int Number;

    [Fact]
    public void A_domain_that_is_given_several_times_counts_once()
    {
        var unknown = Unknown(UnknownCause.DnsTimeout);
        var tally = Of(unknown, unknown, MadeResult.Of("a.test"), unknown, MadeResult.Of("a.test"));
        Assert.Equal((2, 1), (tally.Count, tally.Unknown));
        Assert.StartsWith("1 of 2 domains is Unknown (DNS time-out 1). ", tally.Explain(hasJournal: true));
        tally.Add(MadeResult.Of(unknown.DomainName));
        Assert.Equal("Pass 2, Unknown 1", tally.ToString());
    }

    [Fact]
    public void After_a_retry_the_same_retry_is_not_suggested()
    {
        var text = Of(Unknown(UnknownCause.DnsTimeout)).Explain(hasJournal: true, isRetry: true);
        Assert.EndsWith(" and another journal. This run already used -RetryUnknown. Use it again later, or after such a change.", text);
        Assert.DoesNotContain("run the same command", text);
        Assert.DoesNotContain("-RetryUnknown", Of(Unknown(UnknownCause.TooManyMxHosts)).Explain(hasJournal: true, isRetry: true));
    }

    [Fact]
    public void A_scan_without_unknown_results_needs_no_explanation()
    {
        var tally = Of(MadeResult.Of("a.test"), MadeResult.Of("b.test", TestStatus.Fail));
        Assert.Equal("", tally.Explain(hasJournal: false));
        Assert.Equal("Pass 1, Fail 1", tally.ToString());
    }

    [Fact]
    public void The_most_frequent_cause_comes_first_and_each_has_its_fix()
    {
        var tally = Of(
            Unknown(UnknownCause.MxUnreachable), Unknown(UnknownCause.DnsTimeout), Unknown(UnknownCause.DnsTimeout), Unknown(UnknownCause.PolicyHostRefused),
            MadeResult.Of("good.test", startTls: StartTlsState.Valid));
        Assert.Equal(
            "4 of 5 domains are Unknown (DNS time-out 2, policy host refuses for now 1, MX hosts unreachable on port 25 1). "
                + "DNS time-out: try a lower -ThrottleLimit, a higher -TimeoutSec, or another resolver with -Server and another journal. "
                + "Policy host refuses for now: test them later, or with a lower -ThrottleLimit. "
                + "MX hosts unreachable on port 25: test them from another network. "
                + "To test only these domains, run the same command with -RetryUnknown.",
            tally.Explain(hasJournal: true));
    }

    [Fact]
    public void Causes_with_the_same_fix_share_it()
    {
        Assert.Equal(
            "3 of 3 domains are Unknown (DNS server failure 2, DNS time-out 1). "
                + "Try a lower -ThrottleLimit, a higher -TimeoutSec, or another resolver with -Server. "
                + "To test only these domains, pipe the Unknown results to Test-MtaSts again.",
            Of(Unknown(UnknownCause.DnsTimeout), Unknown(UnknownCause.DnsServerFailure), Unknown(UnknownCause.DnsServerFailure)).Explain(hasJournal: false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cause_that_lasts_is_not_to_be_tested_again(bool hasJournal)
    {
        var text = Of(Unknown(UnknownCause.TooManyMxHosts)).Explain(hasJournal);
        Assert.DoesNotContain("-RetryUnknown", text);
        Assert.DoesNotContain("pipe", text);
        Assert.EndsWith("A new test has the same result; the domain's owner can remove MX records.", text);
        text = Of(Unknown(UnknownCause.TooManyMxHosts), Unknown(UnknownCause.DnsTimeout)).Explain(hasJournal);
        Assert.Contains("Too many MX hosts: a new test has the same result", text);
        Assert.Contains("To test only the domains with the other causes, ", text);
    }

    [Fact]
    public void A_scan_with_all_causes_names_a_few_fixes_only()
    {
        var all = System.Enum.GetValues<UnknownCause>();
        var text = Of(all.Select(Unknown).ToArray()).Explain(hasJournal: true);
        Assert.Contains("For the other causes, look at Advice of each result.", text);
        Assert.True(text.Length < 1000, text);
    }

    [Fact]
    public void Port_25_counts_as_closed_only_when_no_MX_host_of_any_domain_was_reached()
    {
        Assert.Contains("(port 25 closed from here 1)", Of(Unknown(UnknownCause.MxUnreachable), MadeResult.Of("b.test")).Explain(false));
        Assert.Contains(
            "(MX hosts unreachable on port 25 1)",
            Of(Unknown(UnknownCause.MxUnreachable), MadeResult.Of("b.test", startTls: StartTlsState.NotOffered)).Explain(false));
    }

    [Fact]
    public void Every_cause_has_words_and_a_fix()
    {
        foreach (var cause in System.Enum.GetValues<UnknownCause>())
        {
            var text = Of(Unknown(cause)).Explain(hasJournal: false);
            Assert.StartsWith("1 of 1 domains is Unknown (", text);
            Assert.True(text.Split(". ").Length >= 2, text);
            Assert.EndsWith(".", text);
            Assert.True(text.Length < 320, text);
        }
    }

    private static TestResult Unknown(UnknownCause cause) => MadeResult.Of($"unknown{Number++}.test", TestStatus.Unknown, cause);

    private static ScanTally Of(params TestResult[] results)
    {
        var tally = new ScanTally();
        foreach (var result in results.AsEnumerable()) tally.Add(result);
        return tally;
    }
}
