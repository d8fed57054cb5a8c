namespace MtaSts.Lab.Net;

/// <summary>What a host does with a new connection.</summary>
public enum OnConnect
{
    /// <summary>Serves the connection.</summary>
    Accept,

    /// <summary>The connection is refused because nothing listens.</summary>
    Refused,

    /// <summary>
    /// The attempt hangs, as behind a firewall. Where this is not possible (on systems other than Linux)
    /// the host accepts and stays silent.
    /// </summary>
    TimesOut,

    /// <summary>Accepts the connection and never sends anything.</summary>
    Silent,

    /// <summary>Accepts and closes the connection.</summary>
    Close,
}
