namespace MtaSts.Net.Transport;

/// <summary>Why no connection came about.</summary>
public enum TcpFailure
{
    /// <summary>A connection came about.</summary>
    None,

    /// <summary>The host answered that nothing listens there.</summary>
    Refused,

    /// <summary>No answer came in time; a firewall between here and there looks like this.</summary>
    TimedOut,

    /// <summary>There is no way from here to the address.</summary>
    Unreachable,

    /// <summary>The name has no address to connect to.</summary>
    NoAddress,

    /// <summary>The address is private, and connecting to such was not asked for.</summary>
    PrivateAddress,
}
