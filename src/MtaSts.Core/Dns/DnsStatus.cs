namespace MtaSts.Dns;

/// <summary>How a DNS question ended. Kept apart because they mean different things to a sender.</summary>
public enum DnsStatus
{
    /// <summary>At least one record of the asked type.</summary>
    Success,

    /// <summary>The name exists, without records of the asked type (RFC 2308 §2.2).</summary>
    NoData,

    /// <summary>The name does not exist (RFC 2308 §2.1).</summary>
    NxDomain,

    /// <summary>The server failed (RCODE 2); for a signed zone this is also what failed DNSSEC validation looks like.</summary>
    ServFail,

    /// <summary>The server refused the question (RCODE 5).</summary>
    Refused,

    /// <summary>Another error RCODE; <see cref="DnsResponse.Error"/> names it.</summary>
    ServerError,

    /// <summary>No server answered in time.</summary>
    Timeout,

    /// <summary>No server could be reached (connection refused, network unreachable, TLS or HTTP failure of a DoH server).</summary>
    Unreachable,

    /// <summary>An answer came that is not a DNS message or not one for this question.</summary>
    Malformed,

    /// <summary>The CNAME chain is a loop or longer than the limit.</summary>
    CnameLoop,
}
