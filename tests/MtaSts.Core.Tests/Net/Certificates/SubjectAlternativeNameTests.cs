using System.Linq;
using System.Text;
using FsCheck.Fluent;
using MtaSts.Net.Certificates;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Net.Certificates;

public class SubjectAlternativeNameTests
{
    [Theory]
    [InlineData(new byte[] { }, 0, "nothing")]
    [InlineData(new byte[] { 0x30 }, 0, "only a tag")]
    [InlineData(new byte[] { 0x30, 0 }, 0, "an empty sequence")]
    [InlineData(new byte[] { 0x30, 3, 0x82, 1, 97 }, 1, "one name")]
    [InlineData(new byte[] { 0x30, 6, 0x82, 1, 97, 0x82, 1, 98 }, 2, "two names")]
    [InlineData(new byte[] { 0x30, 9, 0x87, 4, 127, 0, 0, 1, 0x82, 1, 97 }, 1, "an address first")]
    [InlineData(new byte[] { 0x30, 0x81, 3, 0x82, 1, 97 }, 1, "a length in the long form")]
    [InlineData(new byte[] { 0x31, 3, 0x82, 1, 97 }, 0, "no sequence")]
    [InlineData(new byte[] { 0x30, 4, 0x82, 1, 97 }, 0, "a sequence longer than the data")]
    [InlineData(new byte[] { 0x30, 3, 0x82, 2, 97 }, 0, "a name longer than the sequence")]
    [InlineData(new byte[] { 0x30, 0x80, 0x82, 1, 97, 0, 0 }, 0, "an indefinite length, which DER does not have")]
    [InlineData(new byte[] { 0x30, 0x84, 0, 0, 0, 3, 0x82, 1, 97 }, 0, "a length of four octets")]
    [InlineData(new byte[] { 0x30, 0x83, 0xFF, 0xFF, 0xFF }, 0, "a length of 16 MB")]
    public void DNS_names_are_read(byte[] der, int count, string reason) => Assert.True(count == SubjectAlternativeName.Read(der).Count, reason);

    [Fact]
    public void A_name_with_a_NUL_does_not_match_the_name_before_the_NUL()
    {
        var name = SubjectAlternativeName.Read([0x30, 8, 0x82, 6, .. "a.b\0.c"u8]).Single();
        Assert.False(HostNameMatch.Covers(name, "a.b"));
    }

    [Fact]
    public void Any_bytes_result_in_names_and_nothing_throws() => Any.Hold(
        Gen.OneOf(
            Any.Bytes,
            Gen.Frequency((3, Gen.Elements<byte>(0x30, 0x82, 0x81, 0x83, 0)), (1, Gen.Choose(0, 255).Select(b => (byte)b))).ArrayOf(12)
                .Select(tail => (byte[])[0x30, 12, .. tail])),
        der => Assert.InRange(SubjectAlternativeName.Read(der).Sum(name => name.Length), 0, der.Length),
        3000);

    [Fact]
    public void Any_names_survive_a_write_and_a_read() => Any.Hold(Gen.Choose(0, 5).SelectManyOf(Any.Host.Where(h => h.Length < 100)), names =>
    {
        byte[] content = [.. names.SelectMany(name => (byte[])[0x82, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)])];
        byte[] der = [0x30, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content];
        Assert.Equal(names, SubjectAlternativeName.Read(der));
    });
}
