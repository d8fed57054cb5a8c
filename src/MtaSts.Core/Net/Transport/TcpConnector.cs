using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Text;

namespace MtaSts.Net.Transport;

/// <summary>Connects to the first address that answers.</summary>
internal static class TcpConnector
{
    /// <summary>Tries the addresses in order; each gets a fair share of the remaining time.</summary>
    /// <param name="addresses">In the order to be tried.</param>
    /// <param name="port">The TCP port.</param>
    /// <param name="timeout">For all addresses together.</param>
    /// <param name="onStep">Receives each attempt; may be null.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async Task<TcpOutcome> ConnectAsync(
        IReadOnlyList<IPAddress> addresses, int port, TimeSpan timeout, Action<NetworkStep>? onStep, CancellationToken cancellationToken)
    {
        if (addresses.Count == 0) return new TcpOutcome { Failure = TcpFailure.NoAddress, Detail = "there is no address to connect to" };

        var watch = Stopwatch.StartNew();
        var failure = TcpFailure.None;
        var details = new List<string>();
        for (var i = 0; i < addresses.Count; i++)
        {
            var left = timeout - watch.Elapsed;
            if (left <= TimeSpan.Zero) break;
            var share = new TimeSpan(left.Ticks / (addresses.Count - i));
            var started = watch.Elapsed;
            var (socket, why, words) = await ConnectAsync(addresses[i], port, share, cancellationToken).ConfigureAwait(false);
            var outcome = socket is not null ? "connected" : words;
            onStep?.Invoke(new NetworkStep("TCP", Show(addresses[i], port), outcome, watch.Elapsed - started));
            if (socket is not null) return new TcpOutcome { Socket = socket, Address = addresses[i] };

            details.Add($"{Show(addresses[i], port)} {outcome}");
            failure = Stronger(failure, why);
        }

        return new TcpOutcome { Failure = failure, Address = addresses[addresses.Count - 1], Detail = ShortList.Join(details, 5, "; ") };
    }

    /// <summary>An address and port as a person writes them, for example <c>[2001:db8::1]:25</c>.</summary>
    public static string Show(IPAddress address, int port) => new IPEndPoint(address, port).ToString();

    // A refusal says most about the host; a missing route only says something about this machine.
    private static TcpFailure Stronger(TcpFailure left, TcpFailure right)
    {
        if (left == TcpFailure.Refused || right == TcpFailure.Refused) return TcpFailure.Refused;
        return left == TcpFailure.TimedOut || right == TcpFailure.TimedOut ? TcpFailure.TimedOut : TcpFailure.Unreachable;
    }

    private static async Task<(Socket? Socket, TcpFailure Failure, string Words)> ConnectAsync(
        IPAddress address, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Socket? socket = null;
        try
        {
            // A machine without IPv6 or without a free handle already fails here.
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await Deadline.RunAsync(
                _ => socket.ConnectAsync(address, port), socket, timeout, cancellationToken).ConfigureAwait(false);
            return (socket, TcpFailure.None, "");
        }
        catch (TimeoutException)
        {
            socket?.Dispose();
            return (null, TcpFailure.TimedOut, NetworkFault.Describe(SocketError.TimedOut));
        }
        catch (SocketException error)
        {
            socket?.Dispose();
            var failure = error.SocketErrorCode switch
            {
                SocketError.ConnectionRefused or SocketError.ConnectionReset => TcpFailure.Refused,
                SocketError.TimedOut => TcpFailure.TimedOut,
                _ => TcpFailure.Unreachable,
            };
            return (null, failure, NetworkFault.Describe(error.SocketErrorCode));
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }
}
