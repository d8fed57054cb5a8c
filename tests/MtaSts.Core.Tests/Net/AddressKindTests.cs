using System;
using System.Linq;
using System.Net;
using FsCheck.Fluent;
using MtaSts.Net;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Net;

public class AddressKindTests
{
    [Theory]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.255", "loopback")]
    [InlineData("10.0.0.1", "private")]
    [InlineData("172.16.0.1", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("172.15.0.1", null)]
    [InlineData("172.32.0.1", null)]
    [InlineData("192.168.1.1", "private")]
    [InlineData("192.169.1.1", null)]
    [InlineData("169.254.169.254", "link-local")] // the metadata address of clouds
    [InlineData("100.64.0.1", "carrier-grade NAT")]
    [InlineData("100.127.255.255", "carrier-grade NAT")]
    [InlineData("100.128.0.1", null)]
    [InlineData("0.0.0.0", "unspecified")]
    [InlineData("224.0.0.1", "multicast or reserved")]
    [InlineData("255.255.255.255", "multicast or reserved")]
    [InlineData("192.0.2.1", "for documentation")]
    [InlineData("192.0.2.255", "for documentation")]
    [InlineData("192.0.3.0", null)]
    [InlineData("198.51.100.7", "for documentation")]
    [InlineData("198.51.101.0", null)]
    [InlineData("203.0.113.200", "for documentation")]
    [InlineData("203.0.114.0", null)]
    [InlineData("9.9.9.9", null)]
    [InlineData("::1", "loopback")]
    [InlineData("::", "unspecified")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fc00::1", "private")]
    [InlineData("fdff::1", "private")]
    [InlineData("fec0::1", "private")]
    [InlineData("ff02::1", "multicast")]
    [InlineData("2001:db8::1", "for documentation")]
    [InlineData("2001:db8:ffff::1", "for documentation")]
    [InlineData("2001:db9::1", null)]
    [InlineData("2001:2::1", "for benchmarks")] // RFC 5180
    [InlineData("2001:2:1::1", null)] // not in 2001:2::/48
    [InlineData("2001:10::1", "for identifiers")] // ORCHID
    [InlineData("2001:2f::1", "for identifiers")]
    [InlineData("2001:30::1", null)]
    [InlineData("5f00::1", "for segment routing")]
    [InlineData("2606:4700::5efe:10.0.0.1", "private")] // ISATAP
    [InlineData("2606:4700::200:5efe:127.0.0.1", "loopback")]
    [InlineData("2606:4700::5efe:9.9.9.9", null)]
    [InlineData("3fff:fff::1", "for documentation")]
    [InlineData("3fff:1000::1", null)]
    [InlineData("::ffff:127.0.0.1", "loopback")] // IPv4-mapped
    [InlineData("::ffff:10.0.0.1", "private")]
    [InlineData("::ffff:192.0.2.1", "for documentation")]
    [InlineData("::ffff:9.9.9.9", null)]
    [InlineData("::ffff:169.254.169.254", "link-local")]
    [InlineData("::127.0.0.1", "loopback")] // IPv4-compatible
    [InlineData("::ffff:0:10.0.0.1", "private")] // IPv4-translated
    [InlineData("64:ff9b::127.0.0.1", "loopback")] // NAT64
    [InlineData("64:ff9b::169.254.169.254", "link-local")]
    [InlineData("64:ff9b::192.0.2.1", "for documentation")]
    [InlineData("64:ff9b::9.9.9.9", null)] // a DNS64 answer for a public host
    [InlineData("64:ff9b:1::192.0.2.1", "private")] // NAT64 of a private network
    [InlineData("64:ff9c::10.0.0.1", null)]
    [InlineData("2002:7f00:1::1", "loopback")] // 6to4
    [InlineData("2002:a00:1::1", "private")]
    [InlineData("2002:c0a8:101::", "private")]
    [InlineData("2002:909:909::1", null)]
    [InlineData("2001:0:909:909:0:0:f5ff:fffe", "private")] // Teredo, the client 10.0.0.1
    [InlineData("2001:0:a00:1:0:0:f6f6:f6f6", "private")] // Teredo, the server 10.0.0.1
    [InlineData("2001:0:909:909:0:0:f6f6:f6f6", null)]
    [InlineData("100::1", "discarded")]
    [InlineData("100:0:0:1::1", null)]
    [InlineData("ff0e::1", "multicast")]
    [InlineData("0.1.2.3", "unspecified")]
    [InlineData("198.18.0.1", "for benchmarks")]
    [InlineData("198.19.255.255", "for benchmarks")]
    [InlineData("198.20.0.1", null)]
    [InlineData("192.0.0.1", "for protocols")]
    [InlineData("192.0.1.1", null)]
    [InlineData("239.255.255.255", "multicast or reserved")]
    [InlineData("240.0.0.1", "multicast or reserved")]
    [InlineData("223.255.255.255", null)]
    [InlineData("fe80::1%1", "link-local")]
    public void Addresses_of_this_network_are_distinguished_from_public_ones(string address, string? kind) =>
        Assert.Equal(kind, AddressKind.PrivateKind(IPAddress.Parse(address)));

    [Fact]
    public void Any_address_has_a_kind_or_no_kind() => Any.Hold(
        Gen.Choose(0, 1).SelectMany(six => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(six == 1 ? 16 : 4)),
        bytes => Assert.NotEqual("", AddressKind.PrivateKind(new IPAddress(bytes))));

    [Fact]
    public void An_IPv4_address_inside_IPv6_has_the_same_kind() => Any.Hold(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(4),
        v4 =>
        {
            if (v4[0] == 0) return; // ::1 and :: have their own kinds
            var kind = AddressKind.PrivateKind(new IPAddress(v4));
            var zeros = new byte[10];
            Assert.Equal(kind, AddressKind.PrivateKind(new IPAddress([.. zeros, 0xFF, 0xFF, .. v4])));
            Assert.Equal(kind, AddressKind.PrivateKind(new IPAddress([.. zeros, 0, 0, .. v4])));
            Assert.Equal(kind, AddressKind.PrivateKind(new IPAddress([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, .. v4])));
            Assert.Equal(kind, AddressKind.PrivateKind(new IPAddress([0x20, 0x02, .. v4, .. zeros])));
        },
        1000);

    [Fact]
    public void Private_addresses_are_left_out_unless_allowed()
    {
        IPAddress[] all = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("9.9.9.9"), IPAddress.IPv6Loopback];
        Assert.Equal([all[1]], PublicAddresses.Filter(all, false, out var refused));
        Assert.Equal("10.0.0.1 (private), ::1 (loopback)", refused);
        Assert.Equal(all, PublicAddresses.Filter(all, true, out _));
        Assert.Empty(PublicAddresses.Filter(all.Where(a => a != all[1]).ToList(), false, out _));
    }

    [Fact]
    public void Null_is_misuse() => Assert.Throws<ArgumentNullException>(() => AddressKind.PrivateKind(null!));
}
