#if NET8_0_OR_GREATER
using System;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// The bytes of one small gzip after another. A <see cref="System.IO.Compression.GZipStream"/> asks for more at the end of a member, as another
/// one may follow, unless it has seen that something else follows: this is how to know without a second look at the bytes.
/// </summary>
internal sealed class SmallInput : ForwardStream
{
    private ArraySegment<byte> _rest;

    /// <summary>Whether all bytes were read, and then more were asked for.</summary>
    public bool IsUsedUp { get; private set; }

    /// <summary>Starts with another gzip.</summary>
    /// <param name="packed">The whole gzip.</param>
    public void Start(ArraySegment<byte> packed)
    {
        _rest = packed;
        IsUsedUp = false;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var take = Math.Min(buffer.Length, _rest.Count);
        IsUsedUp |= take == 0 && buffer.Length > 0;
        _rest.AsSpan(0, take).CopyTo(buffer);
        _rest = take < _rest.Count ? _rest[take..] : default; // nothing of it is kept
        return take;
    }
}
#endif
