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
    public void There_are_at_most_100_findings_and_errors_are_never_dropped()
    {
        var list = new FindingList("RFC 8461 §3.2");
        for (var i = 1; i <= 1000; i++) list.Info("Policy.Syntax", i, 1, "rule", "info", "effect");
        list.Error("Policy.Mode", 1001, 1, "rule", "error", "effect", "fix");
        Assert.True(list.HasErrors);
        Assert.Equal(100, list.ToReadableList().Count);
        Assert.Equal("Policy.Mode", list.ToReadableList().Single(f => f.Severity == FindingSeverity.Error).Id);

        for (var i = 1; i <= 1000; i++) list.Error("Policy.Mx", i, 1, "rule", "error", "effect", "fix");
        Assert.Equal(100, list.ToReadableList().Count);
    }
}
