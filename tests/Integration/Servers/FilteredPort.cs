using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace MtaSts.Integration.Servers;

/// <summary>A port without an answer to connection attempts: Linux drops them while a listener's queue is full.</summary>
internal sealed class FilteredPort : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public FilteredPort(IPAddress address, int port)
    {
        var listener = New(address);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(0);

        // The first takes the only place in the queue, the second makes sure that it is full.
        New(address).Connect(address, port);
        var second = New(address);
        second.Blocking = false;
        try
        {
            second.Connect(address, port);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // Expected.
        }
    }

    public void Dispose() => _sockets.ForEach(s => s.Dispose());

    private Socket New(IPAddress address)
    {
        _sockets.Add(new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        return _sockets[^1];
    }
}
