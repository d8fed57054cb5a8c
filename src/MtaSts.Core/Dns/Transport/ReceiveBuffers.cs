using System.Collections.Concurrent;
using System.Threading;

namespace MtaSts.Dns.Transport;

/// <summary>
/// Receive buffers to use again, enough for the questions of a hundred domains at once: netstandard2.0 has no
/// ArrayPool, that of .NET keeps fewer, and thousands of questions would otherwise leave thousands of buffers behind.
/// </summary>
internal sealed class ReceiveBuffers
{
    /// <summary>
    /// More than we announce, for servers that send more than was announced; a datagram that fills it was cut.
    /// </summary>
    public const int Octets = 4096;

    private const int MaxKept = 512;

    private readonly ConcurrentBag<byte[]> _free = [];
    private int _kept;

    public byte[] Rent()
    {
        if (!_free.TryTake(out var buffer)) return new byte[Octets];
        Interlocked.Decrement(ref _kept);
        return buffer;
    }

    /// <summary>Takes a buffer back that nothing reads or writes any more.</summary>
    public void Return(byte[] buffer)
    {
        if (Interlocked.Increment(ref _kept) <= MaxKept) _free.Add(buffer);
        else Interlocked.Decrement(ref _kept);
    }
}
