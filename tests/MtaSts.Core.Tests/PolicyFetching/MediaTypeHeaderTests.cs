using MtaSts.PolicyFetching;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.PolicyFetching;

public class MediaTypeHeaderTests
{
    [Theory]
    [InlineData(null, null, null, "no header")]
    [InlineData("text/plain", "text/plain", null, "only the type")]
    [InlineData("Text/PLAIN", "text/plain", null, "case does not matter")]
    [InlineData("text/plain; charset=utf-8", "text/plain", "utf-8", "a charset")]
    [InlineData("text/plain;charset=\"UTF-8\"", "text/plain", "utf-8", "in quotes")]
    [InlineData(" text/plain ; x=y ; Charset = us-ascii ", "text/plain", "us-ascii", "white space and another parameter")]
    [InlineData("text/plain; charset", "text/plain", null, "a parameter without a value")]
    [InlineData("text/plain; charset=a; charset=b", "text/plain", "a", "the first counts")]
    [InlineData("", "", null, "nothing")]
    [InlineData(";", "", null, "a semicolon")]
    [InlineData("text/html, text/plain", "text/html, text/plain", null, "two types are not valid")]
    public void The_type_and_the_charset_are_read(string? value, string? type, string? charset, string reason) =>
        Assert.True((type, charset) == MediaTypeHeader.Read(value), reason);

    [Fact]
    public void Any_text_is_read_and_nothing_throws() =>
        Any.Hold(Any.Of(8, "text/plain", ";", "charset", "=", "\"", " ", "utf-8", "\0"), text => Assert.NotNull(MediaTypeHeader.Read(text).MediaType));
}
