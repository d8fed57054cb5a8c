using System;
using System.IO;

namespace MtaSts.PowerShell.Input;

/// <summary>Reads a small file whole, and never more of it than a limit, whatever length it says it has.</summary>
internal static class BoundedFile
{
    /// <summary>The bytes of a regular file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="limit">The most bytes that it may have.</param>
    /// <exception cref="InvalidDataException">It is larger.</exception>
    /// <exception cref="IOException">It is not a regular file, or cannot be read.</exception>
    public static byte[] Read(string file, int limit)
    {
        if (!FileKind.IsRegular(file)) throw new IOException("It is a pipe, a socket or a device, not a regular file.");
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
        {
            if (content.Length + read > limit) throw new InvalidDataException(FormattableString.Invariant($"It is larger than {limit / 1024} KiB."));
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
