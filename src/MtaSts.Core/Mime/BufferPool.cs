#if NET8_0_OR_GREATER
using System.Buffers;
#endif

namespace MtaSts.Mime;

/// <summary>Pooled buffers where .NET has a pool, and new ones in Windows PowerShell 5.1.</summary>
internal static class BufferPool
{
    /// <summary>A buffer of at least this size, with arbitrary contents.</summary>
    public static byte[] Rent(int size) =>
#if NET8_0_OR_GREATER
        ArrayPool<byte>.Shared.Rent(size);
#else
        new byte[size];
#endif

    /// <summary>Returns a buffer, which must not be used afterwards.</summary>
    public static void Return(byte[] buffer)
    {
#if NET8_0_OR_GREATER
        ArrayPool<byte>.Shared.Return(buffer);
#endif
    }
}
