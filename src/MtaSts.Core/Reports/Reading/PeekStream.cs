using System;
using System.IO;
using MtaSts.Mail;

namespace MtaSts.Reports;

/// <summary>A stream whose first bytes were looked at and are given again when it is read.</summary>
internal sealed class PeekStream : ForwardStream
{
    /// <summary>How many bytes are looked at: as many as most reports have, so that they are read in one go.</summary>
    public const int HeadSize = 4096;

    private readonly Stream _inner;
    private byte[] _head = BufferPool.Rent(HeadSize);
    private int _count;
    private int _position;
    private readonly bool _ended;

    public PeekStream(Stream inner)
    {
        _inner = inner;
        int count = 0;
        for (int read = 1; count < HeadSize && read > 0; count += read)
        {
            read = inner.Read(_head, count, HeadSize - count);
            _ended = read == 0;
        }

        _count = count;
        Kind = ContentSniffer.Detect(_head, _count);
    }

    /// <summary>What the content is.</summary>
    public ContentKind Kind { get; }

    /// <summary>The stream itself, set back to where it began; null when it cannot seek or was read from.</summary>
    public Stream? Rewound()
    {
        if (!_inner.CanSeek || _position > 0) return null;
        _inner.Seek(-_count, SeekOrigin.Current);
        return _inner;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int take = Math.Min(count, _count - _position);
        Buffer.BlockCopy(_head, _position, buffer, offset, take);
        _position += take;
        // One read more, so that a small report comes in one piece.
        return _ended || take == count ? take : take + _inner.Read(buffer, offset + take, count - take);
    }

    /// <summary>Gives the buffer back. The stream itself is left open.</summary>
    protected override void Dispose(bool disposing)
    {
        byte[] head = _head;
        _head = [];
        _count = _position = 0;
        if (head.Length > 0) BufferPool.Return(head);
        base.Dispose(disposing);
    }
}
