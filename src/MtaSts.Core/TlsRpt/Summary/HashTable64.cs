using System;

namespace MtaSts.TlsRpt.Summary;

/// <summary>
/// Many 64-bit hashes with four bits each, in 8 bytes a place: it is in 64 tables that grow one by one, so that growing
/// never needs the memory of all of them twice. The hashes are salted (<see cref="ContentHash"/>), so nobody can make them collide on
/// purpose.
/// </summary>
internal sealed class HashTable64
{
    private const int Tables = 64;
    private const ulong FlagMask = 0xF;

    private readonly ulong[][] _tables = new ulong[Tables][];
    private readonly int[] _counts = new int[Tables];

    /// <summary>The bits of a hash; 0 when it is not there.</summary>
    public int Get(ulong hash)
    {
        var table = _tables[TableOf(hash)];
        return table is null ? 0 : (int)(table[Find(table, hash)] & FlagMask);
    }

    /// <summary>Sets bits of a hash.</summary>
    /// <returns>The bits before.</returns>
    public int Set(ulong hash, int flags)
    {
        var number = TableOf(hash);
        var table = _tables[number] ??= new ulong[4];
        var place = Find(table, hash);
        var before = (int)(table[place] & FlagMask);
        if (before == 0)
        {
            if ((_counts[number] + 1) * 5 >= table.Length * 4) // one place at least is always empty
            {
                table = Grow(number);
                place = Find(table, hash);
            }

            _counts[number]++;
        }

        table[place] = (hash & ~FlagMask) | (uint)(before | flags);
        return before;
    }

    private static int TableOf(ulong hash) => (int)(hash >> 58);

    /// <summary>The place of a hash, or the empty one where it belongs.</summary>
    private static int Find(ulong[] table, ulong hash)
    {
        var place = (int)((hash >> 4) % (ulong)table.Length);
        while ((table[place] & FlagMask) != 0 && (table[place] & ~FlagMask) != (hash & ~FlagMask))
        {
            place++;
            if (place == table.Length) place = 0;
        }

        return place;
    }

    private ulong[] Grow(int number)
    {
        var old = _tables[number];
        var table = new ulong[old.Length + Math.Max(8, old.Length / 4)];
        foreach (var entry in old)
        {
            if ((entry & FlagMask) != 0) table[Find(table, entry)] = entry;
        }

        return _tables[number] = table;
    }
}
