using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Lab.Dns;

/// <summary>The transport of a query.</summary>
internal enum DnsTransport
{
    Udp,
    Tcp,
    Https,
}

/// <summary>What to send, and when.</summary>
/// <param name="Messages">The messages in order; none when the server stays silent.</param>
/// <param name="Delay">The wait before the first.</param>
/// <param name="Reset">True to reset the TCP connection instead.</param>
internal sealed record DnsReply(IReadOnlyList<byte[]> Messages, TimeSpan Delay, bool Reset = false);

/// <summary>Converts a query to the octets of the answer. Does not use sockets.</summary>
internal sealed class DnsResponder(Zone zone, SyntheticAnswers? synthetic, LabCounters counters, TimeSpan delay)
{
    private const int Truncated = 0x0200;

    public DnsReply Respond(ReadOnlySpan<byte> message, DnsTransport transport)
    {
        if (DnsQuery.Read(message) is not { } query)
            return new DnsReply([], delay);
        counters.CountDns(query.Name, query.Type, transport);
        var behaviour = zone.BehaviourOf(query.Name, query.Type);
        var wait = delay + behaviour.Delay;
        return behaviour.Fault switch
        {
            DnsFault.Silent => new DnsReply([], wait),
            DnsFault.ServFail => new DnsReply([Failure(query, 2)], wait),
            DnsFault.NotImplemented => new DnsReply([Failure(query, 4)], wait),
            DnsFault.Refused => new DnsReply([Failure(query, 5)], wait),
            DnsFault.Truncated or DnsFault.TruncatedWithoutTcp when transport == DnsTransport.Udp =>
                new DnsReply([Failure(query, 0, Truncated)], wait),
            DnsFault.TruncatedWithoutTcp when transport == DnsTransport.Tcp => new DnsReply([], wait, Reset: true),
            DnsFault.Garbage => new DnsReply(["this is not a DNS message, whatever it may look like"u8.ToArray()], wait),
            DnsFault.CutShort => new DnsReply([Answer(query, transport)[..^3]], wait),
            DnsFault.WrongId => new DnsReply([WithOtherId(Answer(query, transport))], wait),
            DnsFault.WrongQuestion => new DnsReply([WithOtherQuestion(Answer(query, transport))], wait),
            DnsFault.PointerLoop => new DnsReply([PointerLoop(query)], wait),
            DnsFault.ForgedThenRight when transport == DnsTransport.Udp =>
                new DnsReply([WithOtherId(Failure(query, 3)), Answer(query, transport)], wait),
            _ => new DnsReply([Answer(query, transport, behaviour.Fault != DnsFault.CnameNotChased)], wait),
        };
    }

    private static int Flags(DnsQuery query, int rcode, bool authenticated) =>
        0x8080 | (query.RecursionDesired ? 0x0100 : 0) | (authenticated ? 0x0020 : 0) | rcode;

    private static byte[] WithOtherId(byte[] message)
    {
        message[0] ^= 0x5A;
        message[1] ^= 0xA5;
        return message;
    }

    private static byte[] WithOtherQuestion(byte[] message)
    {
        message[13] = message[13] == (byte)'x' ? (byte)'y' : (byte)'x';
        return message;
    }

    private static byte[] Failure(DnsQuery query, int rcode, int moreFlags = 0)
    {
        var writer = new DnsWriter();
        Header(writer, query, Flags(query, rcode, false) | moreFlags, 0, 0);
        if (query.HasEdns)
            writer.Opt(false);
        return writer.ToArray();
    }

    private static byte[] PointerLoop(DnsQuery query)
    {
        var writer = new DnsWriter();
        Header(writer, query, Flags(query, 0, false), 1, 0);
        writer.UInt16(0xC000 | writer.Length);
        writer.UInt16((int)query.Type);
        writer.UInt16(1);
        writer.Octets([0, 0, 0, 60, 0, 0]);
        return writer.ToArray();
    }

    private static void Header(DnsWriter writer, DnsQuery query, int flags, int answers, int authorities)
    {
        writer.UInt16(query.Id);
        writer.UInt16(flags);
        writer.UInt16(1);
        writer.UInt16(answers);
        writer.UInt16(authorities);
        writer.UInt16(query.HasEdns ? 1 : 0);
        writer.Question(query.Question, query.Name);
    }

    private byte[] Answer(DnsQuery query, DnsTransport transport, bool chase = true)
    {
        var found = DnsLookup.Find(zone, synthetic, query.Name, query.Type, chase);
        var authenticated = query.WantsAuthenticated && zone.IsSigned(query.Name)
            && found.Answers.All(r => zone.IsSigned(r.Name));
        var negative = found.Rcode == 3 || found.Answers.All(r => r.Type != query.Type);
        var needsSoa = negative && chase;

        var writer = new DnsWriter();
        Header(writer, query, Flags(query, found.Rcode, authenticated), found.Answers.Count, needsSoa ? 1 : 0);
        foreach (var record in found.Answers)
            writer.Record(record);
        if (needsSoa)
            writer.Soa(zone.ApexOf(found.LastName));
        if (query.HasEdns)
            writer.Opt(false);

        return transport == DnsTransport.Udp && writer.Length > query.UdpSize
            ? Failure(query, 0, Truncated)
            : writer.ToArray();
    }
}
