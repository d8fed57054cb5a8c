using System;
using MtaSts.Policies;
using Xunit;

namespace MtaSts.Tests.Policies;

public class PolicyWriterTests
{
    [Fact]
    public void The_file_equals_the_example_in_the_RFC() =>
        Assert.Equal(
            "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\nmax_age: 604800\r\n",
            PolicyWriter.Write(PolicyMode.Enforce, ["mail.example.com", "*.example.net"], 604800));

    [Theory]
    [InlineData(PolicyMode.Enforce, "a.test", 0, "no sender caches max_age 0")]
    [InlineData(PolicyMode.Enforce, "a.test", -1, "negative")]
    [InlineData(PolicyMode.Enforce, "a.test", 31557601, "too large")]
    [InlineData(PolicyMode.Enforce, "", 1, "an empty pattern")]
    [InlineData(PolicyMode.Enforce, "a.test.", 1, "a final dot")]
    [InlineData(PolicyMode.Enforce, "*.*.test", 1, "two stars")]
    [InlineData(PolicyMode.Enforce, "bücher.test", 1, "a U-label")]
    [InlineData(PolicyMode.Enforce, "a.test\nmode: none", 1, "another line")]
    [InlineData((PolicyMode)9, "a.test", 1, "no mode")]
    public void An_invalid_policy_is_not_written(PolicyMode mode, string mx, long age, string reason) =>
        Assert.True(Assert.ThrowsAny<ArgumentException>(() => PolicyWriter.Write(mode, [mx], age)).Message.Length > 0, reason);

    [Fact]
    public void A_mode_that_protects_needs_a_pattern()
    {
        Assert.Throws<ArgumentException>(() => PolicyWriter.Write(PolicyMode.Enforce, [], 1));
        Assert.Throws<ArgumentException>(() => PolicyWriter.Write(PolicyMode.Testing, [], 1));
        Assert.Equal("version: STSv1\nmode: none\nmax_age: 86400\n", PolicyWriter.Write(PolicyMode.None, [], 86400, "\n"));
    }

    [Fact]
    public void Misuse_throws()
    {
        Assert.Throws<ArgumentNullException>(() => PolicyWriter.Write(PolicyMode.None, null!, 1));
        Assert.Equal("lineEnd", Assert.Throws<ArgumentException>(() => PolicyWriter.Write(PolicyMode.None, [], 1, "\r")).ParamName);
    }

    [Fact]
    public void A_duplicate_pattern_is_written_once() =>
        Assert.Equal("version: STSv1\nmode: testing\nmx: a.test\nmax_age: 1\n", PolicyWriter.Write(PolicyMode.Testing, ["a.test", "A.test"], 1, "\n"));
}
