using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Text;

public class CommandTextTests
{
    [Theory]
    [InlineData("tls-reports@contoso.com", "tls-reports@contoso.com", "plain text")]
    [InlineData("", "''", "nothing")]
    [InlineData("@contoso", "'@contoso'", "a splat")]
    [InlineData("a;b", "'a;b'", "a second command")]
    [InlineData("it's", "'it''s'", "a quote")]
    [InlineData("a\u2019;calc;\u2018", "'a\u2019\u2019;calc;\u2018\u2018'", "typographic quotes, which end a text in PowerShell too")]
    [InlineData("\u201a\u201b", "'\u201a\u201a\u201b\u201b'", "the other two")]
    [InlineData("$(calc)", "'$(calc)'", "an expression")]
    public void An_argument_is_one_text_to_PowerShell(string text, string expected, string reason) =>
        Assert.True(expected == CommandText.Argument(text), reason);
}
