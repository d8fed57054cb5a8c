namespace MtaSts;

/// <summary>Why the status of a domain is Unknown: what could not be seen from this machine.</summary>
public enum UnknownCause : long
{
    /// <summary>No DNS server answered in time.</summary>
    DnsTimeout,

    /// <summary>A DNS server answered with an error, such as SERVFAIL or REFUSED.</summary>
    DnsServerFailure,

    /// <summary>No DNS server could be reached.</summary>
    DnsUnreachable,

    /// <summary>The DNS answer could not be used: it is not a DNS message, or its CNAMEs lead nowhere.</summary>
    DnsAnswerUnusable,

    /// <summary>There is no route from this machine to the policy host.</summary>
    PolicyHostUnreachable,

    /// <summary>The policy host refuses this machine for now (HTTP status 429 or similar).</summary>
    PolicyHostRefused,

    /// <summary>No MX host accepts a connection from this machine on port 25.</summary>
    MxUnreachable,

    /// <summary>An MX host accepts the connection, and then sends no answer that SMTP allows: it is silent, or closes the connection.</summary>
    MxNoAnswer,

    /// <summary>The domain has more MX hosts than are looked at.</summary>
    TooManyMxHosts,

    /// <summary>The TLS implementation of this machine does not support what the host needs.</summary>
    LimitOfThisMachine,

    /// <summary>Another cause; see the checks whose status is Unknown.</summary>
    Other,

    /// <summary>An MX host answers this machine with a refusal before TLS, such as 421, 450 or 554 (RFC 5321 §4.2).</summary>
    MxRefused,
}
