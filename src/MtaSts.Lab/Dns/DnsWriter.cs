using System;
using System.Collections.Generic;
using System.Text;

namespace MtaSts.Lab.Dns;

/// <summary>Builds an answer, with name compression (RFC 1035 §4.1.4).</summary>
internal sealed class DnsWriter
{
    private readonly List<byte> _octets = new(256);
    private readonly Dictionary<string, int> _written = new(StringComparer.OrdinalIgnoreCase);

    public int Length => _octets.Count;

    public byte[] ToArray() => [.. _octets];

    public void UInt16(int value)
    {
        _octets.Add((byte)(value >> 8));
        _octets.Add((byte)value);
    }

    public void Octets(ReadOnlySpan<byte> data) => _octets.AddRange(data);

    /// <summary>The question section as the client sent it; its name serves for compression.</summary>
    public void Question(ReadOnlySpan<byte> question, string name)
    {
        Remember(name);
        Octets(question);
    }

    public void Record(ZoneRecord record)
    {
        Name(record.Name);
        UInt16((int)record.Type);
        UInt16(1);
        UInt16((int)(record.Ttl >> 16));
        UInt16((int)(record.Ttl & 0xFFFF));
        var lengthAt = _octets.Count;
        UInt16(0);
        Octets(record.Data);
        if (record.Target is not null)
            Name(record.Target);
        var length = _octets.Count - lengthAt - 2;
        _octets[lengthAt] = (byte)(length >> 8);
        _octets[lengthAt + 1] = (byte)length;
    }

    /// <summary>An SOA that says how long the negative answer may be cached (RFC 2308 §5).</summary>
    public void Soa(string apex)
    {
        var data = new DnsWriter();
        data.PlainName("ns.lab.test");
        data.PlainName("hostmaster.lab.test");
        foreach (var number in (ReadOnlySpan<int>)[1, 3600, 600, 86400, 60])
        {
            data.UInt16(number >> 16);
            data.UInt16(number & 0xFFFF);
        }

        Record(new ZoneRecord(apex, LabDnsType.Soa, 60, data.ToArray()));
    }

    public void Opt(bool wantsSignatures)
    {
        _octets.Add(0);
        UInt16((int)LabDnsType.Opt);
        UInt16(1232);
        UInt16(0);
        UInt16(wantsSignatures ? 0x8000 : 0);
        UInt16(0);
    }

    private void Name(string name)
    {
        var rest = name;
        while (rest.Length > 0)
        {
            if (_written.TryGetValue(rest, out var offset))
            {
                UInt16(0xC000 | offset);
                return;
            }

            if (_octets.Count < 0x3FFF)
                _written[rest] = _octets.Count;
            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            Label(dot < 0 ? rest : rest[..dot]);
            rest = dot < 0 ? "" : rest[(dot + 1)..];
        }

        _octets.Add(0);
    }

    private void PlainName(string name)
    {
        foreach (var label in name.Split('.'))
            Label(label);
        _octets.Add(0);
    }

    private void Label(string label)
    {
        var text = Encoding.Latin1.GetBytes(label);
        _octets.Add((byte)text.Length);
        _octets.AddRange(text);
    }

    private void Remember(string name)
    {
        for (int from = 0, at = _octets.Count; from < name.Length;)
        {
            _written.TryAdd(name[from..], at);
            var dot = name.IndexOf('.', from);
            if (dot < 0)
                return;
            at += dot - from + 1;
            from = dot + 1;
        }
    }
}
