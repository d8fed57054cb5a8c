namespace MtaSts.Lab.Net;

/// <summary>What a host does with a connection before a word is said.</summary>
public enum OnConnect
{
    /// <summary>Serves.</summary>
    Accept,

    /// <summary>Nobody listens: the connection is refused.</summary>
    Refused,

    /// <summary>
    /// The attempt hangs, as behind a firewall. Where that cannot be had (other systems than Linux)
    /// the host accepts and stays silent.
    /// </summary>
    TimesOut,

    /// <summary>Accepts and never says a word.</summary>
    Silent,

    /// <summary>Accepts and closes.</summary>
    Close,
}
