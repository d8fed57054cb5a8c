using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Tests.Support;

/// <summary>A small HTTP proxy on loopback that supports only CONNECT.</summary>
internal sealed class ConnectProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _tunnels = [];
    private readonly Func<string, IPAddress> _addressOf;
    private readonly string? _refusal;
    private readonly Task _loop;

    /// <param name="addressOf">The proxy looks names up itself.</param>
    /// <param name="refusal">What it answers instead of connecting; empty to close; null to connect.</param>
    public ConnectProxy(Func<string, IPAddress> addressOf, string? refusal = null)
    {
        _addressOf = addressOf;
        _refusal = refusal;
        _listener.Start();
        _loop = RunAsync();
    }

    public Uri Url => new(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));

    /// <summary>The first lines of all requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        await Task.WhenAll(_tunnels.Select(async tunnel =>
        {
            try
            {
                await tunnel;
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }));
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _tunnels.Add(ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        var stream = client.GetStream();
        var head = new StringBuilder();
        var octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(octet, _stop.Token) == 0) return;
            head.Append((char)octet[0]);
        }

        var line = head.ToString().Split("\r\n")[0];
        Requests.Enqueue(line);
        if (_refusal is not null)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(_refusal), _stop.Token);
            return;
        }

        var target = line.Split(' ')[1].Split(':');
        using var server = new TcpClient();
        await server.ConnectAsync(_addressOf(target[0]), int.Parse(target[1], System.Globalization.CultureInfo.InvariantCulture), _stop.Token);
        await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _stop.Token);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var there = stream.CopyToAsync(server.GetStream(), ended.Token);
        var back = server.GetStream().CopyToAsync(stream, ended.Token);
        await Task.WhenAny(there, back);
        try
        {
            client.Client.Shutdown(SocketShutdown.Send);
        }
        finally
        {
            // A fault that nobody looks at would fail whichever test runs when it is collected.
            await ended.CancelAsync();
            await Task.WhenAll(there, back).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
