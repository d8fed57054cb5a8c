using System;
using System.IO;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Returns its bytes a few at a time and cannot seek, like a socket.</summary>
internal sealed class TrickleStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atOnce));

#if NET // .NET Framework has no such method
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, atOnce)]);
#endif
}
