using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Net;

namespace MtaSts.Lab.Dns;

/// <summary>DNS over UDP. Answers without a delay are sent immediately, in the receiving loop.</summary>
internal sealed class UdpDnsServer : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly DnsResponder _responder;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _delayed = new();
    private readonly Task _running;

    public UdpDnsServer(Socket bound, DnsResponder responder)
    {
        _socket = bound;
        _responder = responder;
        _socket.ReceiveBufferSize = 4 * 1024 * 1024;
        _running = Task.Run(ReceiveAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        await Task.WhenAll(_delayed.Keys);
        _socket.Dispose();
        _stopping.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[4096];
        while (!_stopping.IsCancellationRequested)
        {
            var peer = new SocketAddress(_socket.AddressFamily);
            try
            {
                var length = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, peer, _stopping.Token);
                var reply = _responder.Respond(buffer.AsSpan(0, length), DnsTransport.Udp);
                if (reply.Delay > TimeSpan.Zero)
                    Track(SendLaterAsync(reply, peer));
                else
                    Send(reply, peer);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // Windows reports here that the port for an earlier answer was closed.
            }
        }
    }

    private void Track(Task sending)
    {
        _delayed[sending] = 0;
        _ = sending.ContinueWith(
            t => _delayed.TryRemove(t, out _),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task SendLaterAsync(DnsReply reply, SocketAddress peer)
    {
        try
        {
            await SilentWait.DelayAsync(reply.Delay, _stopping.Token);
            Send(reply, peer);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    // Not awaited: a datagram is sent immediately, and two asynchronous sends of one socket to a SocketAddress disturb
    // each other in .NET 10 (a NullReferenceException).
    private void Send(DnsReply reply, SocketAddress peer)
    {
        foreach (var message in reply.Messages)
            _socket.SendTo(message, SocketFlags.None, peer);
    }
}
