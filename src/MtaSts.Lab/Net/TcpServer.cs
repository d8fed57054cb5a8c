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
    private readonly Socket listener;
    private readonly Func<Socket, CancellationToken, Task> serve;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<Socket, Task> running = new();
    private readonly Task accepting;

    public TcpServer(Socket listener, Func<Socket, CancellationToken, Task> serve)
    {
        this.listener = listener;
        this.serve = serve;
        listener.Listen(512);
        accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        foreach (var socket in running.Keys)
            socket.Dispose();
        await accepting;
        await Task.WhenAll(running.Values);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync(stopping.Token);
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
            running[socket] = ServeAsync(socket, begin.Task);
            begin.SetResult();
        }
    }

    private async Task ServeAsync(Socket socket, Task begin)
    {
        await begin;
        try
        {
            socket.NoDelay = true;
            await serve(socket, stopping.Token);
        }
        catch (Exception e) when (IsTheClientsDoing(e) || stopping.IsCancellationRequested)
        {
            // The client went away, or did not like what it was shown: that is what the lab is for.
        }
        finally
        {
            socket.Dispose();
            running.TryRemove(socket, out _);
        }
    }

    private static bool IsTheClientsDoing(Exception e) =>
        e is IOException or SocketException or AuthenticationException or ObjectDisposedException
            or OperationCanceledException or System.ComponentModel.Win32Exception;
}
