using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using MtaSts.Reporting;
using Xunit;

namespace MtaSts.Tests.Reporting;

public class StrictJsonWriterTests
{
    [Theory]
    [InlineData("</script>")]
    [InlineData("<!-- <script>")]
    [InlineData("a & b \" ' \\ /")]
    [InlineData("tab\t line\n return\r nul\0 bell\a delete\u007f")]
    [InlineData("\u2028\u2029\u202e")]
    [InlineData("Zürich 東京 \ud83d\ude00")]
    [InlineData("")]
    public void Any_text_survives_a_write_and_a_read_and_is_inert_in_HTML(string text)
    {
        var json = Write(writer => writer.Value(text));
        Assert.Equal(text, JsonDocument.Parse(json).RootElement.GetString());
        Assert.All(json, c => Assert.InRange(c, ' ', '~'));
        Assert.DoesNotContain(json, c => c is '<' or '>' or '&');
    }

    [Fact]
    public void Every_character_survives_a_write_and_a_read()
    {
        var text = new string([.. Enumerable.Range(0, 0x10000).Where(c => c is < 0xd800 or > 0xdfff).Select(c => (char)c)]);
        Assert.Equal(text, JsonDocument.Parse(Write(writer => writer.Value(text))).RootElement.GetString());
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("a\ufffdb", JsonDocument.Parse(Write(writer => writer.Value("a\ud800b"))).RootElement.GetString());

    [Fact]
    public void Objects_lists_and_members_are_separated()
    {
        var json = Write(
            writer =>
                writer.BeginObject().Name("a").Value(1).BeginArray("b").Value(true).Value((string?)null).BeginObject().EndObject().EndArray().Member("c", "x")
                    .Member("d", "").EndObject());
        Assert.Equal("""{"a":1,"b":[true,null,{}],"c":"x"}""", json);
    }

    [Fact]
    public void A_time_is_written_in_UTC() =>
        Assert.Equal("""{"t":"2026-03-01T12:00:00Z","d":"2026-03-01"}""", Write(writer => writer.BeginObject().Member("t", (DateTime?)Data.Now).Day("d", Data.Now).EndObject()));

    [Fact]
    public void A_value_without_a_name_is_rejected() => Refused(writer => writer.BeginObject().Value(1));

    [Fact]
    public void A_name_in_an_array_is_rejected() => Refused(writer => writer.BeginArray().Name("a"));

    [Fact]
    public void Two_names_in_a_row_are_rejected() => Refused(writer => writer.BeginObject().Name("a").Name("b"));

    [Fact]
    public void An_end_that_does_not_match_is_rejected() => Refused(writer => writer.BeginObject().EndArray());

    [Fact]
    public void An_end_after_a_name_is_rejected() => Refused(writer => writer.BeginObject().Name("a").EndObject());

    [Fact]
    public void A_second_text_is_rejected() => Refused(writer => writer.Value(1).Value(2));

    private static string Write(Func<StrictJsonWriter, StrictJsonWriter> write)
    {
        using var text = new StringWriter();
        write(new StrictJsonWriter(text));
        return text.ToString();
    }

    private static void Refused(Func<StrictJsonWriter, StrictJsonWriter> write) => Assert.Throws<InvalidOperationException>(() => Write(write));
}
