using System.Linq;
using MtaSts.TlsRpt.Json;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>The texts that are recognized without creating a string.</summary>
public class KnownNamesTests
{
    [Fact]
    public void Every_known_name_has_its_own_bit()
    {
        Assert.InRange(KnownNames.Count, 1, sizeof(ulong) * 8);
        Assert.Equal(KnownNames.Count, Enumerable.Range(0, KnownNames.Count).Select(KnownNames.At).Distinct().Count());
    }

    [Fact]
    public void Every_known_name_is_found() =>
        Assert.All(Enumerable.Range(0, KnownNames.Count), number => Assert.Equal(number, KnownNames.Find(KnownNames.At(number))));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("policY")]
    [InlineData("policies ")]
    [InlineData("a text that is longer than all that are known")]
    public void An_unknown_name_is_not_found(string text) => Assert.Equal(-1, KnownNames.Find(text));
}
