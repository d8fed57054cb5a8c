using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Dns;

/// <summary>The result of one DNS query.</summary>
public sealed class DnsResponse
{
    /// <summary>The name in the query, without a final dot.</summary>
    public required string Name { get; init; }

    /// <summary>The type in the query.</summary>
    public required DnsRecordType Type { get; init; }

    /// <summary>How the query ended.</summary>
    public required DnsStatus Status { get; init; }

    /// <summary>The records of the asked type at the end of the CNAME chain, in the server's order.</summary>
    public ReadableList<DnsRecord> Records { get; init; } = ReadableList<DnsRecord>.Empty;

    /// <summary>The targets of the CNAMEs that were followed, in order; empty when there was none.</summary>
    public ReadableList<string> CnameChain { get; init; } = ReadableList<string>.Empty;

    /// <summary>True when the resolver says it has validated the answer with DNSSEC (the AD bit, RFC 4035 §3.2.3).</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>The smallest TTL among the records and the CNAMEs; zero when there are none.</summary>
    public TimeSpan TimeToLive { get; init; }

    /// <summary>
    /// How long NXDOMAIN or NODATA is valid: the smaller of the SOA's TTL and its minimum (RFC 2308 §5), and of the TTLs
    /// of the CNAMEs on the way. Zero when the answer has no SOA, and for every other status.
    /// </summary>
    public TimeSpan NegativeTimeToLive { get; init; }

    /// <summary>The server that gave this answer, or the last one asked.</summary>
    public string Server { get; init; } = "";

    /// <summary>
    /// What went wrong, in plain words; null on success, NODATA and NXDOMAIN. One exception: a name that cannot be
    /// in the DNS (a label over 63 octets, over 255 in all) is NXDOMAIN without a query, and this says why.
    /// </summary>
    public string? Error { get; init; }

    /// <summary>From the first packet to the answer.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>True when there is a definite answer: records, or the fact that there are none.</summary>
    public bool IsDefinite => Status is DnsStatus.Success or DnsStatus.NoData or DnsStatus.NxDomain;

    /// <summary>True when there is a CNAME, but no record at its target.</summary>
    public bool LeadsNowhere => IsDefinite && Status != DnsStatus.Success && CnameChain.Count > 0;

    /// <summary>The records of one kind.</summary>
    /// <typeparam name="T">A subclass of <see cref="DnsRecord"/>.</typeparam>
    public IEnumerable<T> RecordsOf<T>()
        where T : DnsRecord => Records.OfType<T>();
}
