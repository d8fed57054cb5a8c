using System;
using System.Linq;
using MtaSts.Policies;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Policies;

/// <summary>Policies with damage from copying, pasting and other programs, and with mistakes from guides.</summary>
public class PastedPolicyTests
{
    [Theory]
    [InlineData("version: STSv1\\nmode: testing\\nmx: a.test\\nmax_age: 86400\\n", 1, 15, "'\\n'", "a literal line break")]
    [InlineData("version: STSv1\\r\\nmode: testing\\r\\nmx: a.test\\r\\nmax_age: 86400", 1, 15, "'\\r\\n'", "literal CRLF")]
    [InlineData("version: STSv1`nmode: testing`nmx: a.test`nmax_age: 86400", 1, 15, "'`n'", "PowerShell's line break in single quotes")]
    [InlineData("version: STSv1<br>mode: testing<br>mx: a.test<br>max_age: 86400", 1, 15, "'<br>'", "HTML's line break")]
    [InlineData("version: STSv1\r\r\nmode: testing\r\r\nmx: a.test\r\r\nmax_age: 86400\r\r\n", 1, 15, "CR CR LF", "CR CR LF")]
    [InlineData("version: STSv1\r\r\r\nmode: testing\r\r\r\nmx: a.test\r\r\r\nmax_age: 86400", 1, 15, "CR CR LF", "one more CR with each program")]
    [InlineData("version: STSv1rnmode: testingrnmx: a.testrnmax_age: 86400", 1, 15, "one line", "separated by the rn of lost line breaks")]
    [InlineData("version: STSv1 | mode: testing | mx: a.test | max_age: 86400", 1, 15, "one line", "a row of a table")]
    [InlineData("version: STSv1 mode: testing mx: a.test max_age: 86400", 1, 15, "one line", "everything on one line")]
    [InlineData("version: STSv1; mode: testing; mx: a.test; max_age: 86400", 1, 15, "one line", "separated by semicolons")]
    [InlineData("version: STSv1, mode: testing, mx: a.test, max_age: 86400", 1, 15, "one line", "separated by commas")]
    [InlineData("version: STSv1mode: testingmx: a.testmax_age: 86400", 1, 15, "one line", "without separators")]
    [InlineData("version: STSv1nmode: testingnmx: a.testnmax_age: 86400", 1, 15, "one line", "separated by the n of lost line breaks")]
    [InlineData("version: STSv1\nmode: testing mx: a.test\nmax_age: 86400\n", 2, 14, "one line", "two keys on one line")]
    [InlineData("version: STSv1\nmode: testing\nnmx: a.test\nmax_age: 86400\n", 3, 1, "left over from a line break", "nmx")]
    [InlineData("version: STSv1\nnmode: testing\nnmx: a.test\nnmax_age: 86400\n", 2, 1, "left over from a line break", "an n before each key")]
    [InlineData("version:\u00A0STSv1\nmode:\u00A0testing\nmx:\u00A0a.test\nmax_age:\u00A086400\n", 1, 9, "non-breaking space", "non-breaking spaces")]
    [InlineData("version\uFF1A STSv1\nmode\uFF1A testing\nmx\uFF1A a.test\nmax_age\uFF1A 86400\n", 1, 8, "looks like ':'", "full-width colons")]
    [InlineData("\u201Cversion: STSv1\nmode: testing\nmx: a.test\nmax_age: 86400\u201D\n", 1, 1, "typographic quote", "typographic quotes around it")]
    [InlineData(
        "version: \u201CSTSv1\u201D\nmode: \u201Ctesting\u201D\nmx: a.test\nmax_age: 86400\n", 1, 10, "typographic quote", "typographic quotes around values")]
    [InlineData("version: STSv1\nmode: testing\nmx: a\u2013b.test\nmax_age: 86400\n", 3, 6, "where a hyphen belongs", "a dash")]
    [InlineData("version: STSv1\nmode: testing\nmx: a.test\u200B\nmax_age: 86400\n", 3, 11, "invisible", "a zero-width space")]
    [InlineData("version:&nbsp;STSv1\nmode:&nbsp;testing\nmx: a.test\nmax_age: 86400\n", 1, 9, "'&nbsp;'", "HTML")]
    [InlineData("\"version: STSv1\\nmode: testing\\nmx: a.test\\nmax_age: 86400\\n\"", 1, 1, "quotes", "a JSON string")]
    [InlineData("\"version: STSv1\",\n\"mode: testing\",\n\"mx: a.test\",\n\"max_age: 86400\"\n", 1, 1, "quotes", "the lines of a JSON array")]
    [InlineData("- version: STSv1\n- mode: testing\n- mx: a.test\n- max_age: 86400\n", 1, 1, "list", "a list")]
    [InlineData("> version: STSv1\n> mode: testing\n> mx: a.test\n> max_age: 86400\n", 1, 1, "list or a quotation", "quoted in a mail")]
    [InlineData("```text\nversion: STSv1\nmode: testing\nmx: a.test\nmax_age: 86400\n```\n", 1, 1, "Markdown", "a code block of Markdown")]
    [InlineData("version = STSv1\nmode = testing\nmx = a.test\nmax_age = 86400\n", 1, 1, "no ':'", "equals signs")]
    [InlineData("    version: STSv1\n    mode: testing\n    mx: a.test\n    max_age: 86400\n", 1, 1, "begins with white space", "an indented block")]
    [InlineData("version: STSv1\n\nmode: testing\n\nmx: a.test\n\nmax_age: 86400\n", 2, 1, "blank line", "a blank line between all lines")]
    public void An_artifact_is_reported_once_and_the_policy_after_it_is_read(string text, int line, int column, string words, string reason)
    {
        var policy = PolicyParser.Parse(text);
        Assert.False(policy.IsValid, reason);
        var errors = policy.Findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        Assert.True(errors.Count <= 2 && (errors.Count == 1 || text[0] == '"'), $"{reason}: {policy.Findings}");
        Assert.Contains(errors, f => f.Message.Contains(words, StringComparison.Ordinal) && (f.Line, f.Column) == (line, column));
        Assert.Equal((PolicyMode.Testing, 86400L), (policy.Mode, policy.MaxAge));
        Assert.Single(policy.Mx);
        Assert.Equal(text, policy.Text);
        FindingRules.Hold(text, policy.IsValid, policy.Findings);
    }

