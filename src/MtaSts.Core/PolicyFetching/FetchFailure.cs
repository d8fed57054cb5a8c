namespace MtaSts.PolicyFetching;

/// <summary>The step at which fetching a policy came to nothing.</summary>
public enum FetchFailure
{
    /// <summary>An HTTP answer came; whether it is a policy is for others to say.</summary>
    None,

    /// <summary>The policy host has no address, or the DNS did not say.</summary>
    Lookup,

    /// <summary>The address is private, and fetching from such was not asked for.</summary>
    PrivateAddress,

    /// <summary>No TCP connection.</summary>
    Connect,

    /// <summary>No TLS.</summary>
    Tls,

    /// <summary>What came is not an HTTP answer, or not a whole one.</summary>
    Http,

    /// <summary>The answer was not complete in time.</summary>
    TimedOut,
}
