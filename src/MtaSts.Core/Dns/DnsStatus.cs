namespace MtaSts.Dns;

/// <summary>How a DNS query ended. The values are separate because they mean different things to a sender.</summary>
public enum DnsStatus
{
    /// <summary>At least one record of the asked type.</summary>
    Success,

    /// <summary>The name exists, without records of the asked type (RFC 2308 §2.2).</summary>
    NoData,

    /// <summary>The name does not exist (RFC 2308 §2.1).</summary>
    NxDomain,

    /// <summary>The server failed (RCODE 2); for a signed zone failed DNSSEC validation looks the same.</summary>
    ServFail,

    /// <summary>The server refused the query (RCODE 5).</summary>
    Refused,

    /// <summary>Another error RCODE; see <see cref="DnsResponse.Error"/>.</summary>
    ServerError,

    /// <summary>No server answered in time.</summary>
    Timeout,

    /// <summary>No server could be reached (connection refused, network unreachable, TLS or HTTP failure of a DoH server).</summary>
    Unreachable,

    /// <summary>The answer is not a DNS message, or does not match the query.</summary>
    Malformed,

    /// <summary>The CNAME chain is a loop or longer than the limit.</summary>
    CnameLoop,
}
