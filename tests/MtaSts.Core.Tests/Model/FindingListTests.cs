using System.Linq;
using Xunit;

namespace MtaSts.Tests.Model;

public class FindingListTests
{
    [Fact]
    public void Findings_are_in_the_order_of_the_text()
    {
        var list = new FindingList("RFC 8461 §3.2");
        list.Info("Policy.Syntax", 2, 1, "rule", "third", "effect");
        list.Warning("Policy.Syntax", 1, 9, "rule", "second", "effect", "fix");
        list.Warning("Policy.Syntax", 1, 2, "rule", "first", "effect", "fix");
        list.Info("Policy.Syntax", 2, 1, "rule", "fourth", "effect");
        Assert.Equal(["first", "second", "third", "fourth"], list.ToReadableList().Select(f => f.Message));
        Assert.False(list.HasErrors);
        Assert.Equal("Policy.Syntax Warning at 1:2: first", list.ToReadableList()[0].ToString());
    }

    [Fact]
    public void At_most_100_are_listed_and_an_error_is_never_crowded_out()
    {
        var list = new FindingList("RFC 8461 §3.2");
        for (var i = 1; i <= 1000; i++) list.Info("Policy.Syntax", i, 1, "rule", "info", "effect");
        list.Error("Policy.Mode", 1001, 1, "rule", "error", "effect", "fix");
        Assert.True(list.HasErrors);
        Assert.Equal(100, list.ToReadableList().Count(f => f.Unlisted == 0));
        Assert.Equal("Policy.Mode", list.ToReadableList().Single(f => f.Severity == FindingSeverity.Error).Id);

        for (var i = 1; i <= 1000; i++) list.Error("Policy.Mx", i, 1, "rule", "error", "effect", "fix");
        Assert.Equal(100, list.ToReadableList().Count(f => f.Unlisted == 0));
    }

    [Fact]
    public void What_is_not_listed_is_counted_for_each_check_and_severity()
    {
        var list = new FindingList("RFC 8461 §3.2");
        for (var i = 1; i <= 5000; i++) list.Warning("Policy.Mx", i, 1, "rule", "twice", "effect", "fix");
        for (var i = 1; i <= 20; i++) list.Error("Policy.Mode", i, 1, "rule", "error", "effect", "fix");
        list.Info("Policy.Hygiene", 7, 1, "rule", "info", "effect");
        var rest = list.ToReadableList().Where(f => f.Unlisted > 0).ToList();
        Assert.Equal(
            [("Policy.Hygiene", 1, "1 more finding of this check is not listed."), ("Policy.Mx", 4920, "4920 more findings of this check are not listed.")],
            rest.Select(f => (f.Id, f.Unlisted, f.Message)).Order());
        Assert.Equal(5021, list.ToReadableList().Sum(f => System.Math.Max(1, f.Unlisted)));
    }
}
