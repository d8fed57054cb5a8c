using MtaSts.Dns;
using MtaSts.Text;

namespace MtaSts.Scanning;

/// <summary>The MX answer and what is known about each host.</summary>
/// <param name="Answer">The MX answer.</param>
/// <param name="Hosts">The hosts by preference; empty for a null MX and when the answer failed.</param>
public sealed record MxLookup(DnsResponse Answer, ReadableList<MxHost> Hosts);
