using System;

namespace MtaSts.Dns.Wire;

/// <summary>Why some octets are not a DNS message.</summary>
/// <param name="Reason">In plain words, without a final period.</param>
/// <param name="Offset">The octet at which reading stopped, from 0.</param>
internal sealed record DnsParseError(string Reason, int Offset)
{
    public override string ToString() => FormattableString.Invariant($"{Reason} (at octet {Offset})");
}
