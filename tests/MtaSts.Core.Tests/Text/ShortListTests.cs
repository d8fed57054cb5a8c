using System.Linq;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Text;

public class ShortListTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "1")]
    [InlineData(3, "1, 2, 3")]
    [InlineData(4, "1, 2, 3 and 1 more")]
    [InlineData(5, "1, 2, 3 and 2 more")]
    [InlineData(1203, "1, 2, 3 and 1200 more")]
    public void Omitted_entries_are_counted(int count, string text) =>
        Assert.Equal(text, ShortList.Join(Enumerable.Range(1, count).Select(number => $"{number}"), 3));

    [Fact]
    public void Items_are_separated_by_the_given_text() => Assert.Equal("a; b and 1 more", ShortList.Join(["a", "b", "c"], 2, "; "));

    [Theory]
    [InlineData("", "")]
    [InlineData("it went wrong", "It went wrong")]
    [InlineData("no address", "No address")]
    [InlineData("mta-sts.contoso.test has only private addresses", "mta-sts.contoso.test has only private addresses")]
    [InlineData("mta-sts.contoso.test: no answer", "mta-sts.contoso.test: no answer")]
    [InlineData("through the proxy: no answer", "Through the proxy: no answer")]
    [InlineData("fe80::1 is link-local", "fe80::1 is link-local")]
    [InlineData("wrong.", "Wrong.")]
    public void A_sentence_begins_with_a_capital_or_a_host_name(string text, string sentence) => Assert.Equal(sentence, SentenceStart.Of(text));
}
