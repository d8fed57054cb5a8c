using System;
using MtaSts.Dns.Udp;
using MtaSts.Dns.Wire;

namespace MtaSts.Dns.Transport;

/// <summary>A message from a server, or why there is none.</summary>
internal readonly struct DnsReply
{
    private DnsReply(DnsMessage? message, DnsStatus fault, string? error, bool wasSilent = false)
    {
        Message = message;
        Fault = fault;
        Error = error;
        WasSilent = wasSilent;
    }

    /// <summary>The message; null when there is none.</summary>
    public DnsMessage? Message { get; }

    /// <summary>Timeout, Unreachable or Malformed when there is no message.</summary>
    public DnsStatus Fault { get; }

    /// <summary>The fault in plain words that follow the server's name, without a final period.</summary>
    public string? Error { get; }

    /// <summary>True when nothing came over UDP. A packet may be lost, so the server is queried again, whatever the result of TCP.</summary>
    public bool WasSilent { get; }

    public static DnsReply Of(DnsMessage message) => new(message, DnsStatus.Success, null);

    public static DnsReply Timeout(TimeSpan waited) => new(null, DnsStatus.Timeout, NoAnswer(waited));

    public static DnsReply Unreachable(string error) => new(null, DnsStatus.Unreachable, error);

    public static DnsReply Malformed(string error) => new(null, DnsStatus.Malformed, error);

    /// <summary>The reply over TCP to a query that UDP did not answer cleanly; a fault also says what came over UDP.</summary>
    public DnsReply After(UdpAnswer udp)
    {
        if (Message is not null) return this;
        return new DnsReply(null, udp.IsHarmless ? Fault : DnsStatus.Malformed, $"{udp.NotClean}, and over TCP it {Error}");
    }

    /// <summary>The reply over TCP to a query that got no answer over UDP.</summary>
    public DnsReply AfterSilence(TimeSpan waited)
    {
        if (Message is not null) return this;
        var error = Fault == DnsStatus.Timeout ? NoAnswer(waited) : $"{NoAnswer(waited)} over UDP, and over TCP it {Error}";
        return new DnsReply(null, Fault, error, wasSilent: true);
    }

    /// <summary>Reads the octets of an answer whose question section has been checked.</summary>
    public static DnsReply Read(byte[] data, int length)
    {
        var fault = DnsMessageReader.TryRead(data, length, out var message);
        return message is null ? Malformed("sent an answer that is not a DNS message: " + fault) : Of(message);
    }

    private static string NoAnswer(TimeSpan waited) => waited.TotalSeconds >= 0.5
        ? FormattableString.Invariant($"did not answer within {waited.TotalSeconds:0.#} s")
        : FormattableString.Invariant($"did not answer within {waited.TotalMilliseconds:0} ms");
}
