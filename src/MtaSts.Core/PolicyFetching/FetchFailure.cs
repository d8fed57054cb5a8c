namespace MtaSts.PolicyFetching;

/// <summary>The step at which fetching a policy failed.</summary>
public enum FetchFailure
{
    /// <summary>There is an HTTP answer, whether or not it is a policy.</summary>
    None,

    /// <summary>The policy host has no address, or the lookup failed.</summary>
    Lookup,

    /// <summary>The address is private, and private addresses are not allowed.</summary>
    PrivateAddress,

    /// <summary>No TCP connection.</summary>
    Connect,

    /// <summary>No TLS.</summary>
    Tls,

    /// <summary>The data is not an HTTP answer, or not a complete one.</summary>
    Http,

    /// <summary>The answer was not complete in time.</summary>
    TimedOut,
}
