using System.Net;
using MtaSts.Text;

namespace MtaSts.Dns;

/// <summary>One DNS record as received: its owner, time to live and data.</summary>
/// <param name="Name">The owner name, without a final dot.</param>
/// <param name="TimeToLive">In seconds.</param>
public abstract record DnsRecord(string Name, uint TimeToLive);

/// <summary>An A or AAAA record.</summary>
/// <param name="Name">The owner name.</param>
/// <param name="TimeToLive">In seconds.</param>
/// <param name="Address">The IPv4 or IPv6 address.</param>
public sealed record AddressRecord(string Name, uint TimeToLive, IPAddress Address) : DnsRecord(Name, TimeToLive);

/// <summary>A CNAME record.</summary>
/// <param name="Name">The owner name.</param>
/// <param name="TimeToLive">In seconds.</param>
/// <param name="Target">The name that it points to.</param>
public sealed record CnameRecord(string Name, uint TimeToLive, string Target) : DnsRecord(Name, TimeToLive);

/// <summary>An MX record. A null MX (RFC 7505) has the empty exchange.</summary>
/// <param name="Name">The owner name.</param>
/// <param name="TimeToLive">In seconds.</param>
/// <param name="Preference">Lower is tried first.</param>
/// <param name="Exchange">The host, without a final dot; empty for the root (null MX).</param>
public sealed record MxRecord(string Name, uint TimeToLive, int Preference, string Exchange) : DnsRecord(Name, TimeToLive);

/// <summary>A TXT record.</summary>
/// <param name="Name">The owner name.</param>
/// <param name="TimeToLive">In seconds.</param>
/// <param name="Strings">The character-strings, each octet as one character (Latin-1).</param>
public sealed record TxtRecord(string Name, uint TimeToLive, ReadableList<string> Strings) : DnsRecord(Name, TimeToLive)
{
    /// <summary>
    /// The strings joined without spaces, as RFC 8461 §3.1 requires: as UTF-8 where the octets are valid UTF-8, which people
    /// mean by letters beyond ASCII; otherwise each octet as one character.
    /// </summary>
    public string Text => OctetText.Decode(string.Concat(Strings));
}

/// <summary>A TLSA record (RFC 6698 §2.1).</summary>
/// <param name="Name">The owner name.</param>
/// <param name="TimeToLive">In seconds.</param>
/// <param name="Usage">Certificate usage, 0 to 3 (2 is DANE-TA, 3 is DANE-EE).</param>
/// <param name="Selector">0 the whole certificate, 1 its public key.</param>
/// <param name="MatchingType">0 the data itself, 1 SHA-256, 2 SHA-512.</param>
/// <param name="AssociationData">In lower-case hexadecimal.</param>
public sealed record TlsaRecord(string Name, uint TimeToLive, byte Usage, byte Selector, byte MatchingType, string AssociationData)
    : DnsRecord(Name, TimeToLive);

/// <summary>An SOA record (RFC 1035 §3.3.13); in a negative answer it says how long that answer is valid (RFC 2308 §5).</summary>
/// <param name="Name">The owner name, which is the zone's.</param>
/// <param name="TimeToLive">In seconds.</param>
/// <param name="PrimaryServer">The zone's primary name server, without a final dot.</param>
/// <param name="Serial">The zone's version.</param>
/// <param name="Minimum">How long a negative answer may be cached, in seconds.</param>
public sealed record SoaRecord(string Name, uint TimeToLive, string PrimaryServer, uint Serial, uint Minimum) : DnsRecord(Name, TimeToLive);
