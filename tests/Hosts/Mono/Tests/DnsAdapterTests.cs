using MtaSts.Dns.Udp;
using Xunit;

namespace MtaSts.Tests;

public class DnsAdapterTests
{
    // Otherwise every test of the resolver would use TCP.
    [Fact]
    public void The_adapter_loads() => Assert.True(UdpClientLoader.BesideTheCore().Load().Problem is null, UdpClientLoader.BesideTheCore().Load().Problem);
}
