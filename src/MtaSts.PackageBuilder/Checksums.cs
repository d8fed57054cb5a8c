using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace MtaSts.PackageBuilder;

/// <summary>Writes SHA-256 checksums in the form that <c>sha256sum --check</c> reads.</summary>
public static class Checksums
{
    /// <summary>Writes one line per file: the hash, two spaces, the name.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="files">The files to sum.</param>
    public static void Write(string path, IEnumerable<string> files) =>
        File.WriteAllText(path, string.Concat(files.Order(StringComparer.Ordinal).Select(file => $"{Hash(file)}  {Path.GetFileName(file)}\n")));

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
