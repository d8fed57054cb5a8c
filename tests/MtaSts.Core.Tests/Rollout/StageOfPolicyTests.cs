using System.Linq;
using MtaSts.Rollout;
using Xunit;

namespace MtaSts.Tests.Rollout;

/// <summary>The stage that the policy-string of a report shows. Senders copy the policy's lines more or less exactly.</summary>
public class StageOfPolicyTests
{
    [Theory]
    [InlineData("mode: testing|max_age: 86400", "Testing")]
    [InlineData(" mode :testing |max_age:86400", "Testing")] // spaces at any place
    [InlineData("version: STSv1|mode: enforce|mx: a.test|max_age: 2592000", "EnforceStable")]
    [InlineData("mode: testing|max_age: 0", "Testing")]
    [InlineData("mode: enforce|max_age: 0", "EnforceCautious")]
    [InlineData("mode: testing|mode: enforce|max_age: 86400", "Testing")] // of several fields the first counts (RFC 8461 §3.2)
    [InlineData("mode: testing|max_age: 0|max_age: 604800", "Testing")]
    [InlineData("mode: testing|max_age: 86400|max_age: 604800", "Testing")]
    [InlineData("mode: testing|max_age: x|max_age: 604800", "TestingLong")] // a value that is not a number shows nothing
    [InlineData("mode: testing|mx: 5|max_age: 604800", "TestingLong")] // a number of another field
    [InlineData("no colon|mode: testing|max_age: 604800", "TestingLong")]
    [InlineData(": testing|mode: testing|max_age: 604800", "TestingLong")]
    [InlineData("mode: none", "None")] // needs no max_age
    [InlineData("mode: testing", null)]
    [InlineData("mode: enforce", null)]
    [InlineData("max_age: 86400", null)]
    [InlineData("mode: Testing|max_age: 86400", null)] // the values are case-sensitive
    [InlineData("mode: testing|max_age: -5", null)]
    [InlineData("", null)]
    public void The_first_mode_and_max_age_decide(string lines, string? expected) => Assert.Equal(expected, StageOfPolicy.Find(lines.Split('|'))?.ToString());

    [Fact]
    public void No_lines_show_no_stage() => Assert.Null(StageOfPolicy.Find(Enumerable.Empty<string>()));
}
