using System;
using MtaSts.Mime;

namespace MtaSts.Tests.Mime;

/// <summary>The same bytes over and over, made while they are read.</summary>
internal sealed class RepeatStream(byte[] pattern, long times) : ForwardStream
{
    private readonly long _length = pattern.Length * times;
    private long _position;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var take = (int)Math.Min(count, _length - _position);
        for (var i = 0; i < take; i++) buffer[offset + i] = pattern[(int)((_position + i) % pattern.Length)];
        _position += take;
        return take;
    }
}
