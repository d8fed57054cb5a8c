using System.Linq;
using MtaSts.Records;
using Xunit;

namespace MtaSts.Tests.Records;

/// <summary>A record in JSON. A text that is not JSON (RFC 8259) may still be a line of a zone file.</summary>
public class PastedJsonTests
{
    [Theory]
    [InlineData("{}", "an empty object")]
    [InlineData(" [ ] ", "an empty array, and white space")]
    [InlineData("[1, -2.5E+3, 0.1e-5, true, false, null, {}, [], \"x\"]", "every kind of value")]
    [InlineData("{\"a\" : {\"b\":[{\"c\":\"v\"}]} , \"d\":1}", "nested")]
    public void JSON_without_a_record_is_still_JSON(string text, string reason)
    {
        Assert.True(PastedJson.TryRead(text, "v=STSv1", out var record), reason);
        Assert.Null(record);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("{", "one character")]
    [InlineData("\"v=STSv1; id=1\"", "a string is read as a value in quotes")]
    [InlineData("{\"a\":\"v=STSv1; id=1\"", "an object without its end")]
    [InlineData("{\"a\":\"v=STSv1; id=1\",}", "a comma before the end of an object")]
    [InlineData("[\"v=STSv1; id=1\",]", "a comma before the end of an array")]
    [InlineData("[\"v=STSv1; id=1\"", "an array without its end")]
    [InlineData("[\"v=STSv1; id=1\" 1]", "two values without a comma")]
    [InlineData("[\"v=STSv1; id=1\"}", "the wrong end")]
    [InlineData("{\"a\" \"v=STSv1; id=1\"}", "no colon")]
    [InlineData("{a:\"v=STSv1; id=1\"}", "a name without quotes")]
    [InlineData("{\"a\":}", "no value")]
    [InlineData("{\"a\":\"v=STSv1; id=1\"} x", "something after the end")]
    [InlineData("[\"v=STSv1; id=1]", "a string without its end")]
    [InlineData("[\"v=STSv1; id=1\\", "a backslash at the end")]
    [InlineData("[\"v=STSv1\\; id=1\"]", "an escape of zone files")]
    [InlineData("[\"v=STSv1\\u003\"]", "an escape that is too short")]
    [InlineData("[\"v=STSv1\\u00zz\"]", "an escape that is not hexadecimal")]
    [InlineData("[tru, \"v=STSv1; id=1\"]", "an unknown word")]
    [InlineData("[1.2.3, \"v=STSv1; id=1\"]", "not a number")]
    [InlineData("{v=STSv1; id=1}", "braces of Resolve-DnsName")]
    public void Anything_else_is_not_JSON(string text, string reason) => Assert.False(PastedJson.TryRead(text, "v=STSv1", out _), reason);

    [Theory]
    [InlineData("[\"v=STSv1\\u003b\\u0020id=1\"]", "v=STSv1; id=1")]
    [InlineData("[\"v=a\\\"\\\\\\/\\b\\f\\n\\r\\t.\"]", "v=a\"\\/\b\f\n\r\t.")]
    [InlineData("[\"v=\\uD83D\\uDE00\"]", "v=\U0001F600")]
    [InlineData("[\"V=STSv1; id=1\"]", "V=STSv1; id=1")] // a wrong case is a fault that the parser reports
    [InlineData("{\"v=x\":1,\"a\":\"v=STSv1; id=1\"}", "v=STSv1; id=1")] // a name is not a value
    public void A_string_is_read_with_its_escapes(string text, string value)
    {
        Assert.True(PastedJson.TryRead(text, "v=STSv1", out var record));
        Assert.Equal((value, PastedForm.Setting, null, 0), (record!.Value, record.Form, record.Owner, record.Others));
    }

    [Theory]
    [InlineData("[\"v=spf1 -all\",\"v=STSv1; id=1\"]", "v=STSv1; id=1", 1, "the wanted record goes first")]
    [InlineData("[\"v=spf1 -all\",\"v=DMARC1\"]", "v=spf1 -all", 1, "without it the first one is shown")]
    [InlineData("[\"x\",\"v=STSv1; id=1\"]", "v=STSv1; id=1", 0, "other strings do not count")]
    [InlineData("[\"v=STSv1;\",\" id=1\"]", "v=STSv1; id=1", 0, "an array of the strings of one record")]
    [InlineData("[\"v=STSv1;\",\" id=1\",\"v=STSv1; id=2\"]", "v=STSv1; id=1", 1, "an array of records")]
    [InlineData("[\"\\\"v=STSv1;\\\" \\\" id=1\\\"\",\"\\\"v=STSv1; id=2\\\"\"]", "v=STSv1; id=1", 1, "an array of records in quotes")]
    [InlineData("[[\"v=STSv1;\"],[\" id=1\"]]", "v=STSv1;", 0, "strings of different arrays are not one record")]
    public void One_record_is_chosen_and_the_others_are_counted(string text, string value, int others, string reason)
    {
        Assert.True(PastedJson.TryRead(text, "v=STSv1", out var record), reason);
        Assert.Equal((value, others), (record!.Value, record.Others));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)] // a stranger's file may nest without end
    public void JSON_nests_up_to_a_limit(int depth, bool isRead) => Assert.Equal(
        isRead, PastedJson.TryRead(new string('[', depth) + "\"v=STSv1; id=1\"" + new string(']', depth), "v=STSv1", out _));

    [Fact]
    public void Of_very_many_strings_the_first_are_read()
    {
        Assert.True(PastedJson.TryRead("[" + string.Join(",", Enumerable.Repeat("\"v=x\"", 10_005)) + "]", "v=STSv1", out var record));
        Assert.Equal(9_999, record!.Others);
    }
}
