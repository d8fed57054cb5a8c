using System.Security.Authentication;

namespace MtaSts.Lab.Tls;

/// <summary>The behavior in a TLS handshake.</summary>
public enum Handshake
{
    /// <summary>Completes the handshake.</summary>
    Complete,

    /// <summary>Reads the ClientHello and never answers.</summary>
    Silent,

    /// <summary>Reads the ClientHello and closes the connection.</summary>
    Close,

    /// <summary>Answers with the fatal alert protocol_version (70).</summary>
    AlertProtocolVersion,

    /// <summary>Answers with the fatal alert handshake_failure (40).</summary>
    AlertHandshakeFailure,

    /// <summary>Answers with the fatal alert unrecognized_name (112), like a host that does not know the SNI.</summary>
    AlertUnrecognizedName,

    /// <summary>Answers with a ServerHello of TLS 1.0, regardless of what the client offers.</summary>
    OnlyTls10,

    /// <summary>Answers in plain text.</summary>
    PlainText,
}

/// <summary>The TLS side of a host.</summary>
public sealed record TlsSetup
{
    /// <summary>A setup without faults.</summary>
    public static TlsSetup Good { get; } = new();

    public CertificateKind Certificate { get; init; } = CertificateKind.Good;

    public Handshake Handshake { get; init; } = Handshake.Complete;

    /// <summary>The versions offered in a complete handshake.</summary>
    public SslProtocols Versions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>
    /// True to let clients resume sessions, as most servers do. A resumed handshake carries no
    /// certificates: a client that validates them must not resume, or must keep them.
    /// </summary>
    public bool AllowsResumption { get; init; } = true;

    /// <summary>Without faults except the certificate.</summary>
    public static TlsSetup With(CertificateKind certificate) => new() { Certificate = certificate };

    /// <summary>Without faults except the handshake.</summary>
    public static TlsSetup With(Handshake handshake) => new() { Handshake = handshake };
}
