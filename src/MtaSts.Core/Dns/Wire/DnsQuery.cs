using System;
using System.Security.Cryptography;
using System.Text;

namespace MtaSts.Dns.Wire;

/// <summary>
/// One query as it is sent: recursion desired; the AD bit set, which requests it in the answer (RFC 6840 §5.7);
/// EDNS0 with a payload of 1,232 octets (RFC 6891), which avoids fragmentation on the internet.
/// </summary>
internal sealed class DnsQuery
{
    /// <summary>The UDP payload size that is announced, in octets.</summary>
    public const int UdpPayloadOctets = 1232;

    private const int OptOctets = 11;

    private DnsQuery(string name, DnsRecordType type, byte[] message, int questionEnd)
    {
        Name = name;
        Type = type;
        Message = message;
        QuestionEnd = questionEnd;
    }

    /// <summary>The name as the reader shows it in answers.</summary>
    public string Name { get; }

    public DnsRecordType Type { get; }

    /// <summary>The octets to send; the first two are the id.</summary>
    public byte[] Message { get; }

    /// <summary>The first octet after the question.</summary>
    public int QuestionEnd { get; }

    public bool HasEdns => Message.Length > QuestionEnd;

    /// <summary>Creates the query.</summary>
    /// <param name="name">The text form of a name.</param>
    /// <param name="type">The record type.</param>
    /// <param name="query">The query; null when there is none.</param>
    /// <returns>Null, or why the name cannot be queried.</returns>
    public static string? TryCreate(string name, DnsRecordType type, out DnsQuery? query)
    {
        query = null;
        var room = new byte[DnsHeader.Octets + DnsName.MaxOctets + 2];
        var fault = DnsName.Encode(name, room, DnsHeader.Octets, out var nameOctets);
        if (fault is not null) return fault;

        var typeAt = DnsHeader.Octets + nameOctets;
        var end = typeAt + 4;
        var message = new byte[end + OptOctets];
        Array.Copy(room, message, typeAt);
        message[2] = 0x01; // RD
        message[3] = 0x20; // AD
        message[5] = 1; // one question
        message[11] = 1; // one additional record, the OPT
        message[typeAt] = (byte)((int)type >> 8);
        message[typeAt + 1] = (byte)type;
        message[typeAt + 3] = 1; // class IN
        message[end + 2] = 41; // OPT, after the root as its owner
        message[end + 3] = UdpPayloadOctets >> 8;
        message[end + 4] = UdpPayloadOctets & 0xFF;

        var cursor = new WireCursor(message, DnsHeader.Octets, typeAt);
        DnsName.Read(ref cursor, new StringBuilder(nameOctets), out var shown);
        query = new DnsQuery(shown, type, message, end);
        return null;
    }

    /// <summary>The same query for a server that does not support EDNS (RFC 6891 §7).</summary>
    public DnsQuery WithoutEdns()
    {
        var message = new byte[QuestionEnd];
        Array.Copy(Message, message, QuestionEnd);
        message[11] = 0;
        return new DnsQuery(Name, Type, message, QuestionEnd);
    }

    /// <summary>A copy of the query, for a second transport to the server that is used at the same time.</summary>
    public DnsQuery Copy() => new(Name, Type, (byte[])Message.Clone(), QuestionEnd);

    /// <summary>Sets a new unpredictable id (RFC 5452 §9.2).</summary>
    public void NewId(RandomNumberGenerator random) => random.GetBytes(Message, 0, 2);

    /// <summary>Sets the id 0, which DNS over HTTPS uses for the sake of caches (RFC 8484 §4.1).</summary>
    public void ZeroId() => Message[0] = Message[1] = 0;

    /// <summary>Checks whether a message is the answer to this query: id, kind and echoed question (RFC 5452 §9.1).</summary>
    /// <returns>Null when it is; otherwise the reason in a few words.</returns>
    public string? WhyNotAnsweredBy(byte[] reply, int length)
    {
        if (length < DnsHeader.Octets) return "shorter than a DNS header";
        if (DnsHeader.Id(reply) != DnsHeader.Id(Message)) return "different id";
        if (!DnsHeader.IsResponse(reply) || DnsHeader.Opcode(reply) != 0) return "not an answer to a query";

        // Servers that could not read the query answer with the header alone. This cannot be used to inject anything.
        var questions = DnsHeader.QuestionCount(reply);
        if (questions == 0 && DnsHeader.ResponseCode(reply) is 1 or 2 or 4 or 5) return null;
        return questions == 1 && length >= QuestionEnd && EchoesQuestion(reply) ? null : "different question";
    }

    private bool EchoesQuestion(byte[] reply)
    {
        // The first name of a message has nothing before it to be compressed against, so octets can be compared.
        // Length octets are below 64 and thus not letters.
        for (var i = DnsHeader.Octets; i < QuestionEnd - 4; i++)
        {
            if (Lower(reply[i]) != Lower(Message[i])) return false;
        }

        for (var i = QuestionEnd - 4; i < QuestionEnd; i++)
        {
            if (reply[i] != Message[i]) return false;
        }

        return true;
    }

    private static int Lower(byte octet) => octet is >= (byte)'A' and <= (byte)'Z' ? octet | 0x20 : octet;
}
