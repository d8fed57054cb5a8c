#if NET8_0_OR_GREATER
using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace MtaSts.TlsRpt.Containers;

/// <summary>What most files are: a gzip of one small JSON text, complete in memory. It is unpacked in one go, without the layers of streams.</summary>
internal static class SmallGzip
{
    private const int MaxUnpacked = 64 * 1024;
    private const int LeastPacked = 18; // header and trailer (RFC 1952 section 2.3)

    /// <summary>Whether this looks like a small gzip, complete.</summary>
    /// <param name="packed">The bytes.</param>
    public static bool IsLikely(ArraySegment<byte> packed) =>
        packed.Count >= LeastPacked && packed[0] == 0x1f && packed[1] == 0x8b && SizeOf(packed) is > 0 and <= MaxUnpacked;

    /// <summary>Unpacks it.</summary>
    /// <param name="packed">The gzip, of which <see cref="IsLikely"/> is true.</param>
    /// <param name="input">Gives its bytes; it is used again for the next one.</param>
    /// <param name="buffer">Takes the content; replaced by a larger one when it is too small.</param>
    /// <returns>The number of bytes; -1 when it is something else than it looks like, such as damaged.</returns>
    public static int Unpack(ArraySegment<byte> packed, SmallInput input, ref byte[] buffer)
    {
        var size = (int)SizeOf(packed);
        if (buffer.Length <= size) buffer = new byte[Math.Min(2 * size, MaxUnpacked) + 1]; // one more, to see the end
        try
        {
            input.Start(packed);
            using var gzip = new GZipStream(input, CompressionMode.Decompress, leaveOpen: true);
            return gzip.ReadAtLeast(buffer.AsSpan(0, size + 1), size + 1, throwOnEndOfStream: false) == size && input.IsUsedUp ? size : -1;
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }

    /// <summary>The length of the content, as the last member says (ISIZE).</summary>
    private static uint SizeOf(ReadOnlySpan<byte> packed) => BinaryPrimitives.ReadUInt32LittleEndian(packed[^sizeof(uint)..]);
}
#endif
