using System;
using System.Linq;
using MtaSts.Records;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Records;

public class TlsRptRecordParserTests
{
    [Theory]
    [InlineData("v=TLSRPTv1; rua=mailto:reports@example.com", "mailto:reports@example.com", "the RFC's first example")]
    [InlineData("v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt", "https://reporting.example.com/v1/tlsrpt", "the RFC's second example")]
    [InlineData("v=TLSRPTv1;rua=mailto:a@contoso.com,https://contoso.com/x;", "mailto:a@contoso.com; https://contoso.com/x", "two URIs")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com , mailto:b@contoso.com", "mailto:a@contoso.com; mailto:b@contoso.com", "white space around the comma")]
    [InlineData("v=TLSRPTv1; rua=MAILTO:a@contoso.com", "MAILTO:a@contoso.com", "a scheme is case-insensitive")]
    [InlineData("v=TLSRPTv1; rua=mailto:a%2Cb%21c%3Bd@contoso.com", "mailto:a%2Cb%21c%3Bd@contoso.com", "reserved characters, percent-encoded")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com?subject=x", "mailto:a@contoso.com?subject=x", "a query")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@xn--bcher-kva.example", "mailto:a@xn--bcher-kva.example", "an A-label")]
    [InlineData("v=TLSRPTv1; owner=x; rua=mailto:a@contoso.com", "mailto:a@contoso.com", "an unknown field")]
    public void A_good_record_is_accepted(string text, string rua, string reason)
    {
        var record = TlsRptRecordParser.Parse(text);
        Assert.True(record.IsValid, $"{reason}: {record.Findings}");
        Assert.All(record.Findings, f => Assert.Equal(FindingSeverity.Info, f.Severity));
        Assert.Equal(("TLSRPTv1", rua, text), (record.Version, record.Rua.ToString(), record.ToString()));
    }

