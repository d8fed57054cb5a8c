using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Policies;
using Xunit;

namespace MtaSts.Tests.Policies;

public class PolicyBuilderTests
{
    private static readonly string[] Labels = ["mail", "MX1", "a-v1", "xn--bcher-kva", "contoso", "test", "x", "0a"];

    [Fact]
    public void The_text_has_no_line_end_after_the_last_line() =>
        Assert.Equal(
            "version: STSv1\r\nmode: testing\r\nmx: mail.contoso.com\r\nmax_age: 86400",
            PolicyBuilder.Build(PolicyMode.Testing, ["mail.contoso.com"], 86400).Text);

    [Theory]
    [InlineData("a\r\nb\r\n", "a\r\nb")] // the input of Set-Content, which adds the only line end
    [InlineData("a\nb\n", "a\nb")]
    [InlineData("a\nb\n\n", "a\nb\n")] // only one line end is removed: the parser must see the others
    [InlineData("a", "a")]
    [InlineData("\n", "")]
    [InlineData("", "")]
    public void The_string_form_of_any_policy_leaves_the_last_line_end_to_the_writer(string text, string expected) =>
        Assert.Equal(expected, PolicyParser.Parse(text).ToString());

    [Theory]
    [InlineData("mail.contoso.com", "mail.contoso.com")]
    [InlineData(" Mail.Contoso.COM. ", "mail.contoso.com")] // as in a zone file
    [InlineData("*.Mail.Protection.Outlook.com", "*.mail.protection.outlook.com")]
    [InlineData("mx.bücher.test", "mx.xn--bcher-kva.test")] // policies contain only A-labels
    [InlineData("*.bücher.test.", "*.xn--bcher-kva.test")]
    public void A_valid_pattern_is_read(string input, string expected)
    {
        Assert.True(PolicyBuilder.TryReadPattern(input, out var pattern, out _));
        Assert.Equal(expected, pattern);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(null, "empty")]
    [InlineData("*", "left-most label")]
    [InlineData("*.*.contoso.com", "left-most label")]
    [InlineData("a*.contoso.com", "left-most label")]
    [InlineData(".contoso.com", "empty label")] // the form in RFC drafts, which no sender reads
    [InlineData("192.0.2.1", "IP address")]
    [InlineData("*.192.0.2.1", "IP address")]
    [InlineData("2001:db8::1", "IP address")]
    [InlineData("mail contoso.com", "' '")]
    [InlineData("mail.contoso.com\r\nmode: none", "host name")] // no text can inject a line
    [InlineData("mx_1.contoso.com", "'_'")]
    public void A_pattern_that_no_sender_can_read_is_rejected(string? input, string why)
    {
        Assert.False(PolicyBuilder.TryReadPattern(input, out _, out var problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(31557601)]
    [InlineData(long.MaxValue)]
    public void A_max_age_out_of_range_is_rejected(long seconds) =>
        Assert.Throws<ArgumentException>(() => PolicyBuilder.Build(PolicyMode.Testing, ["mail.contoso.com"], seconds));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(31557600, true)] // one year
    [InlineData(31557601, false)]
    public void A_max_age_is_a_second_to_a_year(long seconds, bool isValid)
    {
        Assert.Equal(isValid, PolicyBuilder.CheckMaxAge(seconds) is null);
        if (isValid) Assert.Equal(seconds, PolicyBuilder.Build(PolicyMode.Testing, ["mail.contoso.com"], seconds).MaxAge);
    }

    [Fact]
    public void A_policy_without_patterns_is_rejected_except_in_mode_none()
    {
        Assert.Throws<ArgumentException>(() => PolicyBuilder.Build(PolicyMode.Enforce, [], 86400));
        Assert.True(PolicyBuilder.Build(PolicyMode.None, [], 86400).IsValid);
    }

    [Theory]
    [InlineData(PolicyMode.Testing, 86400)]
    [InlineData(PolicyMode.Enforce, 604800)] // at least one day in enforce
    [InlineData(PolicyMode.None, 86400)]
    public void Default_max_age(PolicyMode mode, long seconds) => Assert.Equal(seconds, PolicyBuilder.DefaultMaxAge(mode));

    [Theory]
    [InlineData("contoso-com.a-v1.mx.microsoft", "*.a-v1.mx.microsoft")] // *.mx.microsoft would cover nothing
    [InlineData("contoso-com.mail.protection.outlook.com", "*.mail.protection.outlook.com")]
    [InlineData("mail.contoso.com", "mail.contoso.com")]
    [InlineData("alt1.aspmx.l.google.com,alt2.aspmx.l.google.com,aspmx.l.google.com", "*.aspmx.l.google.com; aspmx.l.google.com")]
    public void The_tightest_patterns_for_hosts(string hosts, string expected) =>
        Assert.Equal(expected, PolicyBuilder.PatternsFor(hosts.Split(',')).ToString());

#if !MUTATION // random
    [Fact]
    public void Every_written_policy_parses_to_the_same_policy()
    {
        var name = Gen.Elements(Labels).NonEmptyListOf().Select(labels => string.Join(".", labels.Take(6)) + ".test");
        var mx = name.Zip(Gen.Elements(true, false)).Select(pair => (pair.Item2 ? "*." : "") + pair.Item1).NonEmptyListOf();
        var cases = mx.Zip(Gen.Choose(1, 31557600)).Zip(Gen.Elements(PolicyMode.None, PolicyMode.Testing, PolicyMode.Enforce)).Zip(Gen.Elements("\n", "\r\n"));
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (((patterns, maxAge), mode), lineEnd) = c;
            var expected = patterns.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            var policy = PolicyBuilder.Build(mode, patterns, maxAge, lineEnd, "contoso.test");

            // As written by Set-Content and by Export-MtaStsSite, and without a final line end.
            foreach (var text in new[] { policy + lineEnd, policy + "\n", policy + "\r\n", policy.Text })
            {
                var read = PolicyParser.Parse(Encoding.ASCII.GetBytes(text));
                if (!read.IsValid || read.Findings.Count > 0 || read.Mode != mode || read.MaxAge != maxAge || !read.Mx.SequenceEqual(expected)) return false;
            }

            return true;
        }));
    }
#endif

#if !MUTATION // random
    [Fact]
    public void Any_text_is_a_pattern_that_parses_again_or_results_in_a_reason() => Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), text =>
    {
        if (!PolicyBuilder.TryReadPattern(text, out var pattern, out var problem)) return problem.Length > 0;
        return PolicyBuilder.Build(PolicyMode.Enforce, [pattern], 604800).Mx.Single() == pattern;
    }).QuickCheckThrowOnFailure();
#endif
}
