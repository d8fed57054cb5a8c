namespace MtaSts.Net.Transport;

/// <summary>Why no connection was made.</summary>
public enum TcpFailure
{
    /// <summary>The connection was made.</summary>
    None,

    /// <summary>The host answered that nothing listens on the port.</summary>
    Refused,

    /// <summary>There was no answer in time; a firewall on the path looks the same.</summary>
    TimedOut,

    /// <summary>The address cannot be reached from here.</summary>
    Unreachable,

    /// <summary>The name has no address to connect to.</summary>
    NoAddress,

    /// <summary>The address is private, and private addresses are not allowed.</summary>
    PrivateAddress,
}
