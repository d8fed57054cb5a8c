using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;

namespace MtaSts.Tests.Dns;

/// <summary>A server on loopback that answers each query with the test's script.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private const int ShortestQuery = 17; // a header and the question for the root (RFC 1035 §4.1)

    private readonly Socket _udp;
    private readonly Socket _elsewhere = UdpSocket(0);
    private readonly TcpListener? _tcp;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _loops = [];

    /// <param name="udp">The datagrams to send for a query.</param>
    /// <param name="tcp">The chunks to send for a query, including the length prefix, each as a separate segment; null for a closed port.</param>
    /// <param name="elsewhere">Datagrams to send first, from another port.</param>
    public ScriptedServer(
        Func<byte[], Task<IEnumerable<byte[]>>> udp,
        Func<byte[], IEnumerable<byte[]>>? tcp = null,
        Func<byte[], IEnumerable<byte[]>>? elsewhere = null)
    {
        while (true)
        {
            _udp = UdpSocket(0);
            if (tcp is null) break;
            try
            {
                _tcp = new TcpListener((IPEndPoint)_udp.LocalEndPoint!);
                _tcp.Start();
                break;
            }
            catch (SocketException)
            {
                _udp.Dispose(); // the port is in use for TCP: try another one
            }
        }

        Port = ((IPEndPoint)_udp.LocalEndPoint!).Port;
        _loops.Add(RunUdpAsync(udp, elsewhere));
        if (tcp is not null) _loops.Add(RunTcpAsync(_tcp!, tcp));
    }

    public ScriptedServer(
        Func<byte[], IEnumerable<byte[]>> udp,
        Func<byte[], IEnumerable<byte[]>>? tcp = null,
        Func<byte[], IEnumerable<byte[]>>? elsewhere = null)
        : this(query => Task.FromResult(udp(query)), tcp, elsewhere)
    {
    }

    public int Port { get; }

    public DnsServer Server => DnsServer.FromAddress(IPAddress.Loopback, Port);

    public ConcurrentQueue<byte[]> UdpQueries { get; } = [];

    public ConcurrentQueue<byte[]> TcpQueries { get; } = [];

    public ConcurrentQueue<int> ClientPorts { get; } = [];

    /// <summary>Answers every query with one message.</summary>
    public static ScriptedServer Answering(Func<byte[], Packet> answer) => new(query => [answer(query).Build()]);

    public static ScriptedServer Silent() => new(_ => Array.Empty<byte[]>());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _udp.Dispose();
        _elsewhere.Dispose();
        _tcp?.Stop();
        await Task.WhenAll(_loops);
        _stop.Dispose();
    }

    private static Socket UdpSocket(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private async Task RunUdpAsync(Func<byte[], Task<IEnumerable<byte[]>>> script, Func<byte[], IEnumerable<byte[]>>? elsewhere)
    {
        var buffer = new byte[65536];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var got = await _udp.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (got.ReceivedBytes < ShortestQuery) continue; // an answer to the socket that had this port before
                var query = buffer[..got.ReceivedBytes];
                UdpQueries.Enqueue(query);
                ClientPorts.Enqueue(((IPEndPoint)got.RemoteEndPoint).Port);
                foreach (var datagram in elsewhere?.Invoke(query) ?? []) await _elsewhere.SendToAsync(datagram, got.RemoteEndPoint);
                foreach (var datagram in await script(query)) await _udp.SendToAsync(datagram, got.RemoteEndPoint);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // The end, or the client has closed the connection.
            }
        }
    }

    private async Task RunTcpAsync(TcpListener listener, Func<byte[], IEnumerable<byte[]>> script)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptSocketAsync(_stop.Token);
                client.NoDelay = true;
                var prefix = await ReadAsync(client, 2);
                var query = await ReadAsync(client, (prefix[0] << 8) | prefix[1]);
                TcpQueries.Enqueue(query);
                foreach (var chunk in script(query))
                {
                    // An empty chunk: keep the connection open without sending until the client closes it.
                    if (chunk.Length == 0) await client.ReceiveAsync(new byte[1], _stop.Token);
                    else await client.SendAsync(chunk, SocketFlags.None, _stop.Token);
                }

                client.Shutdown(SocketShutdown.Both);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // The end, or the client has closed the connection.
            }
        }
    }

    private async Task<byte[]> ReadAsync(Socket client, int count)
    {
        var data = new byte[count];
        for (var got = 0; got < count;)
        {
            var now = await client.ReceiveAsync(data.AsMemory(got), SocketFlags.None, _stop.Token);
            if (now == 0) throw new OperationCanceledException();
            got += now;
        }

        return data;
    }
}
