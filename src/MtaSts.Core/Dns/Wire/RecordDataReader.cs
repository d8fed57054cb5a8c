using System.Collections.Generic;
using System.Net;
using System.Text;
using MtaSts.Text;

namespace MtaSts.Dns.Wire;

/// <summary>Reads the data of one record; its length must match exactly.</summary>
internal static class RecordDataReader
{
    private const string WrongLength = "the data of a record is longer or shorter than its type allows";

    /// <summary>Reads the data by its type.</summary>
    /// <param name="owner">The record's name.</param>
    /// <param name="type">Any number; an unknown type results in no record and no fault.</param>
    /// <param name="timeToLive">In seconds.</param>
    /// <param name="data">From the first to the last octet of the data.</param>
    /// <param name="scratch">For building names.</param>
    /// <param name="record">The record; null when there is none.</param>
    /// <returns>Null, or what is wrong with the data.</returns>
    public static string? Read(string owner, int type, uint timeToLive, WireCursor data, StringBuilder scratch, out DnsRecord? record)
    {
        record = null;
        switch ((DnsRecordType)type)
        {
            case DnsRecordType.A:
            case DnsRecordType.AAAA:
                if (data.Left != (type == (int)DnsRecordType.A ? 4 : 16)) return WrongLength;
                record = new AddressRecord(owner, timeToLive, new IPAddress(data.ReadRest()));
                return null;
            case DnsRecordType.CNAME:
                return ReadCname(owner, timeToLive, data, scratch, out record);
            case DnsRecordType.MX:
                return ReadMx(owner, timeToLive, data, scratch, out record);
            case DnsRecordType.SOA:
                return ReadSoa(owner, timeToLive, data, scratch, out record);
            case DnsRecordType.TXT:
                return ReadTxt(owner, timeToLive, data, out record);
            case DnsRecordType.TLSA:
                return ReadTlsa(owner, timeToLive, data, out record);
            default:
                return null;
        }
    }

    // RFC 1035 §3.3.1
    private static string? ReadCname(string owner, uint timeToLive, WireCursor data, StringBuilder scratch, out DnsRecord? record)
    {
        record = null;
        var fault = DnsName.Read(ref data, scratch, out var target);
        if (fault is not null) return fault;
        if (data.Left != 0) return WrongLength;
        record = new CnameRecord(owner, timeToLive, target);
        return null;
    }

    // RFC 1035 §3.3.9
    private static string? ReadMx(string owner, uint timeToLive, WireCursor data, StringBuilder scratch, out DnsRecord? record)
    {
        record = null;
        if (!data.TryReadUInt16(out var preference)) return WrongLength;
        var fault = DnsName.Read(ref data, scratch, out var exchange);
        if (fault is not null) return fault;
        if (data.Left != 0) return WrongLength;
        record = new MxRecord(owner, timeToLive, preference, exchange);
        return null;
    }

    // RFC 1035 §3.3.13
    private static string? ReadSoa(string owner, uint timeToLive, WireCursor data, StringBuilder scratch, out DnsRecord? record)
    {
        record = null;
        var fault = DnsName.Read(ref data, scratch, out var primary) ?? DnsName.Read(ref data, scratch, out _);
        if (fault is not null) return fault;
        if (!data.TryReadUInt32(out var serial) || !data.TrySkip(12) || !data.TryReadUInt32(out var minimum) || data.Left != 0)
            return WrongLength;
        record = new SoaRecord(owner, timeToLive, primary, serial, minimum);
        return null;
    }

    // RFC 1035 §3.3.14: one or more character-strings, each of up to 255 octets
    private static string? ReadTxt(string owner, uint timeToLive, WireCursor data, out DnsRecord? record)
    {
        record = null;
        var strings = new List<string>(1);
        while (data.TryReadByte(out var octets))
        {
            if (!data.TryTake(octets, out var part)) return "a string of a TXT record extends beyond the record";
            strings.Add(Latin1(part));
        }

        if (strings.Count == 0) return WrongLength;
        record = new TxtRecord(owner, timeToLive, strings.ToReadableList());
        return null;
    }

    // RFC 6698 §2.1
    private static string? ReadTlsa(string owner, uint timeToLive, WireCursor data, out DnsRecord? record)
    {
        record = null;
        if (!data.TryReadByte(out var usage) || !data.TryReadByte(out var selector) || !data.TryReadByte(out var matching)) return WrongLength;
        record = new TlsaRecord(owner, timeToLive, usage, selector, matching, Hex(data.ReadRest()));
        return null;
    }

    private static string Latin1(WireCursor part)
    {
        var characters = new char[part.Left];
        for (var i = 0; i < characters.Length; i++) characters[i] = (char)part.Data[part.Offset + i];
        return new string(characters);
    }

    private static string Hex(byte[] octets)
    {
        const string digits = "0123456789abcdef";
        var characters = new char[octets.Length * 2];
        for (var i = 0; i < octets.Length; i++)
        {
            characters[2 * i] = digits[octets[i] >> 4];
            characters[(2 * i) + 1] = digits[octets[i] & 0x0F];
        }

        return new string(characters);
    }
}
