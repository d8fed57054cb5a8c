using System;
using System.Linq;
using FsCheck.Fluent;
using MtaSts.Policies;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Model;

public class MxPatternTests
{
    [Theory]
    [InlineData("mail.example.com", "mail.example.com", true, "the same")]
    [InlineData("mail.example.com", "MAIL.Example.COM.", true, "case and final dot")]
    [InlineData("mail.example.com", "mail2.example.com", false, "another host")]
    [InlineData("mail.example.com", "a.mail.example.com", false, "a name below the host")]
    [InlineData("example.com", "mail.example.com", false, "no wildcard")]
    [InlineData("*.example.com", "mail.example.com", true, "one label")]
    [InlineData("*.EXAMPLE.com", "mail.example.COM.", true, "one label, case and final dot")]
    [InlineData("*.example.com", "example.com", false, "no label (RFC 8461 §4.1)")]
    [InlineData("*.example.com", "a.b.example.com", false, "two labels (RFC 8461 §4.1)")]
    [InlineData("*.example.com", ".example.com", false, "an empty label")]
    [InlineData("*.example.com", "mailexample.com", false, "no dot before the suffix")]
    [InlineData("*.mail.protection.outlook.com", "contoso-com.mail.protection.outlook.com", true, "Microsoft 365")]
    [InlineData("*.mx.microsoft", "contoso-com.a-v1.mx.microsoft", false, "Microsoft 365 with DNSSEC: two labels")]
    [InlineData("*.a-v1.mx.microsoft", "contoso-com.a-v1.mx.microsoft", true, "Microsoft 365 with DNSSEC")]
    [InlineData("*.google.com", "smtp.google.com", true, "Google Workspace, new")]
    [InlineData("*.google.com", "aspmx.l.google.com", false, "Google Workspace, classic: two labels")]
    [InlineData("*.aspmx.l.google.com", "alt1.aspmx.l.google.com", true, "Google Workspace, alt1")]
    [InlineData("*.googlemail.com", "aspmx2.googlemail.com", true, "Google Workspace, old")]
    public void A_star_matches_exactly_one_label(string pattern, string host, bool covers, string reason)
    {
        Assert.True(MxPattern.TryParse(pattern, out var parsed, out _));
        Assert.True(covers == parsed.Covers(host), reason);
        Assert.Equal(pattern, parsed.ToString());
    }

    [Theory]
    [InlineData("*.google.com", "aspmx.l.google.com", true)]
    [InlineData("*.google.com", "smtp.google.com", false)] // it covers the host
    [InlineData("*.google.com", "google.com", false)]
    [InlineData("google.com", "aspmx.l.google.com", false)] // no wildcard
    [InlineData("*.google.com", "aspmx.l.notgoogle.com", false)]
    public void A_pattern_that_covers_one_label_too_few_is_recognized(string pattern, string host, bool expected)
    {
        Assert.True(MxPattern.TryParse(pattern, out var parsed, out _));
        Assert.Equal(expected, parsed.CoversOnlyIfManyLabels(host));
    }

    [Fact]
    public void Case_and_a_final_dot_never_matter() => Any.Hold(Any.Pattern.Zip(Any.Host), pair =>
    {
        var (text, host) = pair;
        Assert.True(MxPattern.TryParse(text, out var pattern, out _));
        Assert.True(MxPattern.TryParse(text.ToUpperInvariant(), out var upper, out _));
        foreach (var name in new[] { host, pattern.Name, "x." + pattern.Name, "x.y." + pattern.Name })
        {
            var covers = pattern.Covers(name);
            Assert.Equal(covers, pattern.Covers(name.ToUpperInvariant()));
            Assert.Equal(covers, pattern.Covers(name + "."));
            Assert.Equal(covers, upper.Covers(name));
        }
    });

    [Fact]
    public void A_wildcard_covers_a_host_if_and_only_if_the_host_has_one_more_label() => Any.Hold(Any.Host.Zip(Any.Labels(1, 3)), pair =>
    {
        var (parent, below) = pair;
        Assert.True(MxPattern.TryParse("*." + parent, out var pattern, out _));
        Assert.Equal(below.Split('.').Length == 1, pattern.Covers(below + "." + parent));
        Assert.False(pattern.Covers(parent));
        Assert.False(pattern.Covers(below + parent) && !parent.Contains('.', StringComparison.Ordinal) && below.Split('.').Length != 2);
    });

    [Fact]
    public void A_plain_name_covers_only_itself() => Any.Hold(Any.Host.Zip(Any.Host), pair =>
    {
        Assert.True(MxPattern.TryParse(pair.Item1, out var pattern, out _));
        Assert.True(pattern.Covers(pair.Item1));
        Assert.Equal(string.Equals(pair.Item1, pair.Item2, StringComparison.OrdinalIgnoreCase), pattern.Covers(pair.Item2));
    });

    [Fact]
    public void Any_text_is_a_pattern_or_has_a_reason() => Any.Hold(Gen.OneOf(Any.Text, Any.Of(6, "*", ".", "a", "-", "ü", "_", "\u001b", "xn--")), text =>
    {
        var isPattern = MxPattern.TryParse(text, out var pattern, out var problem);
        Assert.Equal(isPattern, problem is null);
        Assert.Equal(isPattern, pattern is not null);
        if (problem is not null) Assert.Equal(SafeText.Clean(problem), problem);
        else Assert.Matches(@"^(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$", text);
    }, 1000);

    [Fact]
    public void A_policy_returns_the_pattern_that_covers_a_host()
    {
        var policy = PolicyParser.Parse("version: STSv1\nmode: enforce\nmx: a.test\nmx: *.b.test\nmax_age: 1\n");
        Assert.Equal("*.b.test", policy.CoveringPattern("X.B.test."));
        Assert.Null(policy.CoveringPattern("b.test"));
        Assert.True(policy.Covers("A.test"));
        Assert.Equal(["a.test", "*.b.test"], policy.Patterns.Select(p => p.Text));
    }
}
