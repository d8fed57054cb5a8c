using System.Collections.Generic;

namespace MtaSts.Dns.Wire;

/// <summary>What the resolver needs of an answer.</summary>
internal sealed class DnsMessage
{
    /// <summary>AA: the server speaks for the zone.</summary>
    public bool IsAuthoritative { get; init; }

    /// <summary>RA: the server asks others on our behalf.</summary>
    public bool IsRecursionAvailable { get; init; }

    /// <summary>AD: the server has validated everything here with DNSSEC (RFC 4035 §3.2.3).</summary>
    public bool IsAuthenticData { get; init; }

    /// <summary>All twelve bits, those of EDNS included.</summary>
    public int ResponseCode { get; set; }

    /// <summary>The answer section: the records of class IN and of a type we know.</summary>
    public List<DnsRecord> Answers { get; } = [];

    /// <summary>The first SOA of the authority section: the mark of a negative answer (RFC 2308 §2).</summary>
    public SoaRecord? Authority { get; set; }

    /// <summary>True when the authority section names name servers.</summary>
    public bool HasNameServers { get; set; }

    /// <summary>What the server says of the fault (RFC 8914), made safe to show; null when it says nothing.</summary>
    public string? ExtendedError { get; set; }
}
