using System.Linq;
using System.Net;
using MtaSts.Dns;
using Xunit;

namespace MtaSts.Tests.Dns;

public class SystemDnsServersTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("nameserver 192.0.2.1", "192.0.2.1")]
    [InlineData("nameserver 192.0.2.1\nnameserver 2001:db8::1\n", "192.0.2.1 2001:db8::1")]
    [InlineData("search contoso.test\r\nnameserver\t192.0.2.1  # office\r\noptions timeout:1 attempts:9\r\n", "192.0.2.1")]
    [InlineData("# nameserver 192.0.2.1\n; nameserver 192.0.2.2\n#nameserver 192.0.2.3\nnameserver 192.0.2.4", "192.0.2.4")]
    [InlineData("nameserver fe80::1%2", "fe80::1%2")] // a scope by number
    [InlineData("nameserver 127.0.0.53\n", "127.0.0.53")]
    [InlineData("nameserver\nnameserver   \nnameserver ns.test\nnameserver 999.1.1.1\nnameservers 192.0.2.1\nNAMESERVER 192.0.2.1", "")]
    [InlineData("nameserver 192.0.2.1:5353\nnameserver https://dns.example/q", "")] // no such forms here
    public void Name_servers_are_read_from_resolv_conf(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', ResolvConfReader.NameServers(text)));

    [Fact]
    public void Placeholders_are_left_out_and_each_server_occurs_once()
    {
        string[] addresses =
        [
            "192.0.2.1", "fec0:0:0:ffff::1", "fec0:0:0:ffff::2", "fec0:0:0:ffff::3", "2001:db8::53", "192.0.2.1", "0.0.0.0", "::",
            "127.0.0.53", "fec0::53",
        ];
        Assert.Equal(
            ["192.0.2.1", "2001:db8::53", "127.0.0.53", "fec0::53"],
            SystemDnsServers.Choose(addresses.Select(IPAddress.Parse)).Select(server => server.ToString()));
    }

    [Fact]
    public void Looking_at_this_machine_does_not_throw() =>
        Assert.All(SystemDnsServers.Find(), server => Assert.Equal(DnsServer.DefaultPort, server.Port));
}
