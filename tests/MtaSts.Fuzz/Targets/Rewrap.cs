using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace MtaSts.Fuzz.Targets;

/// <summary>
/// Unpacks an input, mutates the content, and packs it again: random changes of packed octets are
/// detected by the first checksum, so the code after it is never reached.
/// </summary>
internal abstract class Rewrap
{
    private const int MaxInner = 200_000;

    public static Rewrap None { get; } = new Plain();

    public static Rewrap Base64 { get; } = new InMail();

    public static Rewrap Archive { get; } = new InArchive();

    /// <summary>The input with changed content; null when it has no content.</summary>
    public abstract byte[]? Mutate(byte[] input, Func<byte[], byte[]> change, Random random);

    private static byte[]? Repack(byte[] input, Func<byte[], byte[]> change, Random random)
    {
        try
        {
            if (input is [0x1F, 0x8B, ..]) return Gzip(change(Unpack(new GZipStream(new MemoryStream(input), CompressionMode.Decompress))), random);
            return input is [(byte)'P', (byte)'K', ..] ? Zip(input, change, random) : null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Gzip(byte[] inside, Random random)
    {
        // One member or two (RFC 1952 §2.2).
        var cut = random.Next(8) == 0 ? random.Next(inside.Length + 1) : inside.Length;
        var packed = Member(inside[..cut]);
        return cut == inside.Length ? packed : [.. packed, .. Member(inside[cut..])];
    }

    private static byte[] Member(byte[] inside)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest)) gzip.Write(inside);
        return memory.ToArray();
    }

    private static byte[] Zip(byte[] input, Func<byte[], byte[]> change, Random random)
    {
        var entries = new List<(string Name, byte[] Inside)>();
        using (var zip = new ZipArchive(new MemoryStream(input), ZipArchiveMode.Read))
        {
            foreach (var entry in zip.Entries.Take(20)) entries.Add((entry.FullName, Unpack(entry.Open())));
        }

        if (entries.Count == 0) entries.Add(("report.json", []));
        var chosen = random.Next(entries.Count);
        var (name, inside) = entries[chosen];
        entries[chosen] = random.Next(4) == 0
            ? (Encoding.UTF8.GetString(change(Encoding.UTF8.GetBytes(name))), inside)
            : (name, Repack(inside, change, random) ?? change(inside));
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var stream = zip.CreateEntry(entry.Name[..Math.Min(entry.Name.Length, 1000)], (CompressionLevel)random.Next(3)).Open();
                stream.Write(entry.Inside);
            }
        }

        return memory.ToArray();
    }

    private static byte[] Unpack(Stream stream)
    {
        using var from = stream;
        using var memory = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; memory.Length < MaxInner && (read = from.Read(buffer)) > 0;) memory.Write(buffer, 0, read);
        return memory.ToArray();
    }

    private sealed class Plain : Rewrap
    {
        public override byte[]? Mutate(byte[] input, Func<byte[], byte[]> change, Random random) => null;
    }

    private sealed class InArchive : Rewrap
    {
        public override byte[]? Mutate(byte[] input, Func<byte[], byte[]> change, Random random) => Repack(input, change, random);
    }

    /// <summary>The first part in base64, as far as it can be found without the code under test.</summary>
    private sealed class InMail : Rewrap
    {
        private static readonly string[] Blanks = ["\r\n\r\n", "\n\n"];

        public override byte[]? Mutate(byte[] input, Func<byte[], byte[]> change, Random random)
        {
            var text = Encoding.Latin1.GetString(input);
            var mark = text.IndexOf("base64", StringComparison.OrdinalIgnoreCase);
            if (mark < 0) return null;
            var blank =
                Blanks.Select(b => (At: text.IndexOf(b, mark, StringComparison.Ordinal), b.Length)).Where(b => b.At >= 0).OrderBy(b => b.At).FirstOrDefault();
            if (blank.Length == 0) return null;
            var start = blank.At + blank.Length;
            var end = text.IndexOf("\n--", start, StringComparison.Ordinal);
            if (end < 0) end = text.Length;
            var inside = new byte[end - start];
            if (!Convert.TryFromBase64String(text[start..end], inside, out var length)) return null;
            var changed = Repack(inside[..length], change, random) ?? change(inside[..length]);
            return [.. input.AsSpan(0, start), .. Encoding.ASCII.GetBytes(Convert.ToBase64String(changed, Base64FormattingOptions.InsertLineBreaks)),
                .. input.AsSpan(end)];
        }
    }
}
