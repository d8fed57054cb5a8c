using System.Collections.Generic;
using System.Linq;
using MtaSts.PowerShell.Input;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public class ReportGroupTests
{
    [Theory]
    [InlineData("1,2,3", "1,2,3", "small neighbors are one group")]
    [InlineData("1,0,2", "1 0 2", "a length that is not known may be any: alone")]
    [InlineData("262144,1", "262144 1", "what fills a group is alone")]
    [InlineData("1,262144", "1 262144", "a large one begins a new group")]
    [InlineData("200000,100000,50000", "200000 100000,50000", "no more together than the limit")]
    [InlineData("900000000,1,2,900000000", "900000000 1,2 900000000", "large ones stand alone, whatever is around them")]
    [InlineData("", "", "nothing")]
    public void Small_files_are_read_together_and_others_alone(string lengths, string expected, string reason)
    {
        var inputs = lengths.Split(',', System.StringSplitOptions.RemoveEmptyEntries).Select(Of);
        var groups = ReportGroup.Of(inputs, 7).ToList();
        Assert.True(expected == string.Join(" ", groups.Select(group => string.Join(",", group.Inputs.Select(input => input.Length)))), reason);
        Assert.Equal(Enumerable.Range(7, groups.Count).Select(number => (long)number), groups.Select(group => group.Number));
        Assert.All(groups, group => Assert.All(group.Inputs, input => Assert.Equal(group.Number, input.Number)));
    }

    [Fact]
    public void A_group_has_no_more_than_32_files()
    {
        var groups = ReportGroup.Of(Enumerable.Repeat("1", 100).Select(Of), 0).ToList();
        Assert.Equal([32, 32, 32, 4], groups.Select(group => group.Inputs.Count));
    }

    [Fact]
    public void Groups_are_given_while_the_files_are_still_listed()
    {
        var listed = 0;
        foreach (var group in ReportGroup.Of(Listed(), 0))
        {
            Assert.Equal(32, group.Inputs.Count);
            break;
        }

        Assert.Equal(33, listed);

        IEnumerable<ReportInput> Listed()
        {
            while (true)
            {
                listed++;
                yield return Of("1");
            }
        }
    }

    private static ReportInput Of(string length) =>
        ReportInput.Bytes([], "file") with { Length = long.Parse(length, System.Globalization.CultureInfo.InvariantCulture) };
}