    [Theory]
    [InlineData("v=TLSRPTv1 ; rua=mailto:a@contoso.com", "TlsRpt.Syntax", 11, "a space before the first semicolon")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com; rua=mailto:b@contoso.com", "TlsRpt.Rua", 39, "rua twice")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com ", "TlsRpt.Syntax", 37, "white space at the end")]
    [InlineData("v=TLSRPTv1; rua= mailto:a@contoso.com", "TlsRpt.Rua", 17, "white space before the first URI")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com; RUA=x", "TlsRpt.Rua", 39, "RUA beside rua")]
    public void A_doubtful_record_is_accepted_with_a_warning(string text, string id, int column, string reason)
    {
        var record = TlsRptRecordParser.Parse(text);
        FindingRules.AssertWarned(record.IsValid, record.Findings, id, 1, column, reason);
        Assert.Equal(["mailto:a@contoso.com"], record.Rua);
    }

    [Theory]
    [InlineData("", "TlsRpt.Syntax", 1, "empty", "nothing")]
    [InlineData("v=TLSRPT1; rua=mailto:a@contoso.com", "TlsRpt.Syntax", 1, "case-sensitive", "v=TLSRPT1")]
    [InlineData("v=tlsrptv1; rua=mailto:a@contoso.com", "TlsRpt.Syntax", 1, "case-sensitive", "lower case")]
    [InlineData("v=TLSRPTv1 rua=mailto:a@contoso.com", "TlsRpt.Syntax", 1, "semicolon", "no semicolon")]
    [InlineData("\"v=TLSRPTv1; rua=mailto:a@contoso.com\"", "TlsRpt.Syntax", 1, "quote", "quotes around the value")]
    [InlineData("v=STSv1; id=1", "TlsRpt.Syntax", 1, "MTA-STS", "an MTA-STS record")]
    [InlineData("v=DMARC1; rua=mailto:a@contoso.com", "TlsRpt.Syntax", 1, "DMARC", "a DMARC record")]
    [InlineData("rua=mailto:a@contoso.com", "TlsRpt.Syntax", 1, "does not begin", "no version")]
    [InlineData("v=TLSRPTv1", "TlsRpt.Rua", 11, "no 'rua'", "only the version")]
    [InlineData("v=TLSRPTv1;", "TlsRpt.Rua", 12, "no 'rua'", "no rua")]
    [InlineData("v=TLSRPTv1; RUA=mailto:a@contoso.com", "TlsRpt.Rua", 37, "no 'rua'", "RUA instead of rua")]
    [InlineData("v=TLSRPTv1; rua=", "TlsRpt.Rua", 17, "empty entry", "an empty rua")]
    [InlineData("v=TLSRPTv1; rua=a@contoso.com", "TlsRpt.Rua", 17, "without 'mailto:'", "no mailto")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com,b@contoso.com", "TlsRpt.Rua", 38, "without 'mailto:'", "the second URI without mailto")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com,", "TlsRpt.Rua", 38, "empty entry", "a comma at the end")]
    [InlineData("v=TLSRPTv1; rua=,mailto:a@contoso.com", "TlsRpt.Rua", 17, "empty entry", "a leading comma")]
    [InlineData("v=TLSRPTv1; rua=http://contoso.com/x", "TlsRpt.Rua", 17, "not https", "http")]
    [InlineData("v=TLSRPTv1; rua=https://", "TlsRpt.Rua", 17, "not a complete https URL", "https without a host")]
    [InlineData("v=TLSRPTv1; rua=mailto:", "TlsRpt.Rua", 17, "no e-mail address", "mailto without an address")]
    [InlineData("v=TLSRPTv1; rua=mailto:contoso.com", "TlsRpt.Rua", 17, "no e-mail address", "mailto with only a domain")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@con_toso.com", "TlsRpt.Rua", 17, "no e-mail address", "an underscore in the domain")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com!10m", "TlsRpt.Rua", 17, "'!'", "a size limit as in DMARC")]
    [InlineData("v=TLSRPTv1; rua=mailto://a@contoso.com", "TlsRpt.Rua", 17, "'/' after", "slashes as in https")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@@contoso.com", "TlsRpt.Rua", 17, "more than one '@'", "two at signs")]
    [InlineData("v=TLSRPTv1; rua=mailto:a%zz@contoso.com", "TlsRpt.Rua", 17, "hexadecimal", "a broken escape")]
    [InlineData("v=TLSRPTv1; rua=mailto:a%2@contoso.com", "TlsRpt.Rua", 17, "hexadecimal", "half an escape")]
    [InlineData("v=TLSRPTv1; rua=\"mailto:a@contoso.com\"", "TlsRpt.Rua", 17, "is in quotes", "quotes around the URI")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com mailto:b@contoso.com", "TlsRpt.Rua", 17, "between URIs", "a space for a comma")]
    [InlineData("v=TLSRPTv1; rua=mailto:a b@contoso.com", "TlsRpt.Rua", 17, "cannot have", "a space inside")]
    [InlineData("v=TLSRPTv1; rua=mailto:é@contoso.com", "TlsRpt.Rua", 17, "cannot have", "a non-ASCII letter")]
    [InlineData("v=TLSRPTv1; rua=ftp://contoso.com", "TlsRpt.Rua", 17, "neither", "another scheme")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com; mailto:b@contoso.com", "TlsRpt.Syntax", 39, "no '='", "a semicolon instead of the comma")]
    [InlineData("v=TLSRPTv1; rua =mailto:a@contoso.com", "TlsRpt.Syntax", 13, "malformed", "a space after rua")]
    [InlineData("v=TLSRPTv1;; rua=mailto:a@contoso.com", "TlsRpt.Syntax", 12, "Two semicolons", "two semicolons")]
    public void A_bad_record_is_rejected(string text, string id, int column, string words, string reason)
    {
        var record = TlsRptRecordParser.Parse(text);
        FindingRules.AssertRejected(record.IsValid, record.Findings, id, 1, column, reason);
        Assert.Contains(record.Findings, f => f.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Any_text_is_a_record_or_results_in_an_error_and_nothing_throws() => Any.Hold(
        FsCheck.Fluent.Gen.OneOf(
            Any.Text,
            Any.Of(12, "v=TLSRPTv1;", " ", "rua=", "mailto:", "https:", "//", "a@b.example", ",", ";", "!", "=", "x=y;", "\u001b", "é", "\t", "RUA=")),
        text =>
        {
            var record = TlsRptRecordParser.Parse(text);
            FindingRules.Hold(text.Replace("\n", " "), record.IsValid, record.Findings);
            Assert.Equal(text, record.Text);
            if (record.IsValid) Assert.NotEmpty(record.Rua);
        },
        2000);

    [Fact]
    public void Among_other_records_one_with_a_space_after_the_version_is_discarded()
    {
        const string Text = "v=TLSRPTv1 ; rua=mailto:a@contoso.com";
        Assert.True(TlsRptRecordParser.Parse(Text).IsValid);
        var record = TlsRptRecordParser.Parse(Text, isAmongOthers: true);
        FindingRules.AssertRejected(record.IsValid, record.Findings, "TlsRpt.Syntax", 1, 11, "the rule that discards applies first");
        var sts = StsRecordParser.Parse("v=STSv1 ; id=1", isAmongOthers: true);
        FindingRules.AssertRejected(sts.IsValid, sts.Findings, "Record.Syntax", 1, 8, "the rule that discards applies first");
    }

    [Theory]
    [InlineData("a@contoso.com", "Inside 'rua', separate addresses by commas, not semicolons, and begin each with 'mailto:'.")]
    [InlineData("@", "Inside 'rua', separate addresses by commas, not semicolons, and begin each with 'mailto:'.")]
    [InlineData("hello", "Remove it, or write it as name=value.")]
    [InlineData("-x=y", "Remove the field.")]
    [InlineData("x=", "Remove the field.")]
    public void The_fix_of_a_field_fits_what_is_there(string field, string fix) => Assert.Equal(
        fix, Assert.Single(TlsRptRecordParser.Parse($"v=TLSRPTv1; rua=mailto:a@contoso.com; {field}").Findings, f => f.Severity == FindingSeverity.Error).Fix);

    [Fact]
    public void A_field_that_is_not_defined_is_for_information() => Assert.Equal(
        ["The field 'x' is not defined in RFC 8460."],
        TlsRptRecordParser.Parse("v=TLSRPTv1; x=y; rua=mailto:a@contoso.com").Findings.Select(f => f.Message));

    [Theory]
    [InlineData("<a@contoso.com>", "Write 'mailto:a@contoso.com'.")]
    [InlineData("[x](a@contoso.com)", "Write 'mailto:a@contoso.com'.")]
    [InlineData("<https://contoso.com/>", "Write 'https://contoso.com/'.")]
    [InlineData("<a>", "Write 'a'.")]
    [InlineData("<@a>", "Write '@a'.")]
    [InlineData("<>", null)]
    [InlineData("(a@contoso.com)", null)]
    [InlineData("x(a@contoso.com)", null)]
    [InlineData("<a@contoso.com>x", null)]
    public void A_URI_in_brackets_is_taken_out_of_them(string uri, string? fix)
    {
        var finding = Assert.Single(TlsRptRecordParser.Parse("v=TLSRPTv1; rua=" + uri).Findings);
        Assert.Equal(fix is not null, finding.Message.EndsWith("is in brackets, as mail programs and Markdown show an address.", StringComparison.Ordinal));
        if (fix is not null) Assert.Equal(fix, finding.Fix);
    }

    [Theory]
    [InlineData("mailto:a~b@contoso.com", true)]
    [InlineData("mailto:a\u007fb@contoso.com", false)]
    [InlineData("mailto:?subject=x", false)]
    [InlineData("@contoso.com", false)]
    [InlineData("mailto:a%7e@contoso.com", true)]
    [InlineData("mailto:a@contoso.com?x=%", false)]
    public void A_URI_has_visible_characters_and_an_address(string uri, bool isValid) =>
        Assert.Equal(isValid, TlsRptRecordParser.Parse("v=TLSRPTv1; rua=" + uri).IsValid);

    [Fact]
    public void Null_is_misuse() => Assert.Throws<ArgumentNullException>(() => TlsRptRecordParser.Parse(null!));
}
