namespace MtaSts.Net.Transport;

/// <summary>The first data of a server in a TLS handshake.</summary>
internal enum FirstFlightKind
{
    /// <summary>Nothing at all.</summary>
    Nothing,

    /// <summary>Bytes that are not a TLS record.</summary>
    NotTls,

    /// <summary>An alert: the handshake is refused.</summary>
    Alert,

    /// <summary>A ServerHello.</summary>
    Hello,

    /// <summary>A TLS record too short to interpret.</summary>
    Other,
}
