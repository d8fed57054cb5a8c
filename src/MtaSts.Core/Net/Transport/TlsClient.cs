using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Net.Certificates;
using MtaSts.Text;

namespace MtaSts.Net.Transport;

/// <summary>
/// A TLS handshake that accepts every certificate in order to validate it: with SNI, TLS 1.2 or newer (RFC 8461 §7.1, §3.3,
/// §4.2). Users of the stream must check <see cref="TlsOutcome.Certificate"/>.
/// </summary>
internal static class TlsClient
{
    private const int UnrecognizedName = 112;

    /// <summary>Performs the handshake over a connection, which then belongs to the outcome.</summary>
    /// <param name="connection">Disposed when the handshake fails.</param>
    /// <param name="host">For SNI and for the outcome of the certificate.</param>
    /// <param name="trust">The trusted roots.</param>
    /// <param name="timeout">For the whole handshake.</param>
    /// <param name="onStep">Receives the handshake; may be null.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public static async Task<TlsOutcome> HandshakeAsync(
        Stream connection, string host, CertificateTrust trust, TimeSpan timeout, Action<NetworkStep>? onStep, CancellationToken cancellationToken)
    {
        if (!CanBeAskedFor(host))
        {
            connection.Dispose();
            return new TlsOutcome { Failure = TlsFailure.Failed, Detail = "its name is not a host name, so no certificate can be asked for" };
        }

        var watch = Stopwatch.StartNew();
        var sniffer = new HandshakeSniffer(connection);
        var capture = new CertificateCapture(host, trust);
        var stream = new SslStream(sniffer, leaveInnerStreamOpen: false, capture.Callback);
        TlsOutcome outcome;
        try
        {
            await Deadline.RunAsync(token => AuthenticateAsync(stream, host, trust, token), sniffer, timeout, cancellationToken).ConfigureAwait(false);
            outcome = new TlsOutcome {
                Stream = stream, Version = TlsVersion.NameOf(stream.SslProtocol), Certificate = capture.Certificate,
                PlatformCertificate = stream.RemoteCertificate };
        }
        catch (TimeoutException)
        {
            stream.Dispose();
            outcome = new TlsOutcome { Failure = TlsFailure.TimedOut, Detail = "the TLS handshake did not finish in time", Certificate = capture.Certificate };
        }
        // ArgumentException: a name that begins like an internationalized one but is not valid.
        catch (Exception error) when (
            error is AuthenticationException or IOException or Win32Exception or CryptographicException or InvalidOperationException or NotSupportedException
                or ArgumentException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            stream.Dispose();
            outcome = Explain(error, sniffer, capture.Certificate);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        onStep?.Invoke(new NetworkStep("TLS", host, outcome.Stream is null ? outcome.Detail : outcome.Version!, watch.Elapsed));
        return outcome;
    }

    // A stranger's DNS may contain any octets instead of a host name, and the platform throws for some of them.
    private static bool CanBeAskedFor(string host)
    {
        foreach (var c in host)
            if (!DomainName.IsLetterOrDigit(c) && c is not ('.' or '-' or '_')) return false;
        return true;
    }

#if NET8_0_OR_GREATER
    private static Task AuthenticateAsync(SslStream stream, string host, CertificateTrust trust, CancellationToken cancellationToken) =>
        stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,

                // A resumed session shows an earlier certificate, and the platform keeps a session for every host.
                AllowTlsResume = false,

                // Only the certificate of the first handshake is validated. Not every platform respects this (RFC 5746 then binds the second to the first).
                AllowRenegotiation = false,
                CertificateChainPolicy = ChainPolicy.Create(trust, trust.ExtraRoots is not null),
            },
            cancellationToken);
#else
    private static Task AuthenticateAsync(SslStream stream, string host, CertificateTrust trust, CancellationToken cancellationToken) =>
        stream.AuthenticateAsClientAsync(host, clientCertificates: null, TlsVersion.Offered, checkCertificateRevocation: false);
#endif

    /// <summary>Why a handshake failed.</summary>
    internal static TlsOutcome Explain(Exception error, HandshakeSniffer sniffer, CertificateInfo? certificate)
    {
        // An ArgumentException is about the name of the host, and an IOException comes from the connection.
        if (!sniffer.HasHeard && error is not (ArgumentException or IOException))
        {
            var when = sniffer.HasSent ? "ended the TLS handshake before the server answered" : "could not begin the TLS handshake, so nothing was sent";
            return new TlsOutcome
            {
                Failure = TlsFailure.ThisMachine,
                Detail = $"this machine {when}: {ExceptionText.OfInnermost(error).TrimEnd('.', ' ')}",
            };
        }

        var first = sniffer.FirstFlight;
        var said = first.Describe();
        var failure = first.Kind switch
        {
            _ when first.IsTooOld => TlsFailure.TooOld,
            _ when first.IsTooNew => TlsFailure.TooNew,
            FirstFlightKind.NotTls => TlsFailure.NotTls,
            FirstFlightKind.Nothing => TlsFailure.Closed,
            FirstFlightKind.Alert => first.Code == UnrecognizedName ? TlsFailure.UnknownName : TlsFailure.Alert,
            _ => TlsFailure.Failed,
        };
        return new TlsOutcome
        {
            Failure = failure,
            Detail = said ?? $"the TLS handshake failed: {ExceptionText.OfInnermost(error).TrimEnd('.', ' ')}",
            Certificate = certificate,
        };
    }
}
