using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Net.Transport;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Net.Transport;

public class TcpConnectorTests
{
    // The machine itself refuses to connect to a broadcast address; nothing is sent.
    private static readonly IPAddress Nowhere = IPAddress.Broadcast;

    [Fact]
    public async Task Without_an_address_there_is_no_connection()
    {
        using var outcome = await Connect([], 25);
        Assert.Equal((TcpFailure.NoAddress, null), (outcome.Failure, outcome.Socket));
    }

    [Fact]
    public async Task The_first_address_that_answers_is_used()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var steps = new List<NetworkStep>();
        using var outcome = await Connect([Nowhere, IPAddress.Loopback], ((IPEndPoint)listener.LocalEndpoint).Port, steps.Add);
        Assert.Equal((TcpFailure.None, IPAddress.Loopback, true), (outcome.Failure, outcome.Address, outcome.Socket!.Connected));
        Assert.Equal(["cannot be reached: no route to its network from here", "connected"], steps.ConvertAll(s => s.Outcome));
        Assert.All(steps, s => Assert.StartsWith("TCP ", s.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_is_distinguished_from_an_unreachable_network()
    {
        using var refused = await Connect([Nowhere, IPAddress.Loopback], 1);
        Assert.Equal((TcpFailure.Refused, IPAddress.Loopback), (refused.Failure, refused.Address));
        Assert.Equal(
            "255.255.255.255:1 cannot be reached: no route to its network from here; 127.0.0.1:1 refused the connection (nothing listens on that port)",
            refused.Detail);
        using var unreachable = await Connect([Nowhere], 1);
        Assert.Equal(TcpFailure.Unreachable, unreachable.Failure);
    }

    [Fact]
    public async Task Cancellation_throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TcpConnector.ConnectAsync([IPAddress.Loopback], 1, Wait.Long, null, new CancellationToken(true)));

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1:25")]
    [InlineData("2001:db8::1", "[2001:db8::1]:25")]
    public void An_endpoint_is_shown_in_the_usual_notation(string address, string expected) =>
        Assert.Equal(expected, TcpConnector.Show(IPAddress.Parse(address), 25));

    private static Task<TcpOutcome> Connect(IReadOnlyList<IPAddress> addresses, int port, Action<NetworkStep>? onStep = null) =>
        TcpConnector.ConnectAsync(addresses, port, Wait.Long, onStep, CancellationToken.None);
}
