using System;
using System.IO;
using System.Text;

namespace MtaSts.Files;

/// <summary>A file that is written beside another one, whose place it takes when it is whole.</summary>
internal static class DraftFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes text in UTF-8; it is on the disk afterwards.</summary>
    /// <param name="draft">The path of the draft.</param>
    /// <param name="mode">Whether the draft may be there already.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to write is missing.</exception>
    public static void Write(string draft, FileMode mode, Action<TextWriter> write)
    {
        using var stream = new FileStream(draft, mode, FileAccess.Write, FileShare.None);
        using (var writer = new StreamWriter(stream, new UTF8Encoding(false), BufferSize, leaveOpen: true)) write(writer);
        stream.Flush(flushToDisk: true); // a file that is named before its content is on the disk may be empty after a power failure
    }

    /// <summary>Puts a draft in the place of a file that exists, with the file's mode.</summary>
    /// <param name="draft">The path of the draft.</param>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="IOException">It cannot be moved; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to move it is missing; the file is as it was.</exception>
    public static void Replace(string draft, string path)
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, File.GetUnixFileMode(path));
#endif
        AtomicMove.Over(draft, path);
    }
}
