#if NET8_0_OR_GREATER
using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// The shortcut for what most files are: a gzip of one small JSON text, complete in memory. It is unpacked in one go, without the layers
/// of streams that any other content needs. Whatever is not exactly that is left to them, from its first byte.
/// </summary>
internal static class SmallGzip
{
    private const int MaxUnpacked = 64 * 1024;
    private const int LeastPacked = 18; // header and trailer (RFC 1952 section 2.3)

    /// <summary>Unpacks the content.</summary>
    /// <param name="stream">The content, at its start; it is there again when null is returned.</param>
    /// <param name="context">The position of the reader.</param>
    /// <returns>The JSON; null to read the content in the usual way.</returns>
    /// <exception cref="ReportFaultException">A limit for all contents together is exceeded.</exception>
    public static JsonTokens? Open(Stream stream, ReadContext context)
    {
        if (stream is not MemoryStream { Position: 0 } memory || !memory.TryGetBuffer(out var packed)) return null;
        if (packed.Count < LeastPacked || packed[0] != 0x1f || packed[1] != 0x8b) return null;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(packed.Count - sizeof(uint))); // ISIZE
        if (size is 0 or > MaxUnpacked || size > context.Options.MaxUnpackedBytes) return null;
        context.Cancellation.ThrowIfCancellationRequested();
        var buffer = ArrayPool<byte>.Shared.Rent((int)size + 1); // one more, to see the end
        if (Unpack(memory, buffer) != size || ContentSniffer.Detect(buffer, Math.Min((int)size, PeekStream.HeadSize), out _) != ContentKind.Json)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            memory.Position = 0;
            return null;
        }

        context.Budget.TakeUnpacked((int)size);
        context.Memory?.Take(size * HeldSize.PerJsonByte, context.Cancellation);
        return new JsonTokens(buffer, (int)size, context.Options.MaxJsonDepth, context.Texts);
    }

    /// <summary>Returns the number of bytes; -1 when the data is damaged.</summary>
    private static int Unpack(MemoryStream packed, byte[] buffer)
    {
        try
        {
            using var gzip = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
            return gzip.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }
}
#endif
