using System;
using System.IO;
using MtaSts.Mime;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt.Containers;

/// <summary>A stream whose first bytes were inspected and are returned again when it is read.</summary>
internal sealed class PeekStream(Stream inner, bool leaveOpen) : ForwardStream
{
    /// <summary>How many bytes are inspected: the size of most reports, so that they are read in one go.</summary>
    public const int HeadSize = 4096;

    private byte[] _head = BufferPool.Rent(HeadSize);
    private int _count;
    private int _position;
    private bool _ended;

    /// <summary>The kind of content, once it was inspected.</summary>
    public ContentKind Kind { get; private set; }

    /// <summary>Inspects the first bytes; only once, and before anything is read.</summary>
    /// <returns>The kind of content.</returns>
    public ContentKind Peek()
    {
        while (_count < HeadSize && !_ended)
        {
            var read = inner.Read(_head, _count, HeadSize - _count);
            _count += read;
            _ended = read == 0;
        }

        Kind = ContentSniffer.Detect(_head, _count, out var start);
        if (Kind is ContentKind.Mail or ContentKind.Mbox) _position = start; // so that its first line is recognized
        if (Kind == ContentKind.Json && Array.IndexOf(_head, JsonRestScan.RecordSeparator, 0, start) >= 0) _position = start;
        return Kind;
    }

    /// <summary>The whole content, when it is smaller than <see cref="HeadSize"/> and was inspected; otherwise nothing. Valid until this is disposed.</summary>
    public ArraySegment<byte> Whole => _ended ? new ArraySegment<byte>(_head, 0, _count) : default;

    /// <summary>The stream itself, reset to its start; null when it cannot seek or was already read.</summary>
    public Stream? Rewound()
    {
        if (!inner.CanSeek || _position > 0) return null;
        inner.Seek(-_count, SeekOrigin.Current);
        return inner;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var take = Math.Min(count, _count - _position);
        Buffer.BlockCopy(_head, _position, buffer, offset, take);
        _position += take;
        // One more read, so that a small report comes in one piece.
        return _ended || take == count ? take : take + inner.Read(buffer, offset + take, count - take);
    }

    /// <summary>Returns the buffer.</summary>
    protected override void Dispose(bool disposing)
    {
        var head = _head;
        _head = [];
        _count = _position = 0;
        if (head.Length > 0) BufferPool.Return(head);
        if (disposing && !leaveOpen) inner.Dispose();
        base.Dispose(disposing);
    }
}
