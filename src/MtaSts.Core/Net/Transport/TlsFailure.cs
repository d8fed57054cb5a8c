namespace MtaSts.Net.Transport;

/// <summary>Why a TLS handshake failed.</summary>
public enum TlsFailure
{
    /// <summary>It did not fail.</summary>
    None,

    /// <summary>The server does not support TLS on this port.</summary>
    NotTls,

    /// <summary>The server does not support TLS 1.2 or newer (RFC 8461 §7.2, RFC 9325 §3.1.1).</summary>
    TooOld,

    /// <summary>The server requires a newer version of TLS than this machine offers.</summary>
    TooNew,

    /// <summary>The handshake failed on this machine, before the server answered.</summary>
    ThisMachine,

    /// <summary>The server has no certificate for the name (RFC 6066 §3, alert unrecognized_name).</summary>
    UnknownName,

    /// <summary>The server refused the handshake with an alert.</summary>
    Alert,

    /// <summary>The server closed the connection.</summary>
    Closed,

    /// <summary>The server did not continue in time.</summary>
    TimedOut,

    /// <summary>Something else; see the detail.</summary>
    Failed,
}
