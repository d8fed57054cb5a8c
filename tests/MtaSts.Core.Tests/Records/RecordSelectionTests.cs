using System.Linq;
using MtaSts.Records;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Records;

public class RecordSelectionTests
{
    private const string Good = "v=STSv1; id=1;";
    private const string Spaced = "v=STSv1 ; id=1;";

    [Theory]
    [InlineData(new string[] { }, 0, "nothing")]
    [InlineData(new[] { Good }, 1, "one")]
    [InlineData(new[] { "v=STSv1;" }, 1, "a record with a fault after the version")]
    [InlineData(new[] { Good, "v=spf1 -all" }, 1, "one record and an unrelated one")]
    [InlineData(new[] { Good, Good }, 2, "the same record twice")]
    [InlineData(new[] { Good, "v=STSv1;" }, 2, "a malformed record is also counted")]
    [InlineData(new[] { "v=stsv1; id=1;" }, 0, "case matters")]
    [InlineData(new[] { "v=STSv10; id=1;" }, 0, "a semicolon must follow")]
    [InlineData(new[] { " v=STSv1; id=1;" }, 0, "leading white space")]
    [InlineData(new[] { Spaced }, 1, "erratum 6285, a single record")]
    [InlineData(new[] { Spaced, "some-verification=1" }, 0, "with another record the discarding rule applies before the grammar")]
    [InlineData(new[] { Spaced, Spaced }, 0, "erratum 6285, twice: both are discarded")]
    [InlineData(new[] { Spaced, Good }, 1, "erratum 6285 beside a valid record, which all senders use")]
    public void Records_are_counted_as_senders_count_them(string[] texts, int candidates, string reason)
    {
        var selection = RecordSelection.Select(texts, "v=STSv1");
        Assert.True(candidates == selection.Candidates.Count, reason);
        Assert.Equal(candidates == 1 ? selection.Candidates[0] : null, selection.Selected);
        Assert.Equal(texts.Distinct().Count(), selection.Candidates.Concat(selection.Discarded).Distinct().Count());
    }

    [Fact]
    public void A_discarded_record_is_invalid_or_there_is_a_better_one() => Any.Hold(
        FsCheck.Fluent.Gen.Choose(0, 4).SelectManyOf(FsCheck.Fluent.Gen.Elements(Good, Spaced, "v=STSv1; id=2;", "v=spf1", "", "v=STSv1", "v=STSv1\t;id=3")),
        texts =>
        {
            var selection = RecordSelection.Select(texts, "v=STSv1");
            if (selection.Candidates.Count == 0)
                Assert.All(selection.Discarded, text => Assert.False(StsRecordParser.Parse(text, selection.IsAmongOthers).IsValid));
        });
}
