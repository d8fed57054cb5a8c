using System;
using System.Collections.Generic;
using System.IO;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// Reads a zip's directory before the framework does: counts the entries, so that a directory made to fill the memory
/// is never loaded, and records what the framework does not report about them.
/// </summary>
internal static class ZipDirectory
{
    private const int EndRecordSize = 22;
    private const int EntrySize = 46;
    private const int MaxComment = 65535;
    private const uint Signature = 0x05054b50; // may follow the directory (APPNOTE 4.3.13)

    /// <summary>The entries, in order.</summary>
    /// <exception cref="ReportFaultException">There is no directory, or it has too many entries.</exception>
    public static List<ZipRecord> Read(Stream zip, ReadBudget budget)
    {
        var tail = ReadTail(zip);
        var end = FindEndRecord(tail);
        if (end < 0) throw Damaged("The zip is cut off: it has no directory.");
        long start = UInt32(tail, end + 16);
        if (start == uint.MaxValue || UInt16(tail, end + 10) == ushort.MaxValue)
            throw ReadBudget.Exceeded("The zip is in the Zip64 form, for archives with more than ", 65534, " entries or 4 GB, which is not supported.");
        if (start > zip.Length) throw Damaged("The zip's directory is damaged.");
        var records = new List<ZipRecord>();
        var entry = new byte[EntrySize];
        for (zip.Position = start; ReadFully(zip, entry) == EntrySize && UInt32(entry, 0) == 0x02014b50; zip.Position = start)
        {
            budget.TakeEntries(1);
            records.Add(new ZipRecord((entry[8] & 1) != 0, UInt32(entry, 16)));
            start += EntrySize + UInt16(entry, 28) + UInt16(entry, 30) + UInt16(entry, 32); // name, extra field, comment
        }

        // Of two zips that were joined, the second one's end leads to a place in the first one, where another directory may be.
        if (start != zip.Length - tail.Length + end && UInt32(entry, 0) != Signature)
            throw Damaged("Its directory is not at its end. If several zips were joined, read each of them alone.");
        return records;
    }

    private static byte[] ReadTail(Stream zip)
    {
        var size = (int)Math.Min(zip.Length, EndRecordSize + MaxComment);
        zip.Position = zip.Length - size;
        var tail = new byte[size];
        var read = ReadFully(zip, tail);
        if (read < size) Array.Resize(ref tail, read);
        return tail;
    }

    private static int FindEndRecord(byte[] tail)
    {
        for (var i = tail.Length - EndRecordSize; i >= 0; i--)
        {
            if (UInt32(tail, i) == 0x06054b50) return i;
        }

        return -1;
    }

    private static int ReadFully(Stream stream, byte[] buffer)
    {
        var total = 0;
        for (var read = 1; total < buffer.Length && read > 0; total += read) read = stream.Read(buffer, total, buffer.Length - total);
        return total;
    }

    private static int UInt16(byte[] bytes, int at) => bytes[at] | (bytes[at + 1] << 8);

    private static uint UInt32(byte[] bytes, int at) => (uint)(UInt16(bytes, at) | (UInt16(bytes, at + 2) << 16));

    private static ReportFaultException Damaged(string reason) => new(TlsReportFault.Damaged, reason);
}
