using System.Net;
using FsCheck.Fluent;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Text;

public class AddressTextTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", "four numbers")]
    [InlineData("0.0.0.0", "0.0.0.0", "the smallest address")]
    [InlineData("255.255.255.255", "255.255.255.255", "the largest address")]
    [InlineData("010.0.0.08", "10.0.0.8", "decimal, although a leading zero means octal elsewhere")]
    [InlineData("2001:db8::1", "2001:db8::1", "IPv6")]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.1", "IPv4 inside IPv6")]
    [InlineData("1", null, "one number")]
    [InlineData("10.1", null, "two numbers")]
    [InlineData("0x7f.0.0.1", null, "hexadecimal")]
    [InlineData("256.0.0.1", null, "above 255")]
    [InlineData("1.2.3.4.5", null, "five numbers")]
    [InlineData("1..2.3", null, "an empty number")]
    [InlineData("0000.0.0.1", null, "four digits")]
    [InlineData("١.٢.٣.٤", null, "non-ASCII digits")]
    [InlineData("mail.contoso.com", null, "a name")]
    [InlineData("contoso.com:25", null, "a port")]
    [InlineData("", null, "nothing")]
    public void Addresses_are_distinguished_from_names(string text, string? address, string reason) =>
        Assert.True(address == (AddressText.TryRead(text, out var read) ? read.ToString() : null), reason);

    [Fact]
    public void Every_address_in_text_form_is_read() => Any.Hold(
        Gen.Elements(4, 16).SelectMany(octets => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(octets)),
        octets => Assert.True(AddressText.TryRead(new IPAddress(octets).ToString(), out var read) && read.Equals(new IPAddress(octets))));
}
