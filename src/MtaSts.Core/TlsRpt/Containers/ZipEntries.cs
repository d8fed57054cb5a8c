using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Threading;

namespace MtaSts.TlsRpt.Containers;

/// <summary>The entries of a zip, opened one at a time and never written to disk; a name is only shown, never used as a path.</summary>
internal sealed class ZipEntries : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly List<ZipRecord> _records;
    private readonly TlsReportReaderOptions _options;
    private readonly ReadBudget _budget;

    private ZipEntries(ZipArchive archive, List<ZipRecord> records, TlsReportReaderOptions options, ReadBudget budget)
    {
        _archive = archive;
        _records = records;
        _options = options;
        _budget = budget;
    }

    /// <summary>How many entries there are.</summary>
    public int Count => _records.Count;

    /// <summary>Opens a zip; one that cannot seek is held in memory, up to the limit of a mail.</summary>
    public static ZipEntries Open(
        PeekStream content, TlsReportReaderOptions options, ReadBudget budget, ReadMemoryAccount? memory, CancellationToken cancellation)
    {
        var zip = content.Rewound() ?? Hold(content, options.MaxMailBytes, memory, cancellation);
        var records = ZipDirectory.Read(zip, budget);
        zip.Position = 0;
        return Guard(() =>
        {
            var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count != records.Count) throw new InvalidDataException();
            return new ZipEntries(archive, records, options, budget);
        });
    }

    /// <summary>An entry's name as in the archive.</summary>
    public string NameOf(int index) => _archive.Entries[index].FullName;

    /// <summary>Opens an entry.</summary>
    /// <exception cref="ReportFaultException">It needs a password, is too large, or is damaged.</exception>
    public Stream OpenEntry(int index, CancellationToken cancellation)
    {
        if (_records[index].IsEncrypted) throw new ReportFaultException(TlsReportFault.Encrypted, "The zip entry needs a password.");
        var entry = _archive.Entries[index];
        if (entry.Length > _options.MaxUnpackedBytes)
            throw ReadBudget.Exceeded("It unpacks to more than the limit of ", _options.MaxUnpackedBytes, " bytes (MaxUnpackedBytes).");
        return new UnpackStream(new ChecksumStream(Guard(entry.Open), _records[index].Crc32), _options.MaxUnpackedBytes, _budget, cancellation);
    }

    public void Dispose() => _archive.Dispose();

    private static T Guard<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or ArgumentException or OverflowException or EndOfStreamException)
        {
            throw new ReportFaultException(TlsReportFault.Damaged, "The zip is damaged, or made with a method that cannot be read.");
        }
    }

    private static MemoryStream Hold(Stream content, long limit, ReadMemoryAccount? account, CancellationToken cancellation)
    {
        var memory = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = content.Read(buffer, 0, buffer.Length)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            if (memory.Length + read > limit)
                throw ReadBudget.Exceeded("The zip is larger than the limit of ", limit, " bytes for one that has to be held in memory (MaxMailBytes).");
            account?.Take(read, cancellation);
            memory.Write(buffer, 0, read);
        }

        return memory;
    }
}
