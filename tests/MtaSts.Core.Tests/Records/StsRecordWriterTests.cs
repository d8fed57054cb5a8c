using System;
using MtaSts.Records;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Records;

public class StsRecordWriterTests
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 59, DateTimeKind.Utc);

    [Fact]
    public void Written_text_is_read_back_unchanged() => Any.Hold(Any.Id, id =>
    {
        var record = StsRecordParser.Parse(StsRecordWriter.Write(id));
        Assert.True(record.IsValid);
        Assert.Empty(record.Findings);
        Assert.Equal(id, record.Id);
        Assert.Equal([record.Text], RecordSelection.Select([record.Text], StsRecordParser.VersionField).Candidates);
    });

    [Theory]
    [InlineData(null, "no id")]
    [InlineData("", "empty")]
    [InlineData("2026-01-01", "hyphens")]
    [InlineData("1; x=y", "another field")]
    [InlineData("1;", "a semicolon")]
    [InlineData(" 1", "a space")]
    [InlineData("123456789012345678901234567890123", "33 characters")]
    public void An_invalid_id_is_not_written(string? id, string reason) =>
        Assert.True(Assert.Throws<ArgumentException>(() => StsRecordWriter.Write(id!)).ParamName == "id", reason);

    [Fact]
    public void Any_text_is_written_in_a_valid_form_or_rejected() => Any.Hold(Any.Text, id =>
    {
        try
        {
            Assert.True(StsRecordParser.Parse(StsRecordWriter.Write(id)).IsValid);
        }
        catch (ArgumentException)
        {
        }
    });

    [Fact]
    public void A_new_id_is_the_time_and_never_equals_the_previous_one()
    {
        Assert.Equal("20260102120059", StsRecordWriter.NewId(Noon));
        Assert.Equal("20260102120059", StsRecordWriter.NewId(Noon, "20260102120058"));
        Assert.Equal("20260102120100", StsRecordWriter.NewId(Noon, "20260102120059"));
    }
}
