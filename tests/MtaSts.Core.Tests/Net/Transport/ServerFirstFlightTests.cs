using System.Text;
using FsCheck.Fluent;
using MtaSts.Net.Transport;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Net.Transport;

public class ServerFirstFlightTests
{
    [Theory]
    [InlineData(new byte[] { }, "Nothing", "without an answer", false)]
    [InlineData(new byte[] { 21, 3, 3, 0, 2, 2, 70 }, "Alert", "no TLS version", true)]
    [InlineData(new byte[] { 21, 3, 1, 0, 2, 2, 112 }, "Alert", "no certificate for this name", false)]
    [InlineData(new byte[] { 21, 3, 1, 0, 2, 2, 40 }, "Alert", "alert 40", false)]
    [InlineData(new byte[] { 21, 3, 1, 0, 2, 2, 99 }, "Alert", "alert 99", false)]
    [InlineData(new byte[] { 22, 3, 1, 0, 70, 2, 0, 0, 66, 3, 1 }, "Hello", "TLS 1.0", true)]
    [InlineData(new byte[] { 22, 3, 1, 0, 70, 2, 0, 0, 66, 3, 2 }, "Hello", "TLS 1.1", true)]
    [InlineData(new byte[] { 22, 3, 0, 0, 70, 2, 0, 0, 66, 3, 0 }, "Hello", "SSL 3.0", true)]
    [InlineData(new byte[] { 22, 3, 3, 0, 70, 2, 0, 0, 66, 3, 3 }, "Hello", null, false)]
    [InlineData(new byte[] { 22, 3 }, "Other", null, false)]
    [InlineData(new byte[] { 21 }, "Other", null, false)]
    public void The_first_octets_of_a_server_are_recognized(byte[] bytes, string kind, string? words, bool tooOld)
    {
        var flight = ServerFirstFlight.Read(bytes, bytes.Length);
        Assert.Equal((kind, tooOld), (flight.Kind.ToString(), flight.IsTooOld));
        if (words is null) Assert.Null(flight.Describe());
        else Assert.Contains(words, flight.Describe(), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nX: y", "HTTP/1.1 400 Bad Request")]
    [InlineData("220 mail\u001b[31m", "220 mail\\u001b[31m")]
    [InlineData("\n", "")]
    public void A_plain_answer_is_shown_safely(string text, string expected)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var flight = ServerFirstFlight.Read(bytes, bytes.Length);
        Assert.Equal((FirstFlightKind.NotTls, expected), (flight.Kind, flight.Excerpt));
    }

    [Fact]
    public void Any_bytes_are_described_safely_and_nothing_throws() => Any.Hold(
        Gen.OneOf(Any.Bytes, Gen.Elements<byte>(21, 22, 3, 2, 70, 0, 1).ArrayOf(12)),
        bytes =>
        {
            for (var count = 0; count <= bytes.Length; count++)
            {
                var said = ServerFirstFlight.Read(bytes, count).Describe();
                Assert.Equal(SafeText.Clean(said), said ?? "");
            }
        },
        500);
}
