namespace MtaSts;

/// <summary>Why a sender does not accept a certificate (RFC 8461 §3.3 and §4.2, RFC 5280 §6, RFC 6125).</summary>
public enum CertificateProblem : long
{
    /// <summary>Its validity has ended.</summary>
    Expired,

    /// <summary>Its validity has not begun.</summary>
    NotYetValid,

    /// <summary>None of its DNS names matches the host.</summary>
    NameMismatch,

    /// <summary>It has no DNS name in the subject alternative name; the common name is ignored.</summary>
    NoDnsName,

    /// <summary>It is self-signed.</summary>
    SelfSigned,

    /// <summary>Its chain ends at a root that is not trusted.</summary>
    UntrustedRoot,

    /// <summary>The server did not send the certificate of the issuer.</summary>
    MissingIntermediate,

    /// <summary>Another certificate of the chain is not valid today.</summary>
    ChainExpired,

    /// <summary>It is not for TLS servers (extended key usage).</summary>
    WrongUsage,

    /// <summary>Another fault of the chain; see the detail.</summary>
    Invalid,
}
