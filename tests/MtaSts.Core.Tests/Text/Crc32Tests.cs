using System.Text;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Text;

public class Crc32Tests
{
    [Theory]
    [InlineData("", 0u, "nothing")]
    [InlineData("123456789", 0xcbf43926u, "the check value of the algorithm")]
    [InlineData("a", 0xe8b7be43u, "one byte")]
    public void The_checksum_is_that_of_gzip_and_zip(string text, uint expected, string reason)
    {
        var bytes = Encoding.ASCII.GetBytes("#" + text + "#");
        Assert.True(expected == Crc32.Of(0, bytes, 1, text.Length), reason);
        var half = text.Length / 2;
        Assert.True(expected == Crc32.Of(Crc32.Of(0, bytes, 1, half), bytes, 1 + half, text.Length - half), reason + ", in two parts");
    }
}
