using System;
using System.Text;

namespace MtaSts.Dns.Wire;

/// <summary>
/// Reads a message (RFC 1035 §4). Any octets result in a message or an error, never an exception; time and memory are
/// bounded by the message's size. Octets after the announced records are ignored.
/// </summary>
internal sealed class DnsMessageReader
{
    private const int TypeNs = 2;
    private const int TypeOpt = 41;
    private const int ClassIn = 1;
    private const string TooManyNames = "its names are too long for any answer";

    // A pointer of two octets can expand to a name of a thousand characters. No answer needs that; a message of 65,535
    // octets made of such pointers would cost hundreds of times its size.
    private const int MaxNameCharacters = 1_000_000;

    private readonly StringBuilder _scratch = new(64);
    private WireCursor _cursor;

    // Most owners are a pointer to the question; one string is enough for all of them.
    private int _lastPointer = -1;
    private string _lastPointed = "";
    private int _nameCharacters;

    private DnsMessageReader(byte[] data, int length) => _cursor = new WireCursor(data, DnsHeader.Octets, length);

    private enum Section
    {
        Answer,
        Authority,
        Additional,
    }

    /// <summary>Reads one message.</summary>
    /// <param name="data">The octets.</param>
    /// <param name="length">How many of them belong to the message.</param>
    /// <param name="message">The message; null when there is none.</param>
    /// <returns>Null, or why this is not a message.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or beyond the octets.</exception>
    public static DnsParseError? TryRead(byte[] data, int length, out DnsMessage? message)
    {
        if (data is null) throw new ArgumentNullException(nameof(data));
        if (length < 0 || length > data.Length) throw new ArgumentOutOfRangeException(nameof(length));
        message = null;
        if (length < DnsHeader.Octets) return new DnsParseError("shorter than a DNS header", length);

        var reader = new DnsMessageReader(data, length);
        var read = new DnsMessage
        {
            IsAuthoritative = DnsHeader.IsAuthoritative(data),
            IsRecursionAvailable = DnsHeader.IsRecursionAvailable(data),
            IsAuthenticData = DnsHeader.IsAuthenticData(data),
            ResponseCode = DnsHeader.ResponseCode(data),
        };
        var fault = reader.ReadQuestions(DnsHeader.QuestionCount(data))
            ?? reader.ReadSection(Section.Answer, (data[6] << 8) | data[7], read)
            ?? reader.ReadSection(Section.Authority, (data[8] << 8) | data[9], read)
            ?? reader.ReadSection(Section.Additional, (data[10] << 8) | data[11], read);
        if (fault is not null) return new DnsParseError(fault, reader._cursor.Offset);
        message = read;
        return null;
    }

    private string? ReadQuestions(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var fault = ReadName(out _);
            if (fault is not null) return fault;
            if (!_cursor.TrySkip(4)) return "the question extends beyond the end";
        }

        return null;
    }

    private string? ReadSection(Section section, int count, DnsMessage message)
    {
        for (var i = 0; i < count; i++)
        {
            if (_cursor.Left == 0) return "it announces more records than it contains";
            var fault = ReadRecord(section, message);
            if (fault is not null) return fault;
        }

        return null;
    }

    private string? ReadRecord(Section section, DnsMessage message)
    {
        var fault = ReadName(out var owner);
        if (fault is not null) return fault;
        if (!_cursor.TryReadUInt16(out var type)
            || !_cursor.TryReadUInt16(out var recordClass)
            || !_cursor.TryReadUInt32(out var timeToLive)
            || !_cursor.TryReadUInt16(out var dataOctets)
            || !_cursor.TryTake(dataOctets, out var data))
        {
            return "a record extends beyond the end";
        }

        if (type == TypeOpt)
        {
            if (section == Section.Additional) ReadOpt(timeToLive, data, message);
            return null;
        }

        if (recordClass != ClassIn || section == Section.Additional) return null;
        if (section == Section.Authority)
        {
            message.HasNameServers |= type == TypeNs;
            if (type != (int)DnsRecordType.SOA) return null;
        }

        // A TTL with the highest bit set counts as zero (RFC 2181 §8).
        fault = RecordDataReader.Read(owner, type, timeToLive > int.MaxValue ? 0 : timeToLive, data, _scratch, out var record);
        if (record is null) return fault;
        if (!MayKeep(NameIn(record))) return TooManyNames;
        if (section == Section.Answer) message.Answers.Add(record);
        else message.Authority ??= record as SoaRecord;
        return null;
    }

    private static void ReadOpt(uint flags, WireCursor options, DnsMessage message)
    {
        message.ResponseCode = (message.ResponseCode & 0x0F) | ((int)(flags >> 24) << 4);
        message.ExtendedError ??= ExtendedDnsError.Read(options);
    }

    private string? ReadName(out string name)
    {
        var at = _cursor.Offset;
        var pointer = _cursor.Left >= 2 && _cursor.Data[at] >= 0xC0 ? (_cursor.Data[at] << 8) | _cursor.Data[at + 1] : -1;
        if (pointer >= 0 && pointer == _lastPointer)
        {
            name = _lastPointed;
            _cursor.Offset += 2;
            return null;
        }

        var fault = DnsName.Read(ref _cursor, _scratch, out name);
        if (fault is null && pointer >= 0) (_lastPointer, _lastPointed) = (pointer, name);
        return fault ?? (MayKeep(name) ? null : TooManyNames);
    }

    private bool MayKeep(string name) => (_nameCharacters += name.Length) <= MaxNameCharacters;

    private static string NameIn(DnsRecord record) => record switch
    {
        CnameRecord cname => cname.Target,
        MxRecord mx => mx.Exchange,
        _ => "",
    };
}
