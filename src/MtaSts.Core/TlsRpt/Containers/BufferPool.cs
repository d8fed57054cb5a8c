#if NET8_0_OR_GREATER
using System.Buffers;
#endif

namespace MtaSts.TlsRpt.Containers;

/// <summary>Buffers that are used again where .NET has a pool of them, and new ones in Windows PowerShell 5.1.</summary>
internal static class BufferPool
{
    /// <summary>A buffer of at least this size; what is in it is left over.</summary>
    public static byte[] Rent(int size) =>
#if NET8_0_OR_GREATER
        ArrayPool<byte>.Shared.Rent(size);
#else
        new byte[size];
#endif

    /// <summary>Gives a buffer back. Nobody may use it afterwards.</summary>
    public static void Return(byte[] buffer)
    {
#if NET8_0_OR_GREATER
        ArrayPool<byte>.Shared.Return(buffer);
#endif
    }
}
