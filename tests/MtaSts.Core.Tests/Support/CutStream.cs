using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Tests.Support;

/// <summary>Delivers bytes in blocks of given sizes, repeatedly, like a network; then the end.</summary>
#pragma warning disable CA1844 // the core reads into arrays
internal sealed class CutStream(byte[] bytes, params int[] sizes) : Stream
{
    private int _position;
    private int _block;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var size = sizes.Length == 0 ? 1 : sizes[_block++ % sizes.Length];
        var read = Math.Min(Math.Min(size, count), bytes.Length - _position);
        Array.Copy(bytes, _position, buffer, offset, read);
        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
