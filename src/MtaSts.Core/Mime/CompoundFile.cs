using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MtaSts.Mime;

/// <summary>
/// The storages and streams of a compound file (MS-CFB), the format of Outlook's .msg. Every number in it was
/// written by a stranger: sectors are read only inside the file, and a chain is never longer than the file.
/// </summary>
internal sealed class CompoundFile
{
    private const int HeaderSize = 512;
    private const int EntrySize = 128;
    private const uint MaxSector = 0xfffffffa; // greater ones have a meaning of their own (MS-CFB §2.1)
    private const byte StreamType = 2;
    private const byte StorageType = 1;
    private const byte RootType = 5;

    private readonly byte[] _file;
    private readonly int _sectorSize;
    private readonly List<uint> _fat;
    private readonly byte[] _directory;
    private readonly byte[] _miniFat;
    private readonly byte[] _miniStream;
    private readonly uint _miniCutoff;

    /// <summary>Reads the tables.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="InvalidDataException">It is damaged, or not a compound file.</exception>
    public CompoundFile(byte[] file)
    {
        if (!IsSignature(file, file.Length) || file.Length < HeaderSize) throw new InvalidDataException();
        _file = file;
        int shift = file[0x1e];
        if (shift is not (9 or 12) || file[0x20] != 6) throw new InvalidDataException();
        _sectorSize = 1 << shift;
        _fat = ReadFat();
        _directory = ReadChain(UInt32(0x30), long.MaxValue);
        if (_directory.Length < EntrySize || _directory[66] != RootType) throw new InvalidDataException();
        _miniCutoff = UInt32(0x38);
        _miniFat = ReadChain(UInt32(0x3c), long.MaxValue);
        _miniStream = ReadChain(EntryUInt32(0, 116), EntryUInt32(0, 120));
    }

    /// <summary>The root entry, which contains all others.</summary>
    public static int Root => 0;

    /// <summary>Whether the bytes begin like a compound file.</summary>
    public static bool IsSignature(byte[] head, int count) =>
        count >= 8 && head[0] == 0xd0 && head[1] == 0xcf && head[2] == 0x11 && head[3] == 0xe0 && head[4] == 0xa1 && head[5] == 0xb1 && head[6] == 0x1a
            && head[7] == 0xe1;

    /// <summary>The entries directly inside a storage, by name; the first of several with the same name.</summary>
    /// <param name="storage">The storage's number.</param>
    /// <param name="visited">The entries seen so far in the whole file: no entry belongs to two storages.</param>
    public Dictionary<string, int> Children(int storage, HashSet<int> visited)
    {
        var children = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<uint>();
        open.Push(EntryUInt32(storage, 76));
        while (open.Count > 0)
        {
            var number = open.Pop();
            if (number >= _directory.Length / EntrySize || !visited.Add((int)number)) continue;
            var entry = (int)number;
            open.Push(EntryUInt32(entry, 68));
            open.Push(EntryUInt32(entry, 72));
            var name = NameOf(entry);
            if (!children.ContainsKey(name)) children[name] = entry;
        }

        return children;
    }

    /// <summary>Whether an entry is a storage, which contains other entries.</summary>
    public bool IsStorage(int entry) => _directory[(entry * EntrySize) + 66] == StorageType;

    /// <summary>The declared length of a stream, in bytes; 0 for anything else.</summary>
    public long SizeOf(int entry) => _directory[(entry * EntrySize) + 66] == StreamType ? EntryUInt32(entry, 120) : 0;

    /// <summary>A stream's bytes.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public byte[] Read(int entry)
    {
        var size = SizeOf(entry);
        if (size > _file.Length) throw new InvalidDataException();
        var start = EntryUInt32(entry, 116);
        return size < _miniCutoff ? ReadMini(start, (int)size) : ReadChain(start, size);
    }

    private List<uint> ReadFat()
    {
        var fat = new List<uint>();
        var perSector = _sectorSize / 4;
        for (var i = 0; i < 109; i++) AddFatSector(fat, UInt32(0x4c + (i * 4)));
        var next = UInt32(0x44);
        for (var steps = 0; next < MaxSector; steps++)
        {
            var offset = OffsetOf(next);
            if (steps > _file.Length / _sectorSize) throw new InvalidDataException(); // the chain leads back to itself
            for (var i = 0; i < perSector - 1; i++) AddFatSector(fat, UInt32(offset + (i * 4)));
            next = UInt32(offset + _sectorSize - 4);
        }

        return fat;
    }

    private void AddFatSector(List<uint> fat, uint sector)
    {
        if (sector >= MaxSector) return;
        var offset = OffsetOf(sector);
        if (fat.Count > _file.Length / 4) throw new InvalidDataException(); // more entries than the file has room for
        for (var i = 0; i < _sectorSize; i += 4) fat.Add(UInt32(offset + i));
    }

    private byte[] ReadChain(uint sector, long size)
    {
        using var content = new MemoryStream();
        while (sector < MaxSector && content.Length < size)
        {
            var offset = OffsetOf(sector);
            if (content.Length > _file.Length) throw new InvalidDataException(); // the chain leads back to itself
            content.Write(_file, offset, (int)Math.Min(_sectorSize, Math.Min(_file.Length - offset, size - content.Length)));
            if (sector >= _fat.Count) throw new InvalidDataException();
            sector = _fat[(int)sector];
        }

        return content.ToArray();
    }

    private byte[] ReadMini(uint sector, int size)
    {
        const int MiniSize = 64;
        using var content = new MemoryStream();
        while (content.Length < size)
        {
            var offset = sector * (long)MiniSize;
            if (offset >= _miniStream.Length || (sector * 4L) + 4 > _miniFat.Length) throw new InvalidDataException();
            content.Write(_miniStream, (int)offset, (int)Math.Min(Math.Min(MiniSize, _miniStream.Length - offset), size - content.Length));
            sector = BitConverter.ToUInt32(_miniFat, (int)sector * 4);
        }

        return content.ToArray();
    }

    /// <summary>Where a sector begins: the header takes the place of the one before the first.</summary>
    private int OffsetOf(uint sector)
    {
        var offset = (sector + 1L) * _sectorSize;
        return offset < _file.Length ? (int)offset : throw new InvalidDataException();
    }

    private string NameOf(int entry)
    {
        var at = entry * EntrySize;
        int octets = Math.Min(BitConverter.ToUInt16(_directory, at + 64), (ushort)64);
        return Encoding.Unicode.GetString(_directory, at, octets & ~1).TrimEnd('\0');
    }

    private uint EntryUInt32(int entry, int at) =>
        (entry + 1) * EntrySize <= _directory.Length ? BitConverter.ToUInt32(_directory, (entry * EntrySize) + at) : throw new InvalidDataException();

    private uint UInt32(int at) => at + 4 <= _file.Length ? BitConverter.ToUInt32(_file, at) : throw new InvalidDataException();
}
