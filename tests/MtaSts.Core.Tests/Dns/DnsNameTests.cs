using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Dns.Wire;
using Xunit;

namespace MtaSts.Tests.Dns;

public class DnsNameTests
{
    private static readonly string Label63 = new('a', 63);

    [Theory]
    [InlineData("", new byte[] { 0 })] // the root
    [InlineData(".", new byte[] { 0 })]
    [InlineData("a", new byte[] { 1, 97, 0 })]
    [InlineData("a.", new byte[] { 1, 97, 0 })]
    [InlineData("_a.B", new byte[] { 2, 95, 97, 1, 66, 0 })]
    [InlineData("a\\.b", new byte[] { 3, 97, 46, 98, 0 })] // an escaped dot is part of the label
    [InlineData("\\\\.\\255\\000", new byte[] { 1, 92, 2, 255, 0, 0 })]
    [InlineData("a b", new byte[] { 3, 97, 32, 98, 0 })]
    public void Names_are_written(string name, byte[] expected) => Assert.Equal(expected, Written(name));

    [Theory]
    [InlineData("..")] // empty label
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a\\")] // an escape without a character
    [InlineData("a\\25")] // an escape needs three digits
    [InlineData("a\\256")] // the value must fit into an octet
    [InlineData("é")] // not ASCII
    public void An_invalid_name_is_not_written(string name) => Assert.Null(Written(name));

    [Fact]
    public void Length_limits_are_exact_to_the_octet()
    {
        Assert.NotNull(Written(Label63));
        Assert.Null(Written(Label63 + "a"));
        var octets253 = string.Join('.', Label63, Label63, Label63, Label63[..61]);
        Assert.Equal(255, Written(octets253)!.Length);
        Assert.Equal(255, Written(octets253 + ".")!.Length);
        Assert.Null(Written(octets253 + "a"));
        Assert.Null(Written(string.Join('.', Enumerable.Repeat("a", 128)))); // 257 octets in labels of one
        Assert.Equal(255, Written(string.Join('.', Enumerable.Repeat("a", 127)))!.Length);
        Assert.Null(Written(string.Join('.', Enumerable.Repeat(Label63, 5)) + ".")); // far too long
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a.", "a")]
    [InlineData("a\\.", "a\\.")] // the dot belongs to the label
    [InlineData("a\\\\.", "a\\\\")] // the backslash belongs to the label, the dot does not
    [InlineData(".", "")]
    public void The_final_dot_is_removed(string name, string expected) => Assert.Equal(expected, DnsName.WithoutFinalDot(name));

    [Theory]
    [InlineData(new byte[] { 1, 97, 0 }, 0, "a", 3)]
    [InlineData(new byte[] { 1, 97, 0, 1, 98, 0xC0, 0 }, 3, "b.a", 7)] // a pointer back
    [InlineData(new byte[] { 1, 97, 0, 0xC0, 0, 0xC0, 3 }, 5, "a", 7)] // a pointer to a pointer
    [InlineData(new byte[] { 2, 0, 46, 0 }, 0, "\\000\\.", 4)]
    public void Names_are_read(byte[] data, int offset, string expected, int end)
    {
        var cursor = new WireCursor(data, offset, data.Length);
        Assert.Null(DnsName.Read(ref cursor, new StringBuilder(), out var name));
        Assert.Equal(expected, name);
        Assert.Equal(end, cursor.Offset);
    }

    [Theory]
    [InlineData(new byte[] { }, 0, "beyond the end")]
    [InlineData(new byte[] { 1, 97 }, 0, "beyond the end")] // no root
    [InlineData(new byte[] { 9, 97, 0 }, 0, "label extends beyond")]
    [InlineData(new byte[] { 0xC0 }, 0, "pointer extends beyond")]
    [InlineData(new byte[] { 0xC0, 0 }, 0, "backwards")] // to itself
    [InlineData(new byte[] { 0xC0, 2, 0 }, 0, "backwards")] // forwards
    [InlineData(new byte[] { 1, 97, 0xC0, 0 }, 0, "backwards")] // to its own beginning
    [InlineData(new byte[] { 1, 97, 1, 98, 0 }, 2, null)]
    [InlineData(new byte[] { 1, 97, 0xC0, 0 }, 2, "beyond the end")] // into a name that runs into the pointer
    [InlineData(new byte[] { 0x40, 0 }, 0, "reserved")]
    [InlineData(new byte[] { 0x80, 0 }, 0, "reserved")]
    public void An_invalid_name_is_not_read(byte[] data, int offset, string? reason)
    {
        var cursor = new WireCursor(data, offset, data.Length);
        var fault = DnsName.Read(ref cursor, new StringBuilder(), out _);
        if (reason is null) Assert.Null(fault);
        else Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_name_over_255_octets_is_not_read()
    {
        // Each pointer adds a label of 63: the fourth is one too many.
        byte[] data = [
            .. Enumerable.Range(0, 5)
            .SelectMany(i => (byte[])[63, .. Enumerable.Repeat((byte)97, 63), .. i == 0 ? [(byte)0] : Packet.U16(0xC000 | At(i - 1))])];
        Assert.Null(Fault(data, At(2)));
        Assert.Contains("255", Fault(data, At(3)), StringComparison.Ordinal);

        static int At(int i) => i == 0 ? 0 : 65 + ((i - 1) * 66);
        static string? Fault(byte[] data, int offset)
        {
            var cursor = new WireCursor(data, offset, data.Length);
            return DnsName.Read(ref cursor, new StringBuilder(), out _);
        }
    }

    [Fact]
    public void A_long_chain_of_pointers_is_not_followed()
    {
        byte[] data = [0, 0, .. Enumerable.Range(0, 40).SelectMany(i => Packet.U16(0xC000 | (i * 2)))];
        var cursor = new WireCursor(data, data.Length - 2, data.Length);
        Assert.Contains("32", DnsName.Read(ref cursor, new StringBuilder(), out _), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_labels_survive_a_write_and_a_read()
    {
        var label = Gen.Choose(1, 63).SelectMany(length => Gen.Choose(0, 255).Select(octet => (byte)octet).ArrayOf(length));
        var names = Gen.Choose(0, 3).SelectMany(count => label.ArrayOf(count)).ToArbitrary();
        Prop.ForAll(names, labels =>
        {
            byte[] wire = [.. labels.SelectMany(octets => octets.Prepend((byte)octets.Length)), 0];
            var cursor = new WireCursor(wire, 0, wire.Length);
            Assert.Null(DnsName.Read(ref cursor, new StringBuilder(), out var text));
            Assert.All(text, c => Assert.InRange(c, '!', '~'));
            Assert.Equal(wire, Written(text));
            Assert.Equal(text, DnsName.WithoutFinalDot(text + "."));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_is_a_name_that_survives_a_write_and_a_read_or_is_rejected()
    {
        Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), text =>
        {
            if (text is null || Written(text) is not { } wire) return;
            Assert.InRange(wire.Length, 1, 255);
            var cursor = new WireCursor(wire, 0, wire.Length);
            Assert.Null(DnsName.Read(ref cursor, new StringBuilder(), out var read));
            Assert.Equal(wire, Written(read));
        }).QuickCheckThrowOnFailure();
    }

    private static byte[]? Written(string name)
    {
        var room = new byte[3 + DnsName.MaxOctets + 2];
        return DnsName.Encode(name, room, 3, out var length) is null ? room[3..(3 + length)] : null;
    }
}
