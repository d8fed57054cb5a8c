using System.Linq;
using MtaSts.Records;
using Xunit;

namespace MtaSts.Tests.Records;

/// <summary>The form of master files (RFC 1035 §5.1).</summary>
public class MasterFileTextTests
{
    // One entry per '|'; a quoted string is shown in brackets.
    [Theory]
    [InlineData("", "", "nothing")]
    [InlineData("a  b\tc", "a b c", "white space separates words")]
    [InlineData("a b\nc\r\n\r\nd", "a b|c|d", "an entry per line")]
    [InlineData("a ; b \"c\" (\nd", "a|d", "a comment ends with its line")]
    [InlineData("a;b", "a", "a comment needs no space before it")]
    [InlineData("a\\;b c", "a\\;b c", "an escaped semicolon begins no comment")]
    [InlineData("a ( b\n c ; d\n e ) f\ng", "a b c e f|g", "parentheses join lines")]
    [InlineData("( a ( b\n) c\n) d\ne", "a b c d|e", "parentheses nest")]
    [InlineData(") a\nb", "a|b", "a closing parenthesis too many")]
    [InlineData("( a\n) ) b\nc", "a b|c", "a closing parenthesis too many after a group")]
    [InlineData("( a\nb", "a b", "a parenthesis that is not closed")]
    [InlineData("a\"b c\"d", "a [b c] d", "a quote ends a word")]
    [InlineData("a(b)c", "a b c", "a parenthesis ends a word")]
    [InlineData("\"\" \"a\"", "[] [a]", "an empty string")]
    [InlineData("\"a\nb\"", "[a\nb]", "a string over two lines")]
    [InlineData("\"a\\\"b\\\\\"", "[a\"b\\]", "an escaped quote and an escaped backslash")]
    [InlineData("\"\\065\\255\"", "[A\u00FF]", "octets in decimal")]
    [InlineData("\"\\256\\06x\\06\"", "[25606x06]", "no octets: too large, or not three digits")]
    [InlineData("\"\\2555\"", "[\u00FF5]", "an octet has three digits")]
    [InlineData("a \"b c", "a \"b c", "a quote that is not closed belongs to the text")]
    [InlineData("\"a\\", "\"a\\", "a backslash at the end of a string")]
    [InlineData("a\\", "a\\", "a backslash at the end of a word")]
    [InlineData("a\\\nb", "a\\|b", "no line break is escaped")]
    [InlineData("a\\ b", "a\\ b", "an escaped space is part of its word")]
    public void A_text_is_read_as_entries(string text, string expected, string reason) => Assert.True(
        expected == string.Join("|", MasterFileText.ReadEntries(text).Select(
            entry => string.Join(" ", entry.Tokens.Select(token => token.IsQuoted ? $"[{token.Text}]" : token.Text)))),
        reason);

    [Theory]
    [InlineData("a b\n c \"d\" ;e\n", "0-3:0,2|4-13:5,7")]
    [InlineData("x\r\n( a\nb )\r\nc", "0-1:0|3-10:5,7|12-13:12")]
    public void Entries_and_words_know_where_they_are(string text, string expected) => Assert.Equal(
        expected,
        string.Join("|", MasterFileText.ReadEntries(text).Select(
            entry => $"{entry.Start}-{entry.End}:{string.Join(",", entry.Tokens.Select(token => token.Start))}")));

    [Fact]
    public void Of_a_whole_zone_the_first_thousand_entries_are_read() =>
        Assert.Equal(1000, MasterFileText.ReadEntries(string.Concat(Enumerable.Repeat("a\n", 1005))).Count);
}
