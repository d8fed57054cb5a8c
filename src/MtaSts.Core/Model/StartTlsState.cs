namespace MtaSts;

/// <summary>What was seen of an MX host's STARTTLS.</summary>
public enum StartTlsState : long
{
    /// <summary>It was not looked at.</summary>
    NotTested,

    /// <summary>The host could not be reached, or did not get as far as STARTTLS; this says nothing about its TLS.</summary>
    Unknown,

    /// <summary>The host does not offer STARTTLS, or refuses it.</summary>
    NotOffered,

    /// <summary>The handshake failed.</summary>
    HandshakeFailed,

    /// <summary>TLS stands, and senders do not accept the certificate.</summary>
    InvalidCertificate,

    /// <summary>TLS stands with a valid certificate.</summary>
    Valid,
}
