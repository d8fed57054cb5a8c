namespace MtaSts.Net.Transport;

/// <summary>Why a TLS handshake did not come to its end.</summary>
public enum TlsFailure
{
    /// <summary>It did.</summary>
    None,

    /// <summary>The server does not speak TLS there.</summary>
    NotTls,

    /// <summary>The server has nothing from TLS 1.2 on (RFC 8461 §7.2, RFC 9325 §3.1.1).</summary>
    TooOld,

    /// <summary>The server has no certificate for the name (RFC 6066 §3, alert unrecognized_name).</summary>
    UnknownName,

    /// <summary>The server refused the handshake with an alert.</summary>
    Alert,

    /// <summary>The server closed the connection.</summary>
    Closed,

    /// <summary>The server did not go on in time.</summary>
    TimedOut,

    /// <summary>Something else; the detail says what.</summary>
    Failed,
}
