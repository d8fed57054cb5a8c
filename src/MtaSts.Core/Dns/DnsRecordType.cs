namespace MtaSts.Dns;

/// <summary>The DNS record types that this module queries, with their numbers on the wire (IANA DNS parameters).</summary>
public enum DnsRecordType
{
    /// <summary>An IPv4 address (RFC 1035 §3.4.1).</summary>
    A = 1,

    /// <summary>An alias (RFC 1035 §3.3.1).</summary>
    CNAME = 5,

    /// <summary>Start of authority; seen in negative answers (RFC 2308).</summary>
    SOA = 6,

    /// <summary>A mail exchanger (RFC 1035 §3.3.9).</summary>
    MX = 15,

    /// <summary>Text strings (RFC 1035 §3.3.14).</summary>
    TXT = 16,

    /// <summary>An IPv6 address (RFC 3596).</summary>
    AAAA = 28,

    /// <summary>A certificate association (RFC 6698).</summary>
    TLSA = 52,
}