    [Theory]
    [InlineData("version: STSv1\n\nmode: testing\nmx: a.test\nmax_age: 86400\n \t\r\n\n", 2, "There is a blank line.", "one, apart from those at the end")]
    [InlineData("version: STSv1\n mode: testing\nmx: a.test\nmax_age: 86400\n", 2, "The line begins with white space.", "one indented line")]
    [InlineData("HTTP/1.1 200 OK\r\nServer: nginx", 1, "The line has no ':': 'HTTP/1.1 200 OK'.", "headers without a body")]
    public void What_occurs_once_is_reported_at_its_line(string text, int line, string message, string reason) => Assert.True(
        PolicyParser.Parse(text).Findings.Any(f => f.Line == line && f.Message == message), $"{reason}: {PolicyParser.Parse(text).Findings}");

    [Fact]
    public void A_fault_after_an_artifact_is_reported_at_its_own_position()
    {
        var policy = PolicyParser.Parse("version: STSv1\\nmode: Testing\\nmx: a.test\\nmax_age: 86400");
        Assert.Equal(["Policy.Syntax 15", "Policy.Mode 23"], policy.Findings.Select(f => FormattableString.Invariant($"{f.Id} {f.Column}")));
    }

    [Theory]
    [InlineData(
        "version: STSv1\nmode: Testing\nmx: a.test\nmax_age: 1\nx_note: \u201Cours\u201D \u2013 the team's\n", "a note may have typographic characters")]
    [InlineData("version: STSv1\nmode: Testing\nmx: a.test\nmax_age: 1\nx_note: a\\nb &amp; c\n", "any other content")]
    public void Harmless_deviations_are_not_reported(string text, string reason)
    {
        var policy = PolicyParser.Parse(text);
        Assert.True("Policy.Mode" == Assert.Single(policy.Findings, f => f.Severity == FindingSeverity.Error).Id, reason);
    }

