namespace MtaSts.Lab.Net;

/// <summary>What a host does with a connection before any data is sent.</summary>
public enum OnConnect
{
    /// <summary>Serves.</summary>
    Accept,

    /// <summary>Nothing listens: the connection is refused.</summary>
    Refused,

    /// <summary>
    /// The attempt hangs, as behind a firewall. Where that is not possible (systems other than Linux)
    /// the host accepts and stays silent.
    /// </summary>
    TimesOut,

    /// <summary>Accepts and never sends anything.</summary>
    Silent,

    /// <summary>Accepts and closes.</summary>
    Close,
}
