using MtaSts.Dns.Transport;

namespace MtaSts.Dns.Udp;

/// <summary>
/// The result of a query over UDP. An answer counts only when it is clean: the id, the echoed question, the kind of
/// message and the sender match, and a strict reader can read it to the last record (RFC 5452 §9.1). Everything else
/// decides nothing, and the query is repeated over TCP, which an attacker that only guesses cannot answer.
/// </summary>
internal readonly struct UdpAnswer
{
    private UdpAnswer(DnsReply reply, string? notClean, bool isHarmless)
    {
        Reply = reply;
        NotClean = notClean;
        IsHarmless = isHarmless;
    }

    /// <summary>The clean answer, or the fault: silence, or a server that cannot be reached. Meaningless when <see cref="NotClean"/> is set.</summary>
    public DnsReply Reply { get; }

    /// <summary>Why the answer does not count, in words that follow the server's name; null when it does.</summary>
    public string? NotClean { get; }

    /// <summary>True when nothing wrong was seen and only TCP can tell: the result of TCP is then the result of the query.</summary>
    public bool IsHarmless { get; }

    public static UdpAnswer Of(DnsReply reply) => new(reply, null, false);

    /// <summary>The answer does not fit into a datagram (the TC bit, RFC 1035 §4.1.1).</summary>
    public static UdpAnswer Cut() => new(default, "truncated its answer over UDP (TC)", true);

    /// <summary>The query cannot be sent over UDP; nothing was sent.</summary>
    public static UdpAnswer NotAsked(string why) => new(default, why, true);

    public static UdpAnswer Unclean(string why) => new(default, why, false);
}
