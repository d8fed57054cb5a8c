using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace MtaSts.Lab.Net;

/// <summary>
/// A port at which a connection attempt hangs, as behind a firewall that drops packets. On Linux
/// a listener whose accept queue is full drops further SYNs.
/// </summary>
internal sealed class BlackholePort : IDisposable
{
    private readonly Socket _listener;
    private readonly List<Socket> _fillers = [];

    private BlackholePort(Socket listener) => _listener = listener;

    /// <summary>False where this does not work, so that a silent host is used instead.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Takes over a bound socket and fills its queue.</summary>
    public static BlackholePort On(Socket bound)
    {
        bound.Listen(0);
        var door = new BlackholePort(bound);
        try
        {
            // The queue of a backlog of 0 has room for one connection; the second filler ensures that it is full
            // and hangs like every later one.
            door.Fill(blocking: true);
            door.Fill(blocking: false);
            return door;
        }
        catch
        {
            door.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var filler in _fillers)
            filler.Dispose();
        _listener.Dispose();
    }

    private void Fill(bool blocking)
    {
        var target = (IPEndPoint)_listener.LocalEndPoint!;
        var filler = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = blocking };
        _fillers.Add(filler);
        try
        {
            filler.Connect(target);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
        }
    }
}
