using System;
using System.Buffers;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.TlsRpt;

namespace MtaSts.Benchmarks;

/// <summary>The two ways of reading the same files.</summary>
internal static class ReportsLoops
{
    private static readonly ParallelOptions Parallelism = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>The minimum for reading: open, gunzip, read every token, keep nothing.</summary>
    public static long Bare(string[] files)
    {
        long tokens = 0;
        Parallel.ForEach(files, Parallelism, file => Interlocked.Add(ref tokens, Walk(file)));
        return tokens;
    }

    /// <summary>What the module does: open as <c>Read-TlsRptReport</c> opens, detect, gunzip, map, note, total.</summary>
    public static long Ours(string[] files)
    {
        var reader = new TlsReportReader();
        long sessions = 0;
        var unread = 0;
        Parallel.ForEach(files, Parallelism, file =>
        {
            using var stream = Open(file, FileShare.ReadWrite | FileShare.Delete);
            var report = reader.Read(stream, Path.GetFileName(file)).Single().Report;
            if (report is null) Interlocked.Increment(ref unread);
            else Interlocked.Add(ref sessions, report.SuccessCount + report.FailureCount);
        });
        return unread == 0 ? sessions : throw new InvalidOperationException("Not every report was read.");
    }

    private static FileStream Open(string file, FileShare share) => new(file, FileMode.Open, FileAccess.Read, share, 1);

    private static int Walk(string file)
    {
        using var stream = Open(file, FileShare.Read); // as File.OpenRead does
        using var gzip = new GZipStream(stream, CompressionMode.Decompress);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var length = 0;
        for (int read; (read = gzip.Read(buffer, length, buffer.Length - length)) > 0;) length += read;
        var json = new Utf8JsonReader(new ReadOnlySpan<byte>(buffer, 0, length));
        var tokens = 0;
        while (json.Read()) tokens++;
        ArrayPool<byte>.Shared.Return(buffer);
        return tokens;
    }
}
