using System;
using MtaSts.Records;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Records;

public class StsRecordParserTests
{
    private const string Id32 = "12345678901234567890123456789012";

    [Theory]
    [InlineData("v=STSv1; id=20160831085700Z;", "20160831085700Z", "the RFC's example")]
    [InlineData("v=STSv1;id=1", "1", "no space and no last semicolon")]
    [InlineData("v=STSv1;\tid=1 ;\t", "1", "white space around semicolons")]
    [InlineData("v=STSv1; id=" + Id32 + ";", Id32, "32 characters")]
    [InlineData("v=STSv1; id=aZ9;", "aZ9", "letters of both cases")]
    [InlineData("v=STSv1; owner=it-team; id=1;", "1", "an unknown first field")]
    [InlineData("v=STSv1; id=1; a_b-c.d=!\"#$%&'()*+,-./:<>?@[\\]^_`{|}~;", "1", "every character that is allowed in an extension")]
    [InlineData("v=STSv1; id=1; a2345678901234567890123456789012=x", "1", "an extension's name of 32 characters")]
    public void A_good_record_is_accepted(string text, string id, string reason)
    {
        var record = StsRecordParser.Parse(text);
        Assert.True(record.IsValid, $"{reason}: {record.Findings}");
        Assert.All(record.Findings, f => Assert.Equal(FindingSeverity.Info, f.Severity));
        Assert.Equal(("STSv1", id, text), (record.Version, record.Id, record.Text));
        Assert.Equal(text, record.ToString());
    }

    [Theory]
    [InlineData("v=STSv1 ; id=1;", "Record.Syntax", 8, "erratum 6285: a space before the first semicolon")]
    [InlineData("v=STSv1; id=1; id=2;", "Record.Id", 16, "two ids")]
    [InlineData("v=STSv1; id=1 ", "Record.Syntax", 14, "white space at the end")]
    [InlineData("v=STSv1; id=1; ID=2;", "Record.Id", 16, "ID beside id")]
    public void A_doubtful_record_is_accepted_with_a_warning(string text, string id, int column, string reason)
    {
        var record = StsRecordParser.Parse(text);
        FindingRules.AssertWarned(record.IsValid, record.Findings, id, 1, column, reason);
        Assert.Equal("1", record.Id);
    }

