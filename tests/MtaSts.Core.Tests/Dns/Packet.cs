using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;

namespace MtaSts.Tests.Dns;

/// <summary>Builds DNS messages without the code under test.</summary>
internal sealed class Packet
{
    public const int A = 1, Ns = 2, Cname = 5, Soa = 6, Mx = 15, Txt = 16, Aaaa = 28, Tlsa = 52;

    private readonly byte[] _header = new byte[12];
    private readonly byte[] _question;
    private readonly List<byte[]>[] _sections = [[], [], []];

    private Packet(byte[] query)
    {
        _question = [.. query.Skip(12).Take(QuestionEnd(query) - 12)];
        _header[0] = query[0];
        _header[1] = query[1];
        _header[2] = 0x81; // answer, RD
        _header[3] = 0x80; // RA
        _header[5] = 1;
    }

    /// <summary>An answer with the query's id and question.</summary>
    public static Packet To(byte[] query) => new(query);

    /// <summary>A query for reader tests that need no server.</summary>
    public static byte[] Query(string name, int type) => [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Name(name), (byte)(type >> 8), (byte)type, 0, 1];

    public Packet Code(int code) => Flag(3, (byte)code);

    public Packet Truncated() => Flag(2, 0x02);

    public Packet Authoritative() => Flag(2, 0x04);

    public Packet Authentic() => Flag(3, 0x20);

    public Packet NotRecursive()
    {
        _header[3] &= 0x7F;
        return this;
    }

    public Packet Answer(string name, int type, byte[] data, uint ttl = 300) => Add(0, name, type, data, ttl);

    public Packet Authority(string name, int type, byte[] data, uint ttl = 300) => Add(1, name, type, data, ttl);

    public Packet Additional(string name, int type, byte[] data, uint ttl = 300) => Add(2, name, type, data, ttl);

    /// <summary>An OPT record: the upper bits of the code and one option.</summary>
    public Packet Opt(int upperCode, int option, byte[] data) =>
        Raw(2, [0, 0, 41, 4, 0xD0, (byte)upperCode, 0, 0, 0, .. U16(data.Length + 4), .. U16(option), .. U16(data.Length), .. data]);

    /// <summary>Any octets as one record of a section (0 answer, 1 authority, 2 additional).</summary>
    public Packet Raw(int section, byte[] record)
    {
        _sections[section].Add(record);
        return this;
    }

    public byte[] Build()
    {
        byte[] message = [.. _header, .. _question];
        for (var i = 0; i < 3; i++)
        {
            message[6 + (2 * i)] = (byte)(_sections[i].Count >> 8);
            message[7 + (2 * i)] = (byte)_sections[i].Count;
        }

        return [.. message, .. _sections.SelectMany(section => section).SelectMany(record => record)];
    }

    public static byte[] Name(string name) => [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(Label), 0];

    public static byte[] Address(string address) => IPAddress.Parse(address).GetAddressBytes();

    public static byte[] Text(params string[] strings) => [.. strings.SelectMany(Label)];

    public static byte[] Mail(int preference, string host) => [.. U16(preference), .. Name(host)];

    public static byte[] Start(uint minimum) =>
        [.. Name("ns.contoso.com"), .. Name("admin.contoso.com"), .. U32(7), .. U32(1), .. U32(2), .. U32(3), .. U32(minimum)];

    public static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] U32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    public static byte[] Framed(byte[] message) => [.. U16(message.Length), .. message];

    public static string QuestionName(byte[] query)
    {
        var labels = new List<string>();
        for (var i = 12; query[i] != 0; i += query[i] + 1) labels.Add(Encoding.Latin1.GetString(query, i + 1, query[i]));
        return string.Join('.', labels);
    }

    private static int QuestionEnd(byte[] query)
    {
        var i = 12;
        while (query[i] != 0) i += query[i] + 1;
        return i + 5;
    }

    private static IEnumerable<byte> Label(string text) => Encoding.Latin1.GetBytes(text).Prepend((byte)text.Length);

    private Packet Flag(int at, byte bits)
    {
        _header[at] |= bits;
        return this;
    }

    private Packet Add(int section, string name, int type, byte[] data, uint ttl) =>
        Raw(section, [.. Name(name), .. U16(type), 0, 1, .. U32(ttl), .. U16(data.Length), .. data]);
}
