using System;
using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using MtaSts.Files;

namespace MtaSts.Intake;

/// <summary>What is done with the NDJSON of a draft.</summary>
internal static class ArchiveDraft
{
    /// <summary>Cuts off a report that was not written to its end.</summary>
    /// <param name="path">The draft.</param>
    /// <returns>How many rows are left.</returns>
    public static int CutToWholeReports(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var (wholeRows, wholeEnd) = (0, 0L);
        var (rows, position) = (0, 0L);
        var head = new StringBuilder();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            for (var i = 0; i < count; i++)
            {
                position++;
                if (buffer[i] != (byte)'\n')
                {
                    if (head.Length < 200) head.Append((char)buffer[i]);
                    continue;
                }

                rows++;
                if (IsLastOfReport(head.ToString())) (wholeRows, wholeEnd) = (rows, position);
                head.Clear();
            }
        }

        stream.SetLength(wholeEnd);
        return wholeRows;
    }

    /// <summary>Compresses a draft into a folder, under a name that its content has, and removes the draft.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="folder">The folder of its day.</param>
    /// <param name="cancellationToken">Ends it; the draft stays.</param>
    /// <returns>The file, and whether it was not there.</returns>
    public static (string Path, bool IsNew) Compress(string draft, string folder, CancellationToken cancellationToken)
    {
        var packed = draft + ".gz.tmp";
        string name;
        using (var sha256 = SHA256.Create())
        {
            using (var source = new FileStream(draft, FileMode.Open, FileAccess.Read, FileShare.Read))
            using (var target = new FileStream(packed, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
                {
                    var buffer = new byte[64 * 1024];
                    int count;
                    while ((count = source.Read(buffer, 0, buffer.Length)) > 0)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        sha256.TransformBlock(buffer, 0, count, null, 0);
                        gzip.Write(buffer, 0, count);
                    }
                }

                target.Flush(flushToDisk: true);
            }

            sha256.TransformFinalBlock([], 0, 0);
            name = "tlsrpt-" + BitConverter.ToString(sha256.Hash!, 0, 16).Replace("-", "").ToLowerInvariant() + ".ndjson.gz";
        }

        var path = Path.Combine(folder, name);
        var isNew = !File.Exists(path);
        AtomicMove.Over(packed, path);
        File.Delete(draft);
        return (path, isNew);
    }

    /// <summary>Row and Rows are among the first members of a line, which this module wrote.</summary>
    private static bool IsLastOfReport(string head) =>
        NumberAfter(head, "\"Row\":") is { } row && NumberAfter(head, "\"Rows\":") is { } rows && row + 1 == rows;

    private static int? NumberAfter(string text, string name)
    {
        var at = text.IndexOf(name, StringComparison.Ordinal);
        if (at < 0) return null;
        var number = 0;
        for (at += name.Length; at < text.Length && text[at] is >= '0' and <= '9' && number < int.MaxValue / 10; at++) number = number * 10 + (text[at] - '0');
        return number;
    }
}
