using System;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MtaSts.Net.Transport;

/// <summary>The result of a TLS handshake: a stream and the certificate, or the failure.</summary>
internal sealed class TlsOutcome : IDisposable
{
    public TlsFailure Failure { get; init; }

    /// <summary>What happened, in words; empty on success.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The encrypted stream; null when the handshake failed.</summary>
    public SslStream? Stream { get; init; }

    /// <summary>For example <c>TLS 1.3</c>; null when the handshake failed.</summary>
    public string? Version { get; init; }

    /// <summary>The validated certificate; it may be set although the handshake failed later.</summary>
    public CertificateInfo? Certificate { get; init; }

    /// <summary>The platform's object behind the certificate, which the stream does not free.</summary>
    public X509Certificate? PlatformCertificate { get; init; }

    public void Dispose()
    {
        Stream?.Dispose();
        PlatformCertificate?.Dispose();
    }
}
