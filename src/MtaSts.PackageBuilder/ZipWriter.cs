using System;
using System.IO;
using System.IO.Compression;

namespace MtaSts.PackageBuilder;

/// <summary>Writes a zip whose bytes depend only on the files' names and contents.</summary>
public static class ZipWriter
{
    // The earliest time that a zip can contain.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A regular file that everybody may read, in the upper half, which Unix uses.
    private const int Attributes = unchecked((int)0x81A4_0000);

    /// <summary>Packs every file of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="prefix">The prefix of the names in the zip; ends in '/'.</param>
    /// <param name="path">The file to write; an existing file is replaced.</param>
    public static void Write(string folder, string prefix, string path)
    {
        using var file = File.Create(path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var name in ModuleFiles.In(folder))
        {
            var entry = zip.CreateEntry(prefix + name, CompressionLevel.Optimal);
            entry.LastWriteTime = Time;
            entry.ExternalAttributes = Attributes;
            using var from = File.OpenRead(Path.Combine(folder, name));
            using var to = entry.Open();
            from.CopyTo(to);
        }
    }
}
