using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Net;

namespace MtaSts.Lab.Tls;

/// <summary>The server side of a handshake, good or bad.</summary>
/// <param name="authority">Creates the certificates.</param>
/// <param name="delay">The wait before the ClientHello is answered.</param>
internal sealed class TlsEndpoint(LabCertificateAuthority authority, TimeSpan delay)
{
    /// <summary>The response to a client that sends no SNI or one that the host does not serve.</summary>
    public const string UnknownHost = "unknown-sni.lab.test";

    /// <summary>
    /// Performs the handshake according to the setup.
    /// </summary>
    /// <param name="inner">The connection.</param>
    /// <param name="setup">How to behave.</param>
    /// <param name="namesFor">The names in the certificate for an SNI name; null for one the host does not serve.</param>
    /// <param name="defaultHost">The certificate's name when <paramref name="namesFor"/> has none; null for one that matches nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The stream, or null when the setup has no successful handshake.</returns>
    public async Task<SslStream?> OpenAsync(
        Stream inner, TlsSetup setup, Func<string, IReadOnlyList<string>?> namesFor, string? defaultHost, CancellationToken cancellationToken)
    {
        await SilentWait.DelayAsync(delay, cancellationToken);
        if (setup.Handshake != Handshake.Complete)
        {
            await SpoilAsync(inner, setup.Handshake, cancellationToken);
            return null;
        }

        var tls = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsServerAsync(
                (_, hello, _, _) => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = authority.For(namesFor(ToAscii(hello.ServerName)) ?? [defaultHost ?? UnknownHost], setup.Certificate),
                    EnabledSslProtocols = setup.Versions,
                    AllowTlsResume = setup.AllowsResumption,
                }),
                null,
                cancellationToken);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    // .NET shows the name of an internationalized host in Unicode; certificates and scenarios have A-labels.
    private static string ToAscii(string sni)
    {
        try
        {
            return sni.Length == 0 ? sni : new IdnMapping().GetAscii(sni);
        }
        catch (ArgumentException)
        {
            return sni;
        }
    }

    private static async Task SpoilAsync(Stream stream, Handshake how, CancellationToken cancellationToken)
    {
        await RawTls.SkipClientHelloAsync(stream, cancellationToken);
        ReadOnlyMemory<byte> answer = how switch
        {
            Handshake.AlertProtocolVersion => RawTls.Alert(70),
            Handshake.AlertHandshakeFailure => RawTls.Alert(40),
            Handshake.AlertUnrecognizedName => RawTls.Alert(112),
            Handshake.OnlyTls10 => RawTls.Tls10ServerHello(),
            Handshake.PlainText => "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray(),
            _ => default,
        };
        if (!answer.IsEmpty)
            await stream.WriteAsync(answer, cancellationToken);
        if (how != Handshake.Close)
            await DrainAsync(stream, cancellationToken);
    }

    // Closing with unread input sends a reset, which can overtake the answer: the client must close first.
    private static async Task DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        var ignored = new byte[1024];
        while (await stream.ReadAsync(ignored, cancellationToken) > 0)
        {
        }
    }
}
