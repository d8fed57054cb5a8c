namespace MtaSts;

/// <summary>The state of an MX host's STARTTLS.</summary>
public enum StartTlsState : long
{
    /// <summary>It was not tested.</summary>
    NotTested,

    /// <summary>The host could not be reached, or did not get as far as STARTTLS; this says nothing about its TLS.</summary>
    Unknown,

    /// <summary>The host does not offer STARTTLS, or refuses it.</summary>
    NotOffered,

    /// <summary>The handshake failed.</summary>
    HandshakeFailed,

    /// <summary>TLS is established, but senders do not accept the certificate.</summary>
    InvalidCertificate,

    /// <summary>TLS is established with a valid certificate.</summary>
    Valid,
}
