using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Lab.Net;

/// <summary>Accepts on one socket and serves every connection until stopped. No thread waits.</summary>
internal sealed class TcpServer : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly Func<Socket, CancellationToken, Task> _serve;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Socket, Task> _running = new();
    private readonly Task _accepting;

    public TcpServer(Socket listener, Func<Socket, CancellationToken, Task> serve)
    {
        _listener = listener;
        _serve = serve;
        listener.Listen(512);
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        foreach (var socket in _running.Keys)
            socket.Dispose();
        await _accepting;
        await Task.WhenAll(_running.Values);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_stopping.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                continue;
            }

            // Registered before it starts, so that a connection that ends at once is still removed.
            var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running[socket] = ServeAsync(socket, begin.Task);
            begin.SetResult();
        }
    }

    private async Task ServeAsync(Socket socket, Task begin)
    {
        await begin;
        try
        {
            socket.NoDelay = true;
            await _serve(socket, _stopping.Token);
        }
        catch (Exception e) when (IsTheClientsDoing(e) || _stopping.IsCancellationRequested)
        {
            // The client left, or rejected what it received: that is expected in the lab.
        }
        finally
        {
            socket.Dispose();
            _running.TryRemove(socket, out _);
        }
    }

    private static bool IsTheClientsDoing(Exception e) =>
        e is IOException or SocketException or AuthenticationException or ObjectDisposedException
            or OperationCanceledException or System.ComponentModel.Win32Exception;
}
