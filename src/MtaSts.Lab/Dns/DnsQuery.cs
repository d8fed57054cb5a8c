using System;
using System.Buffers.Binary;
using System.Text;

namespace MtaSts.Lab.Dns;

/// <summary>A received query (RFC 1035 §4.1). Queries have no compression, so pointers are refused.</summary>
internal sealed class DnsQuery
{
    private const int HeaderLength = 12;

    public required ushort Id { get; init; }

    public required string Name { get; init; }

    public required LabDnsType Type { get; init; }

    /// <summary>The question section as sent, to echo it exactly.</summary>
    public required byte[] Question { get; init; }

    /// <summary>True when the query has an OPT record (RFC 6891).</summary>
    public bool HasEdns { get; init; }

    /// <summary>The largest UDP answer that the client accepts.</summary>
    public int UdpSize { get; init; } = 512;

    /// <summary>True when the client requests the AD bit, by AD or by DO.</summary>
    public bool WantsAuthenticated { get; init; }

    public bool RecursionDesired { get; init; }

    /// <summary>Reads a query; null when it cannot be answered.</summary>
    public static DnsQuery? Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderLength + 5)
            return null;
        var flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        var isQuery = (flags & 0xF800) == 0;
        if (!isQuery || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1)
            return null;

        var at = HeaderLength;
        if (ReadName(message, ref at) is not { } name || at + 4 > message.Length)
            return null;
        var type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
        at += 4;
        var question = message[HeaderLength..at].ToArray();

        var (hasEdns, size, wantsSignatures) = ReadOpt(message, at);
        return new DnsQuery
        {
            Id = BinaryPrimitives.ReadUInt16BigEndian(message),
            Name = name,
            Type = (LabDnsType)type,
            Question = question,
            HasEdns = hasEdns,
            UdpSize = Math.Max(512, size),
            WantsAuthenticated = wantsSignatures || (flags & 0x0020) != 0,
            RecursionDesired = (flags & 0x0100) != 0,
        };
    }

    private static (bool HasEdns, int Size, bool Do) ReadOpt(ReadOnlySpan<byte> message, int at)
    {
        var additional = BinaryPrimitives.ReadUInt16BigEndian(message[10..]);
        var rest = message[at..];

        // The owner of OPT is the root: one zero octet, then type, size, and the flags in the TTL.
        return additional > 0 && rest.Length >= 11 && rest[0] == 0
            && BinaryPrimitives.ReadUInt16BigEndian(rest[1..]) == (int)LabDnsType.Opt
            ? (true, BinaryPrimitives.ReadUInt16BigEndian(rest[3..]), (rest[7] & 0x80) != 0)
            : (false, 512, false);
    }

    private static string? ReadName(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        while (at < message.Length)
        {
            int length = message[at++];
            if (length == 0)
                return name.ToString();
            if (length > 63 || at + length > message.Length || name.Length + length > 254)
                return null;
            if (name.Length > 0)
                name.Append('.');
            name.Append(Encoding.Latin1.GetString(message.Slice(at, length)));
            at += length;
        }

        return null;
    }
}
