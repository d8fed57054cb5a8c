using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Net;
using MtaSts.Net.Transport;

namespace MtaSts.Smtp;

/// <summary>Probes STARTTLS of an MX host (RFC 3207) and ends the session properly. It sends no mail and no address.</summary>
public sealed class SmtpProber
{
    private readonly NetworkOptions _options;

    /// <summary>Creates a prober.</summary>
    /// <param name="options">The network settings.</param>
    public SmtpProber(NetworkOptions options) => _options = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>Probes one host.</summary>
    /// <param name="host">The name in the MX record: for SNI and the certificate (RFC 8461 §4.2, §7.1).</param>
    /// <param name="addresses">Its addresses; the first that answers is used.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public async Task<SmtpProbe> ProbeAsync(string host, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var allowed = PublicAddresses.Filter(addresses ?? throw new ArgumentNullException(nameof(addresses)), _options.AllowPrivateAddress, out var refused);
        if (allowed.Count == 0 && addresses.Count > 0)
        {
            return new SmtpProbe {
                Host = host, Stage = SmtpPhase.Connect, TcpFailure = TcpFailure.PrivateAddress,
                Error = $"it has only addresses that senders cannot reach: {refused}" };
        }

        using var tcp =
            await TcpConnector.ConnectAsync(allowed, _options.SmtpPort, _options.StepTimeout, _options.OnStep, cancellationToken).ConfigureAwait(false);
        if (tcp.Socket is null)
        {
            return new SmtpProbe {
                Host = host, Stage = SmtpPhase.Connect, Address = tcp.Address, TcpFailure = tcp.Failure, IsTimedOut = tcp.Failure == TcpFailure.TimedOut,
                Error = tcp.Detail, Elapsed = watch.Elapsed };
        }

        using var dialogue = new SmtpDialogue(host, new NetworkStream(tcp.Socket, ownsSocket: true), HelloName(tcp.Socket), _options);
        await dialogue.RunAsync(cancellationToken).ConfigureAwait(false);
        return dialogue.ToProbe(tcp.Address!, watch.Elapsed);
    }

    /// <summary>The local address as a literal (RFC 5321 §4.1.3): correct, and it does not reveal the name of the machine.</summary>
    private static string HelloName(Socket socket)
    {
        var address = (socket.LocalEndPoint as IPEndPoint)?.Address ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork ? $"[{address}]" : $"[IPv6:{new IPAddress(address.GetAddressBytes())}]";
    }
}