    [Fact]
    public void A_key_with_the_rest_of_a_line_break_is_a_warning_where_the_policy_works_without_it()
    {
        var policy = PolicyParser.Parse("version: STSv1\nmode: testing\nmx: a.test\nnmx: b.test\nmax_age: 86400\n");
        Assert.True(policy.IsValid);
        var finding = Assert.Single(policy.Findings);
        Assert.Equal((FindingSeverity.Warning, 4), (finding.Severity, finding.Line));
        Assert.Contains("'nmx' is not 'mx': the 'n' is left over from a line break written as '\\n'", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*.google.com", "aspmx.l.google.com", "mx: *.aspmx.l.google.com", "the pattern in guides for Google Workspace")]
    [InlineData("*.google.com|*.googlemail.com", "aspmx.l.google.com", "mx: smtp.google.com", "the other pattern in guides")]
    [InlineData("mail.protection.outlook.com", "'*.' is missing", "mx: *.mail.protection.outlook.com", "Microsoft 365 without '*.'")]
    [InlineData("MAIL.protection.outlook.com", "'*.' is missing", "mx: *.mail.protection.outlook.com", "in capitals")]
    [InlineData("*.mx.microsoft", "contoso-com.a-v1.mx.microsoft", "mx: *.a-v1.mx.microsoft", "Microsoft 365 with DNSSEC")]
    [InlineData("*.microsoft", "contoso-com.a-v1.mx.microsoft", "mx: *.a-v1.mx.microsoft", "a top-level domain")]
    [InlineData("mx.microsoft", "are below it", "mx: *.a-v1.mx.microsoft", "without '*.'")]
    [InlineData("a-v1.mx.microsoft", "are below it", "mx: *.a-v1.mx.microsoft", "a middle part of a host name")]
    [InlineData("*.outlook.com", "Microsoft 365", "mx: *.mail.protection.outlook.com", "several labels too few")]
    [InlineData("*.protection.outlook.com", "Microsoft 365", "mx: *.mail.protection.outlook.com", "a label too few")]
    [InlineData("*.contoso-com.mail.protection.outlook.com", "not that host itself", "mx: contoso-com.mail.protection.outlook.com", "a label too many")]
    [InlineData("*.cloudflare.net", "Cloudflare", "mx: *.mx.cloudflare.net", "another provider")]
    [InlineData("mx.cloudflare.net", "'*.' is missing", "mx: *.mx.cloudflare.net", "another provider without '*.'")]
    public void A_pattern_known_to_be_wrong_is_a_warning_with_the_correct_lines(string patterns, string cause, string right, string reason)
    {
        var text = "version: STSv1\nmode: enforce\n" + string.Concat(patterns.Split('|').Select(p => $"mx: {p}\n")) + "max_age: 604800\n";
        var policy = PolicyParser.ParseAlone(text);
        Assert.True(policy.IsValid, reason);
        var finding = Assert.Single(policy.Findings);
        Assert.Equal((FindingSeverity.Warning, "Policy.Mx", 3, 5), (finding.Severity, finding.Id, finding.Line, finding.Column));
        Assert.Contains(cause, finding.Message, StringComparison.Ordinal);
        Assert.Contains(right, finding.Fix, StringComparison.Ordinal);
        FindingRules.Hold(text, policy.IsValid, policy.Findings);

        // A fetched policy is checked against the domain's MX records.
        Assert.Empty(PolicyParser.Parse(text).Findings);
    }

    [Fact]
    public void Patterns_known_to_be_wrong_are_found_at_their_lines_and_in_order() => Assert.Equal(
        ["5:7", "6:5"],
        PolicyParser.ParseAlone("version: STSv1\nx_note: *.google.com\nmode: enforce\nmx: a.test\nmx:   *.google.com\nmx: mx.microsoft\nmax_age: 604800\n")
            .Findings.Where(f => f.Severity == FindingSeverity.Warning).Select(f => FormattableString.Invariant($"{f.Line}:{f.Column}")));

    [Fact]
    public void Findings_have_columns_when_all_lines_are_joined() =>
        Assert.Equal(
            ["Policy.Syntax 15", "Policy.Mx 36"],
            PolicyParser.ParseAlone("version: STSv1\\nmode: testing\\nmx: *.google.com\\nmax_age: 86400").Findings.Select(
                f => FormattableString.Invariant($"{f.Id} {f.Column}")));

    [Theory]
    [InlineData("smtp.google.com", "the new host of Google Workspace")]
    [InlineData("aspmx.l.google.com|*.aspmx.l.google.com|*.googlemail.com", "the older hosts")]
    [InlineData("*.google.com|aspmx.l.google.com|*.aspmx.l.google.com", "an unnecessary pattern beside the correct ones")]
    [InlineData("*.mail.protection.outlook.com", "Microsoft 365")]
    [InlineData("contoso-com.mail.protection.outlook.com", "its exact host")]
    [InlineData("*.a-v1.mx.microsoft", "Microsoft 365 with DNSSEC")]
    [InlineData("contoso-com.a-v1.mx.microsoft", "its exact host with DNSSEC")]
    [InlineData("*.mx.microsoft|*.a-v1.mx.microsoft", "an unnecessary pattern beside the correct one")]
    [InlineData("*.microsoft|*.a-v1.mx.microsoft", "another unnecessary one")]
    [InlineData("*.outlook.com|*.mail.protection.outlook.com", "another unnecessary one")]
    [InlineData("*.mx.cloudflare.net", "Cloudflare")]
    [InlineData("*.contoso.com|mail.contoso.com", "your own server")]
    [InlineData("*.com", "hosts of no known provider")]
    public void A_correct_pattern_is_not_a_trap(string patterns, string reason) =>
        Assert.True(
            0 == PolicyParser.ParseAlone(
                "version: STSv1\nmode: enforce\n" + string.Concat(patterns.Split('|').Select(p => $"mx: {p}\n")) + "max_age: 604800\n").Findings.Count,
            reason);

    [Fact]
    public void Any_text_is_a_policy_or_results_in_an_error_and_nothing_throws() => Any.Hold(
        FsCheck.Fluent.Gen.OneOf(
            Any.Text,
            Any.Of(16, "version", ":", " STSv1", "\n", "\\n", "\r\r\n", "n", "mode: testing", "mx", ": a.test", "max_age: 1", "\u00A0", "\u201C", "\"", "- ",
                "  ", "=", "```", "&nbsp;", "\u2013", ";", "*.google.com", "<br>", "\uFEFF")),
        text =>
        {
            var policy = PolicyParser.ParseAlone(text);
            FindingRules.Hold(text, policy.IsValid, policy.Findings);
            Assert.Equal(policy.IsValid, PolicyParser.Parse(text).IsValid);
            Assert.Equal(text, policy.Text);
        },
        3000);

#if !MUTATION // takes seconds
    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("\n ")]
    [InlineData("\r\r\n")]
    [InlineData("\r")]
    [InlineData("mx ")]
    [InlineData("mx:")]
    [InlineData("mx: a\n")]
    [InlineData("\"\n")]
    [InlineData("&")]
    [InlineData("- ")]
    [InlineData("``` \n")]
    [InlineData("\\n")]
    [InlineData("version=1 ")]
    public void A_long_text_costs_only_a_little_more_than_a_short_one(string piece)
    {
        var text = "x" + string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length)) + "x";
        Assert.InRange(PolicyParser.ParseAlone(text).Findings.Count, 1, 120);
    }
#endif
}