    [Theory]
    [InlineData("", "Record.Syntax", 1, "empty", "nothing")]
    [InlineData("   ", "Record.Syntax", 1, "empty", "white space")]
    [InlineData("v=STS1; id=1;", "Record.Syntax", 1, "not 'STSv1'", "v=STS1")]
    [InlineData("v=STSv2; id=1;", "Record.Syntax", 1, "not 'STSv1'", "another version")]
    [InlineData("v=stsv1; id=1;", "Record.Syntax", 1, "case-sensitive", "v=stsv1")]
    [InlineData("V=STSv1; id=1;", "Record.Syntax", 1, "case-sensitive", "a capital V")]
    [InlineData("v=STSv1 id=1", "Record.Syntax", 1, "semicolon must follow", "no semicolon")]
    [InlineData("v=STSv1: id=1", "Record.Syntax", 1, "semicolon must follow", "a colon instead of the semicolon")]
    [InlineData("v=STSv10; id=1", "Record.Syntax", 1, "semicolon must follow", "a longer version")]
    [InlineData("\"v=STSv1; id=1;\"", "Record.Syntax", 1, "quote", "quotes around the value")]
    [InlineData(" v=STSv1; id=1;", "Record.Syntax", 1, "white space", "leading white space")]
    [InlineData("v=spf1 -all", "Record.Syntax", 1, "SPF", "an SPF record")]
    [InlineData("v=TLSRPTv1; rua=mailto:a@contoso.com", "Record.Syntax", 1, "TLS-RPT", "a TLS-RPT record")]
    [InlineData("v=DMARC1; p=none", "Record.Syntax", 1, "DMARC", "a DMARC record")]
    [InlineData("version: STSv1", "Record.Syntax", 1, "policy file", "the policy's text")]
    [InlineData("id=1; v=STSv1;", "Record.Syntax", 1, "version must come first", "fields in reverse order")]
    [InlineData("some-verification=1", "Record.Syntax", 1, "does not begin", "something else")]
    [InlineData("v=STSv1", "Record.Id", 8, "no 'id'", "only the version")]
    [InlineData("v=STSv1;", "Record.Id", 9, "no 'id'", "no id")]
    [InlineData("v=STSv1; ID=1;", "Record.Id", 10, "'ID' is not 'id'", "ID for id")]
    [InlineData("v=STSv1; id=;", "Record.Id", 13, "empty", "an empty id")]
    [InlineData("v=STSv1; id=" + Id32 + "3;", "Record.Id", 13, "33 characters", "33 characters")]
    [InlineData("v=STSv1; id=2026-01-01;", "Record.Id", 17, "'-'", "a hyphen in the id")]
    [InlineData("v=STSv1; id=v1_1;", "Record.Id", 15, "'_'", "an underscore in the id")]
    [InlineData("v=STSv1; id=1.0;", "Record.Id", 14, "'.'", "a dot in the id")]
    [InlineData("v=STSv1; id=\"1\";", "Record.Id", 13, "'\"'", "quotes around the id")]
    [InlineData("v=STSv1; id= 1;", "Record.Id", 13, "' '", "a space before the id")]
    [InlineData("v=STSv1; id=é;", "Record.Id", 13, "'é'", "a non-ASCII letter")]
    [InlineData("v=STSv1; id =1;", "Record.Syntax", 10, "malformed", "a space after id")]
    [InlineData("v=STSv1; id: 1;", "Record.Syntax", 10, "no '='", "a colon instead of the equals sign")]
    [InlineData("v=STSv1;; id=1;", "Record.Syntax", 9, "Two semicolons", "two semicolons")]
    [InlineData("v=STSv1; id=1; ;", "Record.Syntax", 16, "Two semicolons", "two semicolons at the end")]
    [InlineData("v=STSv1; id=1; -x=1;", "Record.Syntax", 16, "malformed", "an extension that begins with a hyphen")]
    [InlineData("v=STSv1; id=1; x=;", "Record.Syntax", 18, "malformed", "an extension without a value")]
    [InlineData("v=STSv1; id=1; x=a b;", "Record.Syntax", 18, "malformed", "an extension with a space")]
    [InlineData("v=STSv1; id=1; x=a=b;", "Record.Syntax", 18, "malformed", "an extension with an equals sign")]
    [InlineData("v=STSv1; id=1; a23456789012345678901234567890123=x", "Record.Syntax", 16, "malformed", "an extension's name of 33 characters")]
    public void A_bad_record_is_rejected(string text, string id, int column, string words, string reason)
    {
        var record = StsRecordParser.Parse(text);
        FindingRules.AssertRejected(record.IsValid, record.Findings, id, 1, column, reason);
        Assert.Contains(record.Findings, f => f.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Any_text_is_a_record_or_results_in_an_error_and_nothing_throws() => Any.Hold(
        FsCheck.Fluent.Gen.OneOf(
            Any.Text, Any.Of(12, "v=STSv1", ";", " ", "\t", "id", "=", "1", "ID=", "id=1", "x=y", ";;", "\"", "-", "\u001b", "v=", "é", "\u202e")),
        text =>
        {
            var record = StsRecordParser.Parse(text);
            FindingRules.Hold(text.Replace("\n", " "), record.IsValid, record.Findings);
            Assert.Equal(text, record.Text);
            if (record.IsValid) Assert.Matches("^[A-Za-z0-9]{1,32}$", record.Id);
        },
        2000);

    [Fact]
    public void Errors_are_never_lost_among_warnings()
    {
        var text = "v=STSv1; " + string.Concat(System.Linq.Enumerable.Repeat("x=y; ", 200));
        var record = StsRecordParser.Parse(text);
        FindingRules.Hold(text, record.IsValid, record.Findings);
        Assert.False(record.IsValid);
    }

    [Theory]
    [InlineData("\"id\"=1", "Write 'id=' without spaces or quotes around it.")]
    [InlineData("a b=1", "Remove the field.")]
    [InlineData("\"ip\"=1", "Remove the field.")]
    public void The_fix_of_a_malformed_field_fits_what_is_there(string field, string fix) =>
        Assert.Contains(StsRecordParser.Parse($"v=STSv1; id=1; {field}").Findings, f => f.Severity == FindingSeverity.Error && f.Fix == fix);

    [Fact]
    public void Null_is_misuse() => Assert.Throws<ArgumentNullException>(() => StsRecordParser.Parse(null!));
}
