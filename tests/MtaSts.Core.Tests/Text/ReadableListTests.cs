using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Text;

public class ReadableListTests
{
    [Theory]
    [InlineData(new string[] { }, "", "nothing")]
    [InlineData(new[] { "a" }, "a", "one")]
    [InlineData(new[] { "a", "b" }, "a; b", "two")]
    [InlineData(new[] { "=1+1", "b" }, "'=1+1; b", "a formula at the beginning of a cell")]
    [InlineData(new[] { "b", "=1+1" }, "b; =1+1", "no formula: it does not begin the cell")]
    [InlineData(new[] { "a\u001b[2J" }, "a\\u001b[2J", "an escape sequence")]
    public void The_string_form_is_readable(string[] items, string expected, string reason) =>
        Assert.True(expected == items.ToReadableList().ToString(), reason);

    [Fact]
    public void The_list_never_changes()
    {
        var source = new List<int> { 1, 2 };
        var list = source.ToReadableList();
        source.Add(3);
        Assert.Equal(2, list.Count);
        Assert.Equal(2, list[1]);
        Assert.Equal([1, 2], list);
        Assert.Equal(2, ((IEnumerable)list).Cast<object>().Count());
        Assert.Same(list, list.ToReadableList());
        Assert.Throws<ArgumentNullException>(() => new ReadableList<int>(null!));
        Assert.Empty(ReadableList<int>.Empty);
    }
}
