using System;
using System.IO;
using System.Linq;
using MtaSts.Files;
using MtaSts.Text;

namespace MtaSts.Journaling;

/// <summary>The file of a journal: lock, first line, last line.</summary>
internal static class JournalFile
{
    private const int TailBytes = 4096; // a summary is shorter
    private const int EndBytes = 64; // they have the checksum of the last line
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOS = 35;

    /// <summary>Opens the file for this process alone, or creates it. The system releases the lock of a killed process.</summary>
    /// <exception cref="JournalException">Another process has it open.</exception>
    public static FileStream Open(string path)
    {
        // Windows keeps writers apart from each other and lets others read and rename. Elsewhere a lock is all or nothing, and binds only
        // programs that look for it: cp and tail do not.
        var share = Path.DirectorySeparatorChar == '\\' ? FileShare.Read | FileShare.Delete : FileShare.None;
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1);
        }
        catch (IOException error) when (error.HResult is SharingViolation or LockViolation or WouldBlockOnLinux or WouldBlockOnMacOS)
        {
            throw new JournalException("Another process is using it.", JournalFault.InUse, error);
        }
    }

    /// <summary>Reads the first line.</summary>
    /// <returns>The header; null when the file is empty, or was killed while its first line was written.</returns>
    /// <exception cref="JournalException">The file is not a journal.</exception>
    public static JournalHeader? ReadHeader(FileStream stream)
    {
        if (!stream.CanSeek) throw new JournalException("It is a device or a pipe, and not a file.");
        var bytes = Read(stream, 0, JournalHeader.MostBytes);
        var start = ByteOrderMark.LengthIn(bytes, bytes.Length);
        var end = Array.IndexOf(bytes, (byte)'\n');
        if (end >= 0) return JournalHeader.Read(Slice(bytes, start, JournalLine.LengthOf(bytes, start, end)));
        var length = bytes.Length - start;
        var known = JournalHeader.Start.Substring(0, Math.Min(length, JournalHeader.Start.Length));
        if (bytes.Length == JournalHeader.MostBytes || !JournalLine.BeginsWith(bytes, start, length, known)) throw JournalHeader.Foreign(bytes);

        // Without its line ends a file is not one line that was killed: what it has must not be overwritten.
        var rest = Array.IndexOf(bytes, (byte)'\r');
        return rest < 0 || rest == bytes.Length - 1
            ? null
            : throw new JournalException("Its lines end in CR only, as some editors save them. Save it with LF or CRLF line endings.");
    }

    /// <summary>Whether the scan of a journal came to its end.</summary>
    public static bool EndsWithSummary(FileStream stream)
    {
        var tail = Read(stream, Math.Max(0, stream.Length - TailBytes), TailBytes);
        if (tail.Length < 2 || tail[tail.Length - 1] != '\n') return false;
        var start = Array.LastIndexOf(tail, (byte)'\n', tail.Length - 2) + 1;
        return JournalLine.BeginsWith(tail, start, tail.Length - start, JournalIndex.SummaryStart)
            && JournalLine.IsWhole(tail, start, JournalLine.LengthOf(tail, start, tail.Length - 1));
    }

    /// <summary>Whether there is something at a path that is not a journal.</summary>
    public static bool IsOther(string path)
    {
        if (Directory.Exists(path)) return true;
        if (!File.Exists(path)) return false;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = Read(stream, 0, ByteOrderMark.Length + JournalHeader.Start.Length);
        var start = ByteOrderMark.LengthIn(bytes, bytes.Length);
        return !JournalLine.BeginsWith(bytes, start, bytes.Length - start, JournalHeader.Start);
    }

    /// <summary>Whether a path still leads to the open file: it may have been deleted, renamed or replaced since.</summary>
    /// <param name="path">The path at which it was opened; not a link.</param>
    /// <param name="stream">The open file.</param>
    /// <returns>False when the path leads to nothing or to another file; true also when that cannot be seen.</returns>
    public static bool IsInPlace(string path, FileStream stream)
    {
        try
        {
            // A pipe in its place has no length. It is not opened, nor is a link that may lead to one: that would wait for a writer.
            if (LinkTarget.Of(path) != path || new FileInfo(path) is { Exists: true } found && found.Length != stream.Length) return false;
            using var other = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var offset = Math.Max(0, stream.Length - EndBytes);
            return Read(other, offset, EndBytes).SequenceEqual(Read(stream, offset, EndBytes));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // Windows refuses so the name of a deleted file that is still open; a folder in its place is refused everywhere.
            return Path.DirectorySeparatorChar != '\\' && !Directory.Exists(path);
        }
        catch (IOException)
        {
            return true; // on Linux and macOS the lock on this very file
        }
    }

    /// <summary>Reads bytes; fewer where the file ends before.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="most">How many.</param>
    public static byte[] Read(FileStream stream, long offset, int most)
    {
        var bytes = new byte[Math.Max(0, Math.Min(most, stream.Length - offset))];
        stream.Position = offset;
        var length = 0;
        while (length < bytes.Length)
        {
            var count = stream.Read(bytes, length, bytes.Length - length);
            if (count == 0) break;
            length += count;
        }

        Array.Resize(ref bytes, length);
        return bytes;
    }

    private static byte[] Slice(byte[] bytes, int start, int length)
    {
        var part = new byte[length];
        Buffer.BlockCopy(bytes, start, part, 0, length);
        return part;
    }
}
