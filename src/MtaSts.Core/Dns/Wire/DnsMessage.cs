using System.Collections.Generic;

namespace MtaSts.Dns.Wire;

/// <summary>The parts of an answer that the resolver needs.</summary>
internal sealed class DnsMessage
{
    /// <summary>AA: the server is authoritative for the zone.</summary>
    public bool IsAuthoritative { get; init; }

    /// <summary>RA: the server resolves recursively.</summary>
    public bool IsRecursionAvailable { get; init; }

    /// <summary>AD: the server has validated everything here with DNSSEC (RFC 4035 §3.2.3).</summary>
    public bool IsAuthenticData { get; init; }

    /// <summary>All twelve bits, including those of EDNS.</summary>
    public int ResponseCode { get; set; }

    /// <summary>The answer section: the records of class IN and of a known type.</summary>
    public List<DnsRecord> Answers { get; } = [];

    /// <summary>The first SOA of the authority section: the mark of a negative answer (RFC 2308 §2).</summary>
    public SoaRecord? Authority { get; set; }

    /// <summary>True when the authority section contains NS records.</summary>
    public bool HasNameServers { get; set; }

    /// <summary>The server's explanation of the fault (RFC 8914), made safe to show; null when there is none.</summary>
    public string? ExtendedError { get; set; }
}
