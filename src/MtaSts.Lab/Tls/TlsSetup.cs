using System.Security.Authentication;

namespace MtaSts.Lab.Tls;

/// <summary>How a TLS handshake goes.</summary>
public enum Handshake
{
    /// <summary>As it should.</summary>
    Complete,

    /// <summary>Reads the ClientHello and never answers.</summary>
    Silent,

    /// <summary>Reads the ClientHello and closes.</summary>
    Close,

    /// <summary>Answers with the fatal alert protocol_version (70).</summary>
    AlertProtocolVersion,

    /// <summary>Answers with the fatal alert handshake_failure (40).</summary>
    AlertHandshakeFailure,

    /// <summary>Answers with the fatal alert unrecognized_name (112), as hosts do that do not know the SNI.</summary>
    AlertUnrecognizedName,

    /// <summary>Answers with a ServerHello of TLS 1.0, whatever the client offers.</summary>
    OnlyTls10,

    /// <summary>Answers in plain text.</summary>
    PlainText,
}

/// <summary>The TLS side of a host.</summary>
public sealed record TlsSetup
{
    /// <summary>All as it should be.</summary>
    public static TlsSetup Good { get; } = new();

    public CertificateKind Certificate { get; init; } = CertificateKind.Good;

    public Handshake Handshake { get; init; } = Handshake.Complete;

    /// <summary>The versions offered in a complete handshake.</summary>
    public SslProtocols Versions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>
    /// True to let clients resume sessions, as most servers do. A resumed handshake carries no
    /// certificates: a client that judges them must not resume, or remember what it saw.
    /// </summary>
    public bool AllowsResumption { get; init; } = true;

    /// <summary>Good but for the certificate.</summary>
    public static TlsSetup With(CertificateKind certificate) => new() { Certificate = certificate };

    /// <summary>Good but for the handshake.</summary>
    public static TlsSetup With(Handshake handshake) => new() { Handshake = handshake };
}
