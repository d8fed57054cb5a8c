using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;

namespace MtaSts.Lab.Tests.Support;

/// <summary>One record of an answer, read by the test's own reader.</summary>
public sealed record TinyRecord(string Name, int Type, uint Ttl, byte[] Data, string? Target)
{
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            for (var at = 0; at < Data.Length; at += Data[at] + 1)
                text.Append(Encoding.UTF8.GetString(Data, at + 1, Data[at]));
            return text.ToString();
        }
    }

    public int Strings
    {
        get
        {
            var count = 0;
            for (var at = 0; at < Data.Length; at += Data[at] + 1)
                count++;
            return count;
        }
    }
}

/// <summary>A DNS message, read by the test's own reader.</summary>
public sealed class TinyMessage
{
    private readonly byte[] _octets;
    private int _at = 12;

    public TinyMessage(byte[] octets)
    {
        _octets = octets;
        Id = UInt16(0);
        Flags = UInt16(2);
        Question = ReadName();
        _at += 4;
        Answers = [.. Enumerable.Range(0, UInt16(6)).Select(_ => ReadRecord())];
        Authority = [.. Enumerable.Range(0, UInt16(8)).Select(_ => ReadRecord())];
        Additional = [.. Enumerable.Range(0, UInt16(10)).Select(_ => ReadRecord())];
        Assert.Equal(octets.Length, _at);
    }

    public int Id { get; }

    public int Flags { get; }

    public int Rcode => Flags & 15;

    public bool IsTruncated => (Flags & 0x0200) != 0;

    public bool IsAuthenticated => (Flags & 0x0020) != 0;

    public string Question { get; }

    public IReadOnlyList<TinyRecord> Answers { get; }

    public IReadOnlyList<TinyRecord> Authority { get; }

    public IReadOnlyList<TinyRecord> Additional { get; }

    private int UInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_octets.AsSpan(offset));

    private TinyRecord ReadRecord()
    {
        var name = ReadName();
        var type = UInt16(_at);
        var ttl = BinaryPrimitives.ReadUInt32BigEndian(_octets.AsSpan(_at + 4));
        var length = UInt16(_at + 8);
        _at += 10;
        var end = _at + length;
        var data = _octets[_at..end];
        string? target = null;
        if (type is 5 or 15)
        {
            _at += type == 15 ? 2 : 0;
            target = ReadName();
            Assert.Equal(end, _at);
        }

        _at = end;
        return new TinyRecord(name, type, ttl, data, target);
    }

    private string ReadName()
    {
        var labels = new List<string>();
        var position = _at;
        var jumped = false;
        for (var steps = 0; steps < 200; steps++)
        {
            int length = _octets[position];
            if (length >= 0xC0)
            {
                if (!jumped)
                    _at = position + 2;
                jumped = true;
                position = UInt16(position) & 0x3FFF;
                continue;
            }

            position++;
            if (length == 0)
            {
                if (!jumped)
                    _at = position;
                return string.Join('.', labels);
            }

            labels.Add(Encoding.Latin1.GetString(_octets, position, length));
            position += length;
        }

        throw new FormatException("A loop of compression pointers.");
    }
}

/// <summary>Sends queries over raw sockets.</summary>
public static class TinyDns
{
    public static byte[] Query(string name, LabDnsType type, int id = 0x1234, bool ad = false, bool? dnssecOk = null, int udpSize = 1232)
    {
        List<byte> octets = [(byte)(id >> 8), (byte)id, 1, (byte)(ad ? 0x20 : 0), 0, 1, 0, 0, 0, 0, 0, (byte)(dnssecOk is null ? 0 : 1)];
        foreach (var label in name.Split('.'))
            octets.AddRange([(byte)label.Length, .. Encoding.Latin1.GetBytes(label)]);
        octets.AddRange([0, 0, (byte)type, 0, 1]);
        if (dnssecOk is { } wants)
            octets.AddRange([0, 0, 41, (byte)(udpSize >> 8), (byte)udpSize, 0, 0, (byte)(wants ? 0x80 : 0), 0, 0, 0]);
        return [.. octets];
    }

    public static async Task<byte[]> UdpAsync(IPEndPoint server, byte[] query)
    {
        using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server);
        await socket.SendAsync(query);
        var buffer = new byte[4096];
        return buffer[..await socket.ReceiveAsync(buffer, Patience.Token())];
    }

    public static async Task<TinyMessage> AskAsync(IPEndPoint server, string name, LabDnsType type) =>
        new(await UdpAsync(server, Query(name, type)));

    public static async Task<byte[]> TcpAsync(IPEndPoint server, byte[] query)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server);
        var stream = client.GetStream();
        await stream.WriteAsync((byte[])[(byte)(query.Length >> 8), (byte)query.Length, .. query]);
        var prefix = new byte[2];
        await stream.ReadExactlyAsync(prefix, Patience.Token());
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        await stream.ReadExactlyAsync(answer, Patience.Token());
        return answer;
    }
}

/// <summary>The wait for an expected event; far longer than necessary, so that it only ends a hung run.</summary>
public static class Patience
{
    public static CancellationToken Token() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
}
