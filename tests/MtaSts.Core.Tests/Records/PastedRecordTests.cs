using System;
using System.Linq;
using MtaSts.Records;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Records;

/// <summary>Records as people paste them: in the output of tools, with damage from copying and pasting.</summary>
public class PastedRecordTests
{
    private const string Zone = "as zone files and dig show it";
    private const string Tool = "output of a DNS tool";
    private const string Quoted = "is in quotes";
    private const string Setting = "configuration or JSON file";
    private const string Unquoted = "without quotes";

    [Theory]
    [InlineData("_mta-sts.contoso.com. 3600 IN TXT \"v=STSv1; id=1\"", Zone, "a zone line")]
    [InlineData("_mta-sts.contoso.com.\t3600\tIN\tTXT\t\"v=STSv1; id=1\"", Zone, "a line of dig, with tabs")]
    [InlineData("_mta-sts IN TXT \"v=STSv1; id=1\" ; the policy's id", Zone, "a comment after it")]
    [InlineData("_mta-sts TXT ( \"v=STSv1; \" \"id=1\" )", Zone, "several strings in parentheses")]
    [InlineData("@ 300 IN TXT \"v=STSv1; id=1\"", Zone, "the name of the zone")]
    [InlineData("IN TXT \"v=STSv1; id=1\"", Zone, "the name of the line before")]
    [InlineData("  3090 TXT \"v=STSv1; id=1\"", Zone, "a TTL without a name")]
    [InlineData("TXT \"v=STSv1; id=1\"", Zone, "only the type")]
    [InlineData("txt v=STSv1; id=1", Unquoted, "only the type, without quotes")]
    [InlineData("TXT {v=STSv1; id=1}", Tool, "a row of Resolve-DnsName without the name")]
    [InlineData("text = \"v=STSv1; id=1\"", Tool, "a part of nslookup's answer")]
    [InlineData("[ \"v=STSv1; \" \"id=1\" ]", Setting, "strings in brackets, without a comma")]
    [InlineData("_mta-sts.contoso.com. IN TXT (\r\n  \"v=STSv1; \" ; first\r\n  \"id=1\"\r\n)\r\n", Zone, "parentheses over lines")]
    [InlineData("_mta-sts.contoso.com. 300 IN TXT \"v=STSv1\\; id=1\"", Zone, "an older dig, which escapes the semicolon")]
    [InlineData("_mta-sts.contoso.com. 300 IN TXT \"v=STSv1\\059\\032id=1\"", Zone, "octets in decimal")]
    [InlineData(
        "; <<>> DiG 9.18 <<>> TXT _mta-sts.contoso.com\n;; ANSWER SECTION:\n_mta-sts.contoso.com. 300 IN TXT \"v=STSv1; id=1\"\n\n;; Query time: 9 msec\n",
        Zone, "the whole output of dig")]
    [InlineData(
        ";; ANSWER SECTION:\n_mta-sts.contoso.com. 300 IN CNAME policy.example.\npolicy.example. 300 IN TXT \"v=STSv1; id=1\"\n", Zone,
        "dig with a CNAME, whose target has any name")]
    [InlineData("_mta-sts.contoso.com\ttext =\n\n\t\"v=STSv1; id=1\"\n", Quoted, "nslookup of Windows")]
    [InlineData(
        "Server:  dns.contoso.com\nAddress:  192.0.2.53\n\nNon-authoritative answer:\n_mta-sts.contoso.com\ttext = \"v=STSv1; id=1\"\n", Tool, "nslookup")]
    [InlineData("_mta-sts.contoso.com descriptive text \"v=STSv1; id=1\"", Tool, "host")]
    [InlineData(
        "Name                 Type TTL  Section Strings\n----                 ---- ---  ------- -------\n_mta-sts.contoso.com TXT  3600 Answer  {v=STSv1; "
            + "id=1}\n",
        Tool, "the table of Resolve-DnsName")]
    [InlineData("Name : _mta-sts.contoso.com\nType : TXT\nStrings : {v=STSv1; id=1}\n", Tool, "the list of Resolve-DnsName")]
    [InlineData("{v=STSv1; id=1}", Tool, "Strings of Resolve-DnsName")]
    [InlineData("\"v=STSv1; id=1\"", Quoted, "dig +short")]
    [InlineData("\"v=STSv1; \" \"id=1\"\n", Quoted, "dig +short with two strings")]
    [InlineData("\"\\\"v=STSv1; id=1\\\"\"", Quoted, "quoted twice")]
    [InlineData("\"data\": \"v=STSv1; id=1\"", Setting, "JSON")]
    [InlineData("{ \"name\": \"_mta-sts.contoso.com.\", \"type\": 16, \"data\": \"\\\"v=STSv1; id=1\\\"\" }", Setting, "an answer of DNS over HTTPS")]
    [InlineData("records = [\"v=STSv1; id=1\"]", Setting, "Terraform")]
    [InlineData("_mta-sts TXT v=STSv1; id=1", Unquoted, "a row of a DNS panel")]
    [InlineData("_mta-sts.contoso.com. 3600 IN TXT v=STSv1; id=1", Unquoted, "a zone line without quotes")]
    [InlineData(
        "{\"Status\":0,\"Answer\":[{\"name\":\"_mta-sts.a.test\",\"type\":16,\"data\":\"\\\"v=STSv1; id=1\\\"\"}]}", Setting, "DNS over HTTPS")]
    [InlineData("{\"Answer\":[{\"name\":\"_mta-sts.a.test.\",\"type\":16,\"TTL\":300,\"data\":\"v=STSv1; id=1\"}]}", Setting, "without quotes inside")]
    [InlineData(
        "{\"Answer\":[{\"name\":\"_mta-sts.a.test\",\"type\":5,\"data\":\"b.test.\"},"
            + "{\"name\":\"b.test\",\"type\":16,\"data\":\"\\\"v=STSv1;\\\" \\\" id=1\\\"\"}]}",
        Setting, "a CNAME before it, and two strings")]
    [InlineData("{\"Name\":\"_mta-sts.a.test\",\"Strings\":[\"v=STSv1;\",\" id=1\"],\"TTL\":300}", Setting, "Resolve-DnsName | ConvertTo-Json")]
    [InlineData("{\"ResourceRecords\":[{\"Value\":\"\\\"v=STSv1; id=1\\\"\"}]}", Setting, "Route 53")]
    [InlineData("{\"result\":[{\"type\":\"TXT\",\"content\":\"v\\u003dSTSv1; id=1\"}]}", Setting, "an escaped character")]
    [InlineData("[{\"value\":[\"v=STSv1; id=1\"]}]", Setting, "az network dns record-set txt")]
    public void The_value_inside_is_read_and_one_finding_reports_it(string text, string words, string reason)
    {
        var record = StsRecordParser.ParsePasted(text);
        Assert.True(record.IsValid, $"{reason}: {record.Findings}");
        Assert.Equal(("v=STSv1; id=1", "1"), (record.Text, record.Id));
        var finding = Assert.Single(record.Findings);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.Contains("'v=STSv1; id=1'", finding.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_smtp._tls.contoso.com. 3600 IN TXT \"v=TLSRPTv1; rua=mailto:a@contoso.com\"", Zone, "a zone line")]
    [InlineData("\"v=TLSRPTv1; rua=mailto:a@contoso.com\"", Quoted, "dig +short")]
    [InlineData("_smtp._tls TXT v=TLSRPTv1; rua=mailto:a@contoso.com", Unquoted, "a row of a DNS panel")]
    public void The_value_inside_is_also_read_for_TLS_RPT(string text, string words, string reason)
    {
        var record = TlsRptRecordParser.ParsePasted(text);
        Assert.True(record.IsValid, $"{reason}: {record.Findings}");
        Assert.Equal("mailto:a@contoso.com", record.Rua.ToString());
        Assert.Contains(words, Assert.Single(record.Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mta-sts.contoso.com. 300 IN TXT \"v=STSv1; id=1\"", "The record's name is 'mta-sts.contoso.com.'", "the name of the policy host")]
    [InlineData("_mta_sts.contoso.com. 300 IN TXT \"v=STSv1; id=1\"", "The record's name is '_mta_sts.contoso.com.'", "an underscore for the hyphen")]
    [InlineData("3a IN TXT \"v=STSv1; id=1\"", "The record's name is '3a'", "a name that begins with a digit")]
    [InlineData("mta-sts.contoso.com text = \"v=STSv1; id=1\"", "The record's name is 'mta-sts.contoso.com'", "nslookup at another name")]
    [InlineData("mta-sts.contoso.com TXT 3600 Answer {v=STSv1; id=1}", "The record's name is 'mta-sts.contoso.com'", "Resolve-DnsName at another name")]
    [InlineData("contoso.com. TXT \"v=spf1 -all\"\n_mta-sts.contoso.com. TXT \"v=STSv1; id=1\"", "2 TXT records", "another record before it")]
    [InlineData("_mta-sts.contoso.com 300 IN TXT \"v=STSv1; id=1\"", "has no dot at the end", "a zone file would double the name")]
    [InlineData("_mta-sts.contoso.com. TXT \"v=STSv1; id=1\"\n_mta-sts.fabrikam.com. TXT \"v=STSv1; id=2\"", "2 TXT records", "two records")]
    public void Further_faults_are_also_reported(string text, string words, string reason)
    {
        var record = StsRecordParser.ParsePasted(text);
        Assert.True(record.IsValid, reason);
        Assert.Equal(2, record.Findings.Count);
        Assert.Contains(words, record.Findings.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_mta-sts.contoso.com. TXT \"v=spf1 -all\"", "SPF", "another record in the line")]
    [InlineData("_mta-sts.contoso.com. TXT \"v=STSv1; id=2026-01-01\"", "'-'", "a fault in the value")]
    [InlineData("\"v=STSv1; id=1", "quote", "one quote only")]
    [InlineData("x \"v=STSv1; id=1\"", "does not begin", "a word before it, which is not a setting")]
    [InlineData("{v=STSv1; id=1} x", "does not begin", "something after the braces")]
    [InlineData("}v=STSv1; id=1{", "does not begin", "braces in the wrong order")]
    [InlineData("Strings {v=STSv1; id=1}", "does not begin", "a label without a colon")]
    [InlineData("Other : {v=STSv1; id=1}", "does not begin", "a label of something else")]
    [InlineData("Server: dns.contoso.com", "does not begin", "nslookup without an answer")]
    [InlineData("", "empty", "nothing")]
    [InlineData("\\", "does not begin with", "a backslash alone")]
    [InlineData("\\x", "does not begin with", "a backslash that no quote follows")]
    [InlineData("{\"Status\":3,\"Question\":[{\"name\":\"_mta-sts.a.test\",\"type\":16}]}", "does not begin with", "DNS over HTTPS without an answer")]
    [InlineData("{\"Answer\":[{\"type\":16,\"data\":\"\\\"v=spf1 -all\\\"\"}]}", "SPF", "DNS over HTTPS with another record")]
    public void A_bad_value_remains_invalid(string text, string words, string reason)
    {
        var record = StsRecordParser.ParsePasted(text);
        Assert.False(record.IsValid, reason);
        Assert.Contains(words, Assert.Single(record.Findings, f => f.Severity == FindingSeverity.Error).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v=STSv1; id=1&nbsp;")]
    [InlineData("v=STSv1; id=1\u00a0")]
    [InlineData("\"v=STSv1; id=1 \"")]
    public void What_to_publish_has_no_white_space_at_its_end(string text) =>
        Assert.Contains(StsRecordParser.ParsePasted(text).Findings, finding => finding.Fix.EndsWith("Publish: 'v=STSv1; id=1'", StringComparison.Ordinal));

    [Theory]
    [InlineData("_mta-sts TXT v=STSv1; id=1", "In a DNS panel enter the value alone; in a zone file put it in double quotes. Publish: 'v=STSv1; id=1'")]
    [InlineData("\"v=STSv1; id=1\"", "In a DNS panel enter the value alone, without quotes. Publish: 'v=STSv1; id=1'")]
    [InlineData("\"v=STSv1; id=1-2\"", "In a DNS panel enter the value alone, without quotes.")] // not to be published
    public void The_fix_says_how_to_enter_the_value(string text, string fix) => Assert.Equal(fix, StsRecordParser.ParsePasted(text).Findings[0].Fix);

    [Theory]
    [InlineData("v=TLSRPTv1\\; rua=mailto:a@contoso.com", true)]
    [InlineData("v=TLSRPTv1\\; rua=a@contoso.com", false)] // another fault is left
    public void What_to_publish_is_said_of_a_pasted_record_that_can_be_corrected(string text, bool isSaid)
    {
        Assert.Equal(isSaid, TlsRptRecordParser.ParsePasted(text).Findings.Any(f => f.Fix.Contains("Publish: 'v=TLSRPTv1; ", StringComparison.Ordinal)));
        Assert.DoesNotContain(TlsRptRecordParser.Parse(text).Findings, f => f.Fix.Contains("Publish:", StringComparison.Ordinal)); // it is published
        Assert.DoesNotContain(StsRecordParser.Parse("v=STSv1\\; id=1").Findings, f => f.Fix.Contains("Publish:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pasted_record_is_judged_as_the_only_one()
    {
        foreach (var text in new[] { "v=STSv1 ; id=1", "\"v=STSv1 ; id=1\"" }) Assert.True(StsRecordParser.ParsePasted(text).IsValid);
        foreach (var text in new[] { "v=TLSRPTv1 ; rua=mailto:a@b.test", "\"v=TLSRPTv1 ; rua=mailto:a@b.test\"" })
            Assert.True(TlsRptRecordParser.ParsePasted(text).IsValid);
    }

    [Fact]
    public void JSON_that_nests_without_end_is_not_read() =>
        Assert.False(StsRecordParser.ParsePasted(new string('[', 100_000) + "\"v=STSv1; id=1\"" + new string(']', 100_000)).IsValid);

    [Theory]
    [InlineData("\"v=STSv1; id=1;\"", "a value in quotes")]
    [InlineData("_mta-sts.contoso.com. 3600 IN TXT \"v=STSv1; id=1\"", "a zone line")]
    [InlineData("{v=STSv1; id=1}", "braces")]
    public void A_value_from_DNS_is_not_unwrapped(string text, string reason)
    {
        Assert.False(StsRecordParser.Parse(text).IsValid, reason);
        Assert.Null(StsRecordParser.Parse(text).Id);
    }

    [Theory]
    [InlineData("v=STSv1;\u00A0id=1;", 9, "non-breaking space (U+00A0)", "a non-breaking space")]
    [InlineData("v=STSv1;\u202Fid=1;", 9, "U+202F", "a narrow non-breaking space")]
    [InlineData("v=STSv1;\u3000id=1;", 9, "U+3000", "an ideographic space")]
    [InlineData("v=STSv1; id=1;\u200B", 15, "invisible character (U+200B)", "a zero-width space")]
    [InlineData("\uFEFFv=STSv1; id=1;", 1, "byte order mark", "a byte order mark")]
    [InlineData("\u201Cv=STSv1; id=1;\u201D", 1, "typographic quote", "typographic quotes")]
    [InlineData("\u201Ev=STSv1; id=1;\u201C", 1, "typographic quote", "typographic quotes, German")]
    [InlineData("v=STSv1; id=\u20181\u2019;", 13, "typographic quote", "typographic quotes around the id")]
    [InlineData("v=STSv1\\; id=1\\;", 8, "backslash before ';'", "escaped semicolons")]
    [InlineData("\\\"v=STSv1; id=1;\\\"", 1, "backslash before '\"'", "escaped quotes")]
    [InlineData("v=STSv1; id=1;\\n", 15, "'\\n'", "a literal line break")]
    [InlineData("v=STSv1;\\r\\nid=1;", 9, "'\\r\\n'", "a literal line break inside")]
    [InlineData("v=STSv1; id=1;`n", 15, "'`n'", "PowerShell's line break in single quotes")]
    [InlineData("v=STSv1;\r\nid=1;", 9, "line break", "a line break inside")]
    [InlineData("v=STSv1; id=1;\r\r\n", 15, "line break", "CR CR LF at the end")]
    [InlineData("v=STSv1\uFF1B id=1\uFF1B", 8, "looks like ';'", "full-width semicolons")]
    [InlineData("v\uFF1DSTSv1; id\uFF1D1", 2, "looks like '='", "full-width equals signs")]
    [InlineData("v=STSv1\u037E id=1", 8, "looks like ';'", "Greek question mark")]
    [InlineData("&quot;v=STSv1; id=1;&quot;", 1, "'&quot;'", "HTML")]
    [InlineData("v=STSv1;&nbsp;id=1", 9, "'&nbsp;'", "HTML's space")]
    [InlineData("v=STSv1&#59; id=1", 8, "'&#59;'", "HTML in decimal")]
    [InlineData("v=3DSTSv1; id=3D1", 2, "'=3D'", "quoted-printable")]
    [InlineData("v = STSv1; id = 1", 1, "white space before '='", "white space around equals signs")]
    [InlineData("v: STSv1; id: 1", 1, "colon", "colons")]
    [InlineData("v=STSv1; id = 1", 10, "white space before '='", "white space around one equals sign")]
    [InlineData("v=STSv1; id: 1", 10, "colon", "one colon instead of an equals sign")]
    public void An_artifact_is_the_only_finding_and_the_id_is_kept(string text, int column, string words, string reason)
    {
        foreach (var record in new[] { StsRecordParser.Parse(text), StsRecordParser.ParsePasted(text) })
        {
            FindingRules.AssertRejected(record.IsValid, record.Findings, "Record.Syntax", 1, column, reason);
            var finding = Assert.Single(record.Findings);
            Assert.Contains(words, finding.Message, StringComparison.Ordinal);
            Assert.Equal("1", record.Id);
            Assert.DoesNotContain("emove the field", finding.Fix, StringComparison.Ordinal);
        }

        Assert.Matches("Publish: 'v=STSv1; ?id=1;?'$", StsRecordParser.ParsePasted(text).Findings[0].Fix);
    }

    [Theory]
    [InlineData("v=TLSRPTv1; rua: mailto:a@contoso.com", 13, "colon", "a colon")]
    [InlineData("v=TLSRPTv1; rua = mailto:a@contoso.com", 13, "white space before '='", "white space")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com.", 17, "ends with a dot", "a final dot")]
    [InlineData("v=TLSRPTv1; rua=mailto: a@contoso.com", 17, "white space after 'mailto:'", "a space behind mailto")]
    [InlineData("v=TLSRPTv1; rua=<mailto:a@contoso.com>", 17, "brackets", "angle brackets")]
    [InlineData("v=TLSRPTv1; rua=mailto:<a@contoso.com>", 17, "brackets", "angle brackets inside")]
    [InlineData("v=TLSRPTv1; rua=[a@contoso.com](mailto:a@contoso.com)", 17, "brackets", "Markdown")]
    [InlineData("v=TLSRPTv1; rua=mailto:tls\u2013a@contoso.com", 27, "where a hyphen belongs", "a dash")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com\"", 37, "There is a quote", "the last quote alone")]
    [InlineData("v=TLSRPTv1; rua=\u201Cmailto:a@contoso.com\u201D", 17, "typographic quote", "typographic quotes")]
    [InlineData("v=TLSRPTv1\\; rua=mailto:a@contoso.com", 11, "backslash", "an escaped semicolon")]
    [InlineData("v=TLSRPTv1; rua=mailto\\:a@contoso.com", 23, "backslash", "an escaped colon")]
    [InlineData("v=TLSRPTv1;\u00A0rua=mailto:a@contoso.com", 12, "non-breaking", "a non-breaking space")]
    [InlineData("v=TLSRPTv1; rua=mailto\uFF1Aa@contoso.com", 23, "looks like ':'", "a full-width colon")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com\\n", 37, "'\\n'", "a literal line break")]
    public void An_artifact_is_the_only_finding_of_TLS_RPT(string text, int column, string words, string reason)
    {
        var record = TlsRptRecordParser.Parse(text);
        Assert.False(record.IsValid, reason);
        var finding = Assert.Single(record.Findings);
        Assert.Equal(column, finding.Column);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("emove the field", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_artifacts_are_two_findings_and_a_fault_after_them_is_a_third()
    {
        var record = StsRecordParser.Parse("\u201Cv=STSv1;\u00A0id=2026-01\u201D");
        Assert.Contains("U+201C", record.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("U+00A0", record.Findings[1].Message, StringComparison.Ordinal);
        Assert.Contains("'-'", record.Findings[2].Message, StringComparison.Ordinal);
        Assert.Equal([1, 10, 18], record.Findings.Select(f => f.Column));
    }

    [Fact]
    public void Harmless_deviations_are_not_reported()
    {
        var record = StsRecordParser.Parse("v=STSv1; id=2026-01; x=&amp;");
        Assert.Contains("'-'", record.Findings.First(f => f.Severity == FindingSeverity.Error).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("HTML", record.Findings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_pasted_text_is_a_record_or_results_in_an_error_and_nothing_throws() => Any.Hold(
        FsCheck.Fluent.Gen.OneOf(
            Any.Text,
            Any.Of(14, "_mta-sts.contoso.com.", " ", "TXT", "\"", "v=STSv1;", "id=1", "\\", "(", ")", "{", "}", ";", "\n", "\r\n", "text =", "\u00A0", "\u201C",
                "&quot;", "&", "\\010", "\\n", "=3D", "id :", "[", ":", "rua=mailto:")),
        text =>
        {
            foreach (var (record, again) in new[] { (StsRecordParser.ParsePasted(text), StsRecordParser.Parse(text)) })
            {
                FindingRules.Hold(record.Text.Replace("\n", " "), record.IsValid, record.Findings);
                FindingRules.Hold(text.Replace("\n", " "), again.IsValid, again.Findings);
                if (again.IsValid) Assert.Equal(again.Findings.ToString(), record.Findings.ToString());
                if (record.IsValid) Assert.True(StsRecordParser.Parse(record.Text).IsValid);
            }

            var tlsRpt = TlsRptRecordParser.ParsePasted(text);
            FindingRules.Hold(tlsRpt.Text.Replace("\n", " "), tlsRpt.IsValid, tlsRpt.Findings);
        },
        3000);

#if !MUTATION // takes seconds
    [Theory]
    [InlineData(" ")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("(")]
    [InlineData("&")]
    [InlineData("\n")]
    [InlineData("{")]
    [InlineData("v=STSv1; id : 1;")]
    [InlineData("x TXT \"y\"\n")]
    public void A_long_text_costs_only_a_little_more_than_a_short_one(string piece)
    {
        var text = "x" + string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        var record = StsRecordParser.ParsePasted(text);
        Assert.InRange(record.Findings.Count, 1, 120);
    }
#endif
}
