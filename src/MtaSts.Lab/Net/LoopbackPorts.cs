using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace MtaSts.Lab.Net;

/// <summary>Binds one port at many loopback addresses, or none at all.</summary>
internal static class LoopbackPorts
{
    // Below the ranges from which systems choose the ports of outgoing connections.
    private const int First = 20_000;
    private const int End = 32_000;
    private const int Attempts = 100;

    /// <summary>True when the machine has ::1.</summary>
    public static bool HasIPv6
    {
        get
        {
            if (!Socket.OSSupportsIPv6)
                return false;
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    /// <summary>Binds every address at the same port.</summary>
    /// <param name="addresses">What to bind: address and kind of socket.</param>
    /// <param name="port">The port; null to pick one that is free at all of them.</param>
    /// <exception cref="InvalidOperationException">The port is in use, or the machine lacks an address.</exception>
    public static Socket[] Bind(IReadOnlyList<(IPAddress Address, SocketType Type)> addresses, int? port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var candidate = port ?? Random.Shared.Next(First, End);
            var bound = new List<Socket>(addresses.Count);
            try
            {
                foreach (var (address, type) in addresses)
                {
                    var socket = new Socket(address.AddressFamily, type, type == SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp);
                    bound.Add(socket);
                    socket.Bind(new IPEndPoint(address, candidate));
                }

                return [.. bound];
            }
            catch (SocketException e)
            {
                var failed = addresses[bound.Count - 1].Address;
                bound.ForEach(s => s.Dispose());
                var mayRetry = port is null && attempt < Attempts && e.SocketErrorCode != SocketError.AddressNotAvailable;
                if (!mayRetry)
                    throw new InvalidOperationException(Explain(failed, candidate, e), e);
            }
        }
    }

    /// <summary>Binds TCP at every address.</summary>
    public static Socket[] Bind(IEnumerable<IPAddress> addresses, int? port) =>
        Bind([.. addresses.Select(a => (a, SocketType.Stream))], port);

    private static string Explain(IPAddress address, int port, SocketException e) =>
        e.SocketErrorCode == SocketError.AddressNotAvailable
            ? $"This machine does not answer at {address}. The lab needs all of 127.0.0.0/8, which Linux and Windows have; "
                + "on macOS add the address to lo0 first."
            : $"Cannot listen at {address} port {port}: {e.Message}. Choose another port, or leave it out to get a free one.";
}
