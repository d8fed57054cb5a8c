using System;
using System.Linq;
using System.Text;
using MtaSts.Policies;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Policies;

public class PolicyParserTests
{
    private const string Good = "version: STSv1|mode: enforce|mx: mail.example.com|mx: *.example.net|max_age: 123456|";

    [Theory]
    [InlineData("version: STSv1|mode: enforce|mx: mail.example.com|mx: *.example.net|mx: backupmx.example.com|max_age: 604800", "the RFC's example")]
    [InlineData(Good, "with a line end at the end")]
    [InlineData("version:STSv1|mode:testing|mx:a|max_age:1|", "no space after the colon")]
    [InlineData("version: \tSTSv1 |mode: none\t|max_age:  1  |", "white space around values (*WSP after a field)")]
    [InlineData("max_age: 1|mx: a.test|mode: enforce|version: STSv1|", "another order")]
    [InlineData("version: STSv1|mode: none|max_age: 86400|", "mode none needs no mx")]
    [InlineData("version: STSv1|mode: none|mx: a.test|max_age: 86400|", "mode none may have an mx")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 31557600|", "the largest max_age")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 0000000001|", "ten digits")]
    [InlineData(
        "version: STSv1|mode: enforce|mx: a.test|max_age: 1|x_owner: the IT team, bücher: 1|", "an extension; its value may have spaces, colons and UTF-8")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|a2345678901234567890123456789012: 1|", "an extension's key of 32 characters")]
    [InlineData("version: STSv1|mode: enforce|mx: MAIL.example.com|max_age: 1|", "upper case in an mx")]
    [InlineData("version: STSv1|mode: enforce|mx: xn--bcher-kva.example|max_age: 1|", "an A-label")]
    [InlineData("version: STSv1|mode: enforce|mx: 1|max_age: 1|", "only digits are a name and not an IPv4 address")]
    public void A_good_policy_is_accepted(string lines, string reason)
    {
        foreach (var end in new[] { "\r\n", "\n" })
        {
            var text = lines.Replace("|", end);
            var policy = PolicyParser.Parse(text);
            Assert.True(policy.IsValid, $"{reason}: {policy.Findings}");
            Assert.All(policy.Findings, f => Assert.Equal(FindingSeverity.Info, f.Severity));

            // The string form has no final line end, because Set-Content and Out-File add one.
            Assert.Equal(("STSv1", text, text.TrimEnd('\r', '\n')), (policy.Version, policy.Text, policy.ToString()));
        }
    }

    [Theory]
    [InlineData("version: STSv1|version: STSv2|mode: enforce|mx: a.test|max_age: 1|", "Policy.Version", 2, 1, "version twice: the first counts")]
    [InlineData("version: STSv1|mode: enforce|mode: none|mx: a.test|max_age: 1|", "Policy.Mode", 3, 1, "mode twice")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|max_age: x|", "Policy.MaxAge", 5, 1, "max_age twice")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|mx: A.test|max_age: 1|", "Policy.Hygiene", 4, 1, "the same mx twice")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 0|", "Policy.MaxAge", 4, 10, "max_age 0")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1||", "Policy.Hygiene", 5, 1, "a blank line at the end")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|  |", "Policy.Hygiene", 5, 1, "white space at the end")]
    [InlineData("version: STSv1|mode: enforce|mx: 192.0.2.1|max_age: 1|", "Policy.Mx", 3, 5, "an IP address")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|maxage: 2|", "Policy.Syntax", 5, 1, "a key similar to max_age")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|MX: b.test|", "Policy.Syntax", 5, 1, "a key in capitals")]
    public void A_doubtful_policy_is_accepted_with_a_warning(string lines, string id, int line, int column, string reason)
    {
        var policy = PolicyParser.Parse(lines.Replace("|", "\r\n"));
        FindingRules.AssertWarned(policy.IsValid, policy.Findings, id, line, column, reason);
        Assert.Equal(PolicyMode.Enforce, policy.Mode);
    }

    [Theory]
    [InlineData("10 mail.contoso.test", "'mx: mail.contoso.test'")]
    [InlineData("10 mail.contoso.test.", "'mx: mail.contoso.test'")]
    [InlineData("https://mail.contoso.test", "'mx: mail.contoso.test'")]
    [InlineData("https://mail.contoso.test:443/path", "'mx: mail.contoso.test'")]
    [InlineData("mail.contoso.test.", "'mx: mail.contoso.test'")]
    [InlineData("*.contoso.test.", "'mx: *.contoso.test'")]
    [InlineData("mail.contoso.test:25", "'mx: mail.contoso.test'")]
    [InlineData("bücher.test", "'mx: xn--bcher-kva.test'")]
    [InlineData("a.test, b.test", "'mx: a.test', 'mx: b.test', each on its own line")]
    [InlineData("a.test;b.test	c.test", "'mx: a.test', 'mx: b.test', 'mx: c.test', each on its own line")]
    [InlineData("<mail.contoso.test>", "'mx: mail.contoso.test'")]
    [InlineData("[mail.contoso.test]", "'mx: mail.contoso.test'")]
    [InlineData("\"mail.contoso.test\"", "'mx: mail.contoso.test'")]
    [InlineData("mail.contoso.test/path", "'mx: mail.contoso.test'")]
    [InlineData("10, mail.contoso.test", "'mx: mail.contoso.test'")] // a preference, whatever is between
    public void The_fix_of_an_mx_value_contains_the_host_that_was_meant(string value, string lines) =>
        Assert.Contains(
            PolicyParser.Parse($"version: STSv1\nmode: enforce\nmx: {value}\nmax_age: 86400\n").Findings,
            f => f.Id == "Policy.Mx" && f.Fix == $"Write {lines}.");

    [Theory]
    [InlineData("10 20 mail.contoso.test", "only the first number is a preference")]
    [InlineData("mail.contoso.test:smtp", "not a port")]
    [InlineData("mail.contoso.test:", "no port")]
    [InlineData(":25", "no host")]
    [InlineData("/mail.contoso.test", "no host before the path")]
    [InlineData("://mail.contoso.test", "no scheme")]
    [InlineData("mail.contoso.test mail_1.contoso.test", "one of two is not valid")]
    [InlineData("mail.contoso.test, the backup", "words")]
    [InlineData("https://localhost/", "one label is hardly what was meant")]
    [InlineData("https://192.0.2.1/", "an address")]
    [InlineData(",;", "nothing")]
    public void The_fix_of_an_mx_value_that_means_no_host_says_what_to_write(string value, string reason) => Assert.True(
        PolicyParser.Parse($"version: STSv1\nmode: enforce\nmx: {value}\nmax_age: 86400\n").Findings.Any(
            f => f.Id == "Policy.Mx" && f.Fix == "Write one host name, or '*.' and a domain, per line, as the domain's MX records need."),
        reason);

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)] // a text, not a list of hosts
    public void A_list_of_hosts_is_taken_apart_up_to_ten(int count, bool isListed)
    {
        var hosts = string.Join(", ", Enumerable.Range(0, count).Select(i => $"mx{i}.test"));
        var fix = Assert.Single(PolicyParser.Parse($"version: STSv1\nmode: enforce\nmx: {hosts}\nmax_age: 86400\n").Findings).Fix;
        Assert.Equal(isListed, fix.EndsWith("'mx: mx9.test', each on its own line.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("v", "version")]
    [InlineData("VERSION", "version")]
    [InlineData("ver-sion", "version")]
    [InlineData("m.o_d e", "mode")]
    [InlineData("\"mode\"", "mode")]
    [InlineData("MXs", "mx")]
    [InlineData("mx-host", "mx")]
    [InlineData("mx_record", "mx")]
    [InlineData("max-ages", "max_age")]
    [InlineData("age", "max_age")]
    [InlineData("nmx", "mx")] // the rest of a line break
    [InlineData("rnmax_age", "max_age")]
    [InlineData("nMax-Age", null)]
    [InlineData("xmx", null)]
    [InlineData("rxmx", null)]
    [InlineData("nnmx", null)]
    [InlineData("n", null)]
    [InlineData("models", null)]
    [InlineData("", null)]
    public void A_key_that_is_similar_to_a_known_one_was_probably_meant(string key, string? meant) => Assert.Equal(meant, UnknownKey.Meant(key));

    [Theory]
    [InlineData("a b~c", true)]
    [InlineData("\u00A0\u00E9", true)]
    [InlineData("a\tb", false)]
    [InlineData("a\u007Fb", false)]
    [InlineData("a\u0080b", false)]
    [InlineData("a\u009Fb", false)]
    public void The_value_of_an_extension_has_no_control_character(string value, bool isValid) => Assert.Equal(
        isValid, PolicyParser.Parse($"version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 86400\nx: {value}\n").IsValid);

    [Fact]
    public void A_key_under_a_wrong_name_is_one_finding_that_keeps_the_value()
    {
        var policy = PolicyParser.Parse("version: STSv1\nmode: enforce\nmx: a.test\nmax-age: 604800\n");
        var finding = Assert.Single(policy.Findings);
        Assert.Equal(("Policy.MaxAge", FindingSeverity.Error, "Write 'max_age: 604800'."), (finding.Id, finding.Severity, finding.Fix));
        Assert.Equal((false, 604800L), (policy.IsValid, policy.MaxAge));
    }

    [Theory]
    [InlineData("Version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 1\n", "Policy.Version: 'Version' is not 'version': keys are written in lower case.")]
    [InlineData("version: STSv1\nmo-de: enforce\nmx: a.test\nmax_age: 1\n", "Policy.Mode: 'mo-de' is not 'mode': keys must be written exactly.")]
    [InlineData("version: STSv1\nmode: enforce\nMX: a.test\nmax_age: 1\n", "Policy.Mx: 'MX' is not 'mx': keys are written in lower case.")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.test\nAge: 1\n", "Policy.MaxAge: 'Age' is not 'max_age': keys must be written exactly.")]
    public void Each_key_under_a_wrong_name_is_read_all_the_same(string text, string finding)
    {
        var policy = PolicyParser.Parse(text);
        Assert.Equal([finding], policy.Findings.Select(f => $"{f.Id}: {f.Message}"));
        Assert.Equal(("STSv1", PolicyMode.Enforce, 1L, "a.test"), (policy.Version, policy.Mode, policy.MaxAge, policy.Mx.ToString()));
    }

    [Theory]
    [InlineData("Version: STSv2\nmode: enforce\nmx: a.test\nmax_age: 1\n", "The version is 'STSv2'.")]
    [InlineData("version: STSv1\nMode: Enforce\nmx: a.test\nmax_age: 1\n", "The mode is 'Enforce'.")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.test\nMax_age: 1 d\n", "max_age is '1 d', not 1 to 10 digits.")]
    [InlineData("version: STSv1\nmode: enforce\nMX: a\nMX: *\nmax_age: 1\n", "mx '*': '*' stands only for the whole left-most label")]
    public void The_value_of_a_key_under_a_wrong_name_may_have_a_fault_of_its_own(string text, string message) =>
        Assert.Contains(PolicyParser.Parse(text).Findings, f => f.Message.StartsWith(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("version: STSv1\nhello\n", "mode, max_age, mx")]
    [InlineData("mode: testing\nhello\n", "version, max_age, mx")]
    [InlineData("x: 1\n", "version, mode, max_age, mx")]
    [InlineData("Mode: testing\nMX: a.test\nhello\n", "version, max_age")]
    [InlineData("Mode: testing\nhello\n", "")] // hardly a policy: one finding says so
    [InlineData("hello\n", "")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.test\nmax-age:\n", "max_age")] // no value, so nothing was meant
    public void What_is_missing_is_named_where_the_text_is_meant_as_a_policy(string text, string missing) => Assert.Equal(
        missing,
        string.Join(", ", PolicyParser.Parse(text).Findings.Where(f => f.Message.EndsWith("' is missing.", StringComparison.Ordinal))
            .Select(f => f.Message.Split('\'')[1])));

    [Fact]
    public void A_missing_mx_is_a_line_for_each_host() => Assert.Equal(
        "Add one 'mx' line for each MX host of the domain.",
        Assert.Single(PolicyParser.Parse("version: STSv1\nmode: enforce\nmax_age: 1\n").Findings).Fix);

    [Fact]
    public void Of_a_repeated_field_the_first_counts_and_only_it_is_judged()
    {
        var policy = PolicyParser.Parse("version: STSv2\nversion: STSv1\nmode: enforce\nmx: a.test\nmx: A.test\nmax_age: 1\n");
        Assert.Equal(("STSv2", "a.test"), (policy.Version, policy.Mx.ToString()));
        Assert.Single(policy.Findings, f => f.Severity == FindingSeverity.Error);
    }

    [Theory]
    [InlineData("mode=enforce", "Write 'key: value', with a colon, not '='.")]
    [InlineData("hello", "Write the line as 'key: value', or remove it.")]
    [InlineData("=enforce", "Write the line as 'key: value', or remove it.")]
    public void The_fix_of_a_line_without_a_colon_fits_what_is_there(string line, string fix) => Assert.Equal(
        fix, PolicyParser.Parse($"version: STSv1\n{line}\nmx: a.test\nmax_age: 1\n").Findings.First(f => f.Line == 2).Fix);

    [Fact]
    public void A_leading_line_feed_is_one_blank_line()
    {
        var policy = PolicyParser.Parse("\nversion: STSv1\nmode: testing\nmx: a.test\nmax_age: 1\n");
        Assert.Equal(("There is a blank line.", 1), (Assert.Single(policy.Findings).Message, policy.Findings[0].Line));
        Assert.Equal(PolicyMode.Testing, policy.Mode);
    }

    [Fact]
    public void A_note_about_the_record_does_not_make_a_policy_a_record() =>
        Assert.Equal(PolicyMode.None, PolicyParser.Parse("version: STSv1\nmode: none\nx_note: v=STSv1; id=1\n").Mode);

    [Fact]
    public void A_wrong_name_beside_the_right_one_is_only_ignored()
    {
        var finding = Assert.Single(PolicyParser.Parse("version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 1\nmax-age: 604800\n").Findings);
        Assert.Equal(("Policy.Syntax", FindingSeverity.Warning), (finding.Id, finding.Severity));
    }

    [Theory]
    [InlineData("enforce", "", "Add a line such as 'max_age: 604800'.")]
    [InlineData("testing", "", "Add a line such as 'max_age: 86400'.")]
    [InlineData("enforce", "max_age: 0\n", "Write 'max_age: 604800'.")]
    [InlineData("testing", "max_age: 0\n", "Write 'max_age: 86400'.")]
    public void The_fix_of_a_max_age_fits_the_mode(string mode, string line, string fix) =>
        Assert.Equal(fix, PolicyParser.Parse($"{line}version: STSv1\nmode: {mode}\nmx: a.test\n").Findings.Single(f => f.Id == "Policy.MaxAge").Fix);

    [Theory]
    [InlineData("HTTP/2 200\r\ncontent-type: text/plain\r\n\r\n")]
    [InlineData("HTTP/1.1 200 Connection established\n\nHTTP/1.1 200 OK\nServer: x\n\n")]
    public void The_headers_of_an_http_answer_are_recognized(string headers)
    {
        var policy = PolicyParser.Parse(headers + "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 86400\n");
        Assert.Contains("curl -i", Assert.Single(policy.Findings).Message, StringComparison.Ordinal);
        Assert.Equal((false, PolicyMode.Enforce), (policy.IsValid, policy.Mode));
    }

    [Theory]
    [InlineData("", "Policy.Syntax", 1, 1, "empty", "nothing")]
    [InlineData(" |  |", "Policy.Syntax", 1, 1, "empty", "only white space")]
    [InlineData("<!DOCTYPE html>|<html></html>|", "Policy.Syntax", 1, 1, "HTML", "a web page")]
    [InlineData("{ \"version\": \"STSv1\" }", "Policy.Syntax", 1, 1, "This is JSON", "JSON")]
    [InlineData("[{ \"mode\": 1 }]", "Policy.Syntax", 1, 1, "This is JSON", "a JSON list")]
    [InlineData("v=STSv1; id=2026;", "Policy.Syntax", 1, 1, "DNS record of MTA-STS", "the DNS record")]
    [InlineData("_mta-sts 300 IN TXT \"v=STSv1; id=1;\"|", "Policy.Syntax", 1, 1, "DNS record of MTA-STS", "a line of a zone file")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@b.test", "Policy.Syntax", 1, 1, "TLS-RPT record", "the other record")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max-age: 1|", "Policy.MaxAge", 4, 1, "'max-age' is not 'max_age'", "a hyphen in max_age")]
    [InlineData("version: STSv1|Mode: enforce|mx: a.test|max_age: 1|", "Policy.Mode", 2, 1, "lower case", "a capital in a key")]
    [InlineData("version: STSv2|mode: enforce|mx: a.test|max_age: 1|", "Policy.Version", 1, 10, "'STSv2'", "another version")]
    [InlineData("version: stsv1|mode: enforce|mx: a.test|max_age: 1|", "Policy.Version", 1, 10, "'stsv1'", "the version in lower case")]
    [InlineData("version:|mode: enforce|mx: a.test|max_age: 1|", "Policy.Version", 1, 9, "''", "an empty version")]
    [InlineData("mode: enforce|mx: a.test|max_age: 1|", "Policy.Version", 3, 1, "'version' is missing", "no version")]
    [InlineData("version: STSv1|mx: a.test|max_age: 1|", "Policy.Mode", 3, 1, "'mode' is missing", "no mode")]
    [InlineData("version: STSv1|mode: Enforce|mx: a.test|max_age: 1|", "Policy.Mode", 2, 7, "'Enforce'", "the mode with a capital")]
    [InlineData("version: STSv1|mode: report|mx: a.test|max_age: 1|", "Policy.Mode", 2, 7, "'report'", "the term of an earlier draft")]
    [InlineData("version: STSv1|mode: enforce, testing|mx: a.test|max_age: 1|", "Policy.Mode", 2, 7, "enforce, testing", "two modes")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|", "Policy.MaxAge", 3, 1, "'max_age' is missing", "no max_age")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 31557601|", "Policy.MaxAge", 4, 10, "largest allowed value is 31557600", "one too many")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 9999999999|", "Policy.MaxAge", 4, 10, "largest", "ten nines")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 00000000001|", "Policy.MaxAge", 4, 10, "1 to 10 digits", "eleven digits")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: -1|", "Policy.MaxAge", 4, 10, "1 to 10 digits", "a negative number")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 7d|", "Policy.MaxAge", 4, 10, "1 to 10 digits", "a unit")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 604,800|", "Policy.MaxAge", 4, 10, "1 to 10 digits", "a comma")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: ٣|", "Policy.MaxAge", 4, 10, "1 to 10 digits", "an Arabic digit")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age:|", "Policy.MaxAge", 4, 9, "1 to 10 digits", "no number")]
    [InlineData("version: STSv1|mode: enforce|max_age: 1|", "Policy.Mx", 3, 1, "'mx' is missing", "no mx in enforce")]
    [InlineData("version: STSv1|mode: testing|max_age: 1|", "Policy.Mx", 3, 1, "'mx' is missing", "no mx in testing")]
    [InlineData("version: STSv1|mode: enforce|mx:|max_age: 1|", "Policy.Mx", 3, 4, "empty", "an empty mx")]
    [InlineData("version: STSv1|mode: enforce|mx: *|max_age: 1|", "Policy.Mx", 3, 5, "'*'", "only a star")]
    [InlineData("version: STSv1|mode: enforce|mx: *.|max_age: 1|", "Policy.Mx", 3, 5, "empty", "a star and a dot")]
    [InlineData("version: STSv1|mode: enforce|mx: *mail.test|max_age: 1|", "Policy.Mx", 3, 5, "'*'", "a star within a label")]
    [InlineData("version: STSv1|mode: enforce|mx: mail.*.test|max_age: 1|", "Policy.Mx", 3, 5, "'*'", "a star inside")]
    [InlineData("version: STSv1|mode: enforce|mx: *.*.test|max_age: 1|", "Policy.Mx", 3, 5, "'*'", "two stars")]
    [InlineData("version: STSv1|mode: enforce|mx: .mail.test|max_age: 1|", "Policy.Mx", 3, 5, "empty label", "a leading dot, as in an early draft")]
    [InlineData("version: STSv1|mode: enforce|mx: mail.test.|max_age: 1|", "Policy.Mx", 3, 5, "ends with a dot", "a final dot")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test, b.test|max_age: 1|", "Policy.Mx", 3, 5, "','", "a list")]
    [InlineData("version: STSv1|mode: enforce|mx: bücher.test|max_age: 1|", "Policy.Mx", 3, 5, "xn--bcher-kva.test", "a U-label")]
    [InlineData("version: STSv1|mode: enforce|mx: mail_1.test|max_age: 1|", "Policy.Mx", 3, 5, "'_'", "an underscore")]
    [InlineData("version: STSv1|mode: enforce|mx: -mail.test|max_age: 1|", "Policy.Mx", 3, 5, "hyphen", "a leading hyphen")]
    [InlineData("version: STSv1|mode: enforce|mx: a\u001b[31m.test|max_age: 1|", "Policy.Mx", 3, 5, "u001b", "an escape sequence")]
    [InlineData("\uFEFFversion: STSv1|mode: enforce|mx: a.test|max_age: 1|", "Policy.Hygiene", 1, 1, "byte order mark", "a byte order mark")]
    [InlineData("# our policy|version: STSv1|mode: enforce|mx: a.test|max_age: 1|", "Policy.Hygiene", 1, 1, "comment", "a comment")]
    [InlineData("version: STSv1|  ; policy|mode: enforce|mx: a.test|max_age: 1|", "Policy.Hygiene", 2, 1, "comment", "a comment with a semicolon")]
    [InlineData("// x|version: STSv1|mode: enforce|mx: a.test|max_age: 1|", "Policy.Hygiene", 1, 1, "comment", "a comment with slashes")]
    [InlineData("|version: STSv1|mode: enforce|mx: a.test|max_age: 1|", "Policy.Hygiene", 1, 1, "blank line", "a leading blank line")]
    [InlineData("version: STSv1|mode: enforce||mx: a.test|max_age: 1|", "Policy.Hygiene", 3, 1, "blank line", "a blank line inside")]
    [InlineData("version: STSv1|mode: enforce|  mx: a.test|max_age: 1|", "Policy.Hygiene", 3, 1, "begins with white space", "leading white space")]
    [InlineData("version : STSv1|mode: enforce|mx: a.test|max_age: 1|", "Policy.Hygiene", 1, 8, "before the colon", "a space before the colon")]
    [InlineData("version=STSv1|mode: enforce|mx: a.test|max_age: 1|", "Policy.Syntax", 1, 1, "no ':'", "an equals sign")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|hello|", "Policy.Syntax", 5, 1, "no ':'", "a line that is not a field")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|-x: y|", "Policy.Syntax", 5, 1, "not a valid key", "a key that begins with a hyphen")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|a b: y|", "Policy.Syntax", 5, 1, "not a valid key", "a key with a space")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|: y|", "Policy.Syntax", 5, 1, "not a valid key", "no key")]
    [InlineData(
        "version: STSv1|mode: enforce|mx: a.test|max_age: 1|a23456789012345678901234567890123: 1|", "Policy.Syntax", 5, 1, "not a valid key",
        "a key of 33 characters")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|x:|", "Policy.Syntax", 5, 3, "empty", "an extension without a value")]
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 1|x: a\u0001b|", "Policy.Syntax", 5, 4, "control character", "a control character")]
    public void A_bad_policy_is_rejected(string lines, string id, int line, int column, string words, string reason)
    {
        var policy = PolicyParser.Parse(lines.Replace("|", "\r\n"));
        FindingRules.AssertRejected(policy.IsValid, policy.Findings, id, line, column, reason);
        Assert.Contains(policy.Findings, f => f.Message.Contains(words, StringComparison.Ordinal));
        FindingRules.Hold(policy.Text, policy.IsValid, policy.Findings);
    }

    [Fact]
    public void Entries_after_a_fault_are_still_read()
    {
        var policy = PolicyParser.Parse("# x\r\nversion: STSv1\r\nmode: testing\r\nmx: a.test\r\nmx: *\r\nmax_age: 99999999999\r\n");
        Assert.Equal(("STSv1", PolicyMode.Testing, null, "a.test; *"), (policy.Version, policy.Mode, policy.MaxAge, policy.Mx.ToString()));
        Assert.True(policy.Covers("a.test"));
        Assert.False(policy.Covers("b.test"));
        Assert.Equal(3, policy.Findings.Count);
    }

    [Fact]
    public void Length_limits_of_patterns_are_exact_to_the_character()
    {
        var label = new string('a', 63);
        var longest = string.Join(".", label, label, label, new string('a', 61));
        Assert.True(With(longest).IsValid);
        Assert.True(With("*." + longest).IsValid);
        Assert.False(With(longest + "a").IsValid);
        Assert.False(With(label + "a.test").IsValid);

        static Policy With(string mx) => PolicyParser.Parse($"version: STSv1\nmode: enforce\nmx: {mx}\nmax_age: 1\n");
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_a_finding()
    {
        const string Text = "version: STSv1\r\nmode: enforce\r\nmx: a.test\r\nmax_age: 1\r\n";
        Assert.True(PolicyParser.Parse(Encoding.UTF8.GetBytes(Text)).IsValid);
        foreach (var encoding in new Encoding[] { Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            var utf16 = PolicyParser.Parse([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);
            FindingRules.AssertRejected(utf16.IsValid, utf16.Findings, "Policy.Syntax", 1, 1, "UTF-16");
            Assert.Equal(PolicyMode.Enforce, utf16.Mode);
            Assert.Single(utf16.Findings);
            Assert.False(PolicyParser.Parse(encoding.GetBytes(Text)).IsValid);
        }

        var withMark = PolicyParser.Parse([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Text)]);
        FindingRules.AssertRejected(withMark.IsValid, withMark.Findings, "Policy.Hygiene", 1, 1, "UTF-8 with a byte order mark");
        Assert.Single(withMark.Findings);
        var latin1 = PolicyParser.Parse([.. Encoding.ASCII.GetBytes(Text), .. "x: "u8, 0xE9, 0x0A]);
        FindingRules.AssertRejected(latin1.IsValid, latin1.Findings, "Policy.Syntax", 1, 1, "Latin-1");
        var withNul = PolicyParser.Parse([.. Encoding.ASCII.GetBytes(Text), 0]);
        Assert.False(withNul.IsValid);
        Assert.Contains(withNul.Findings, f => f.Message == "The file contains NUL bytes, so it is not text.");
        foreach (var half in new byte[][] { [0xFF], [0xFE], [0xFF, 0xFF], [0xFE, 0xFE] })
            Assert.Contains(PolicyParser.Parse(half).Findings, f => f.Message == "The file is not valid UTF-8.");
        Assert.Contains(PolicyParser.Parse([0xFF, 0xFE]).Findings, f => f.Message == "The file is in UTF-16, but senders read it as ASCII or UTF-8.");
    }

    [Fact]
    public void Null_is_misuse()
    {
        Assert.Throws<ArgumentNullException>(() => PolicyParser.Parse((string)null!));
        Assert.Throws<ArgumentNullException>(() => PolicyParser.Parse((byte[])null!));
    }

    [Theory]
    [InlineData("version: STSv1\rmode: enforce\rmx: a.test\rmax_age: 604800\r")]
    [InlineData("version: STSv1\rmode: enforce\rmx: a.test\rmax_age: 604800")]
    [InlineData("version: STSv1\rmode: enforce\rmx: a.test\rmax_age: 604800\r\n")] // a tool has put a line end behind the text
    [InlineData("version: STSv1\rmode: enforce\rmx: a.test\rmax_age: 604800\n\n")]
    [InlineData("\rversion: STSv1 mode: enforce")]
    public void CR_alone_between_the_lines_is_one_finding(string text) =>
        Assert.Equal(["The lines end in CR only."], PolicyParser.Parse(text).Findings.Select(f => f.Message));

    [Fact]
    public void A_file_with_a_fault_on_every_line_is_read_to_its_end()
    {
        var policy = PolicyParser.Parse(string.Concat(Enumerable.Repeat("x_a: 1\n", 5000)) + "mode: nonsense\n");
        FindingRules.Hold(policy.Text, policy.IsValid, policy.Findings);
        Assert.False(policy.IsValid);
        Assert.Equal(100, policy.Findings.Count(f => f.Unlisted == 0));
        Assert.Equal(5000, policy.Findings.Where(f => f.Severity == FindingSeverity.Info).Sum(f => Math.Max(1, f.Unlisted)));
        Assert.Contains("more findings of this check are not listed.", policy.Findings.Single(f => f.Unlisted > 0).Message, StringComparison.Ordinal);
    }
}
