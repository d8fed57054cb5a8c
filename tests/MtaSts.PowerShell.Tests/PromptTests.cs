using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MtaSts.PowerShell.Output;
using MtaSts.PowerShell.Parameters;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public class SeenDomainsTests
{
    [Fact]
    public void The_newest_is_first_and_each_occurs_once()
    {
        var seen = new SeenDomains();
        foreach (var domain in (string[])["a.test", "b.test", "a.test", "c.test", "c.test"]) seen.Add(domain);
        Assert.Equal(["c.test", "a.test", "b.test"], seen.StartingWith(""));
    }

    [Fact]
    public void Seen_domains_are_found_in_any_case()
    {
        var seen = new SeenDomains();
        seen.Add("contoso.com");
        seen.Add("fabrikam.com");
        Assert.Equal(["contoso.com"], seen.StartingWith("CON"));
        Assert.Empty(seen.StartingWith("x"));
    }

    [Fact]
    public void The_oldest_are_forgotten()
    {
        var seen = new SeenDomains();
        for (var i = 0; i <= SeenDomains.Limit; i++) seen.Add(string.Create(CultureInfo.InvariantCulture, $"{i}.test"));
        var all = seen.StartingWith("");
        Assert.Equal(SeenDomains.Limit, all.Count);
        Assert.DoesNotContain("0.test", all);
        Assert.Equal("1.test", all[^1]);
    }

    [Theory]
    [InlineData("contoso.com", true)]
    [InlineData("CONTOSO.com.", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("; Remove-Item x", false)] // a report's text must not reach a command line
    [InlineData("$(x).test", false)]
    [InlineData("a'b.test", false)]
    public void Names_from_a_report_are_completed_only_when_they_are_domains(string? name, bool isTaken)
    {
        var seen = new SeenDomains();
        seen.AddUnchecked(name);
        Assert.Equal(isTaken ? ["contoso.com"] : [], seen.StartingWith(""));
    }

    [Fact]
    public async Task Runspaces_can_use_it_concurrently()
    {
        var seen = new SeenDomains();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                seen.Add(string.Create(CultureInfo.InvariantCulture, $"{(i * 7 + worker) % 300}.test"));
                if (i % 100 == 0) Assert.InRange(seen.StartingWith("1").Count, 0, SeenDomains.Limit);
            }
        })));
        var all = seen.StartingWith("");
        Assert.Equal(SeenDomains.Limit, all.Count);
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
    }
}

public class ColourRuleTests
{
    [Theory]
    [InlineData("Ansi", false, true, "1", "dumb", true)] // requested everywhere
    [InlineData("Host", true, false, null, "xterm-256color", true)]
    [InlineData("Host", true, false, "", null, true)] // NO_COLOR without a value has no effect
    [InlineData("Host", false, false, null, null, false)] // the host does not support color
    [InlineData("Host", true, true, null, null, false)] // output to a file or a program
    [InlineData("Host", true, false, "1", null, false)]
    [InlineData("Host", true, false, null, "dumb", false)]
    [InlineData("PlainText", true, false, null, null, false)]
    [InlineData(null, true, false, null, null, false)] // Windows PowerShell has no $PSStyle
    public void Color_is_used_only_where_it_can_be_shown(
        string? rendering, bool hasVirtualTerminal, bool isRedirected, string? noColor, string? term, bool isShown) =>
        Assert.Equal(isShown, ColourRule.Allows(rendering, hasVirtualTerminal, isRedirected, noColor, term));

    [Fact]
    public void Every_good_or_bad_status_has_a_color()
    {
        Assert.All(Enum.GetNames<TestStatus>().Except(["NotConfigured", "NotApplicable"]), status => Assert.NotNull(ColourRule.SequenceOf(status)));
        Assert.All(Enum.GetNames<CheckStatus>().Except(["Info", "Skipped"]), status => Assert.NotNull(ColourRule.SequenceOf(status)));
        Assert.All(Enum.GetNames<RecordStatus>().Except(["Missing"]), status => Assert.NotNull(ColourRule.SequenceOf(status)));
    }
}
