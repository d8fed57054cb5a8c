using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Makes compound files (MS-CFB) of version 3: small streams in the mini stream, others in sectors, each chain backwards in the file.</summary>
internal sealed class CompoundFileMaker
{
    private const int Sector = 512;
    private const int Mini = 64;
    private const int Cutoff = 4096;
    private const uint EndOfChain = 0xfffffffe;
    private const uint Free = 0xffffffff;

    private readonly List<Entry> _entries = [new("Root Entry", 5, [])];

    public int AddStorage(int parent, string name) => Add(parent, new Entry(name, 1, []));

    public int AddStream(int parent, string name, byte[] content) => Add(parent, new Entry(name, 2, content));

    public byte[] ToArray()
    {
        var sectors = new List<byte[]>();
        var fat = new List<uint>();
        using var mini = new MemoryStream();
        var miniFat = new List<uint>();
        foreach (var entry in _entries.Where(entry => entry.Type == 2 && entry.Content.Length > 0))
            entry.Start = entry.Content.Length < Cutoff ? AddMini(mini, miniFat, entry.Content) : AddChain(sectors, fat, entry.Content);
        var miniStream = mini.ToArray();
        _entries[0].Start = miniStream.Length == 0 ? EndOfChain : AddChain(sectors, fat, miniStream);
        _entries[0].Size = miniStream.Length;
        var miniFatStart = miniFat.Count == 0 ? EndOfChain : AddChain(sectors, fat, Octets(miniFat));
        var directory = AddChain(sectors, fat, [.. _entries.SelectMany(ToOctets)]);
        var fatSectors = 1;
        while (fatSectors * (Sector / 4) < fat.Count + fatSectors) fatSectors++;
        var firstFat = sectors.Count;
        for (var i = 0; i < fatSectors; i++) fat.Add(0xfffffffd);
        byte[] table = [.. Octets(fat), .. Enumerable.Repeat((byte)0xff, (fatSectors * Sector) - (fat.Count * 4))];
        sectors.AddRange(table.Chunk(Sector));

        var header = new byte[Sector];
        new byte[] { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 }.CopyTo(header, 0);
        header[0x18] = 0x3e;
        header[0x1a] = 3;
        header[0x1c] = 0xfe;
        header[0x1d] = 0xff;
        header[0x1e] = 9;
        header[0x20] = 6;
        Put(header, 0x2c, (uint)fatSectors);
        Put(header, 0x30, directory);
        Put(header, 0x38, Cutoff);
        Put(header, 0x3c, miniFatStart);
        Put(header, 0x40, (uint)((miniFat.Count * 4 + Sector - 1) / Sector));
        Put(header, 0x44, EndOfChain);
        for (var i = 0; i < 109; i++) Put(header, 0x4c + (i * 4), i < fatSectors ? (uint)(firstFat + i) : Free);
        return [.. header, .. sectors.SelectMany(sector => sector)];
    }

    private int Add(int parent, Entry entry)
    {
        var number = _entries.Count;
        entry.Left = _entries[parent].Child; // a list instead of a tree, which readers must also accept
        _entries[parent].Child = (uint)number;
        _entries.Add(entry);
        return number;
    }

    private static uint AddChain(List<byte[]> sectors, List<uint> fat, byte[] content)
    {
        var next = EndOfChain;
        foreach (var part in content.Chunk(Sector).Reverse())
        {
            var sector = new byte[Sector];
            part.CopyTo(sector, 0);
            sectors.Add(sector);
            fat.Add(next);
            next = (uint)(sectors.Count - 1);
        }

        return next;
    }

    private static uint AddMini(MemoryStream mini, List<uint> miniFat, byte[] content)
    {
        var next = EndOfChain;
        foreach (var part in content.Chunk(Mini).Reverse())
        {
            var sector = new byte[Mini];
            part.CopyTo(sector, 0);
            mini.Write(sector, 0, Mini);
            miniFat.Add(next);
            next = (uint)(miniFat.Count - 1);
        }

        return next;
    }

    private static byte[] ToOctets(Entry entry)
    {
        var octets = new byte[128];
        var name = Encoding.Unicode.GetBytes(entry.Name);
        name.CopyTo(octets, 0);
        octets[64] = (byte)(name.Length + 2);
        octets[66] = entry.Type;
        octets[67] = 1;
        Put(octets, 68, entry.Left);
        Put(octets, 72, Free);
        Put(octets, 76, entry.Child);
        Put(octets, 116, entry.Start);
        Put(octets, 120, (uint)entry.Size);
        return octets;
    }

    private static byte[] Octets(List<uint> numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];

    private static void Put(byte[] octets, int at, uint value) => BitConverter.GetBytes(value).CopyTo(octets, at);

    private sealed class Entry(string name, byte type, byte[] content)
    {
        public string Name { get; } = name;

        public byte Type { get; } = type;

        public byte[] Content { get; } = content;

        public uint Start { get; set; }

        public int Size { get; set; } = content.Length;

        public uint Left { get; set; } = Free;

        public uint Child { get; set; } = Free;
    }
}
