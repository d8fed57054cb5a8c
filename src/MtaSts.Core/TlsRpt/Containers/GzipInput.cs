using System;
using System.IO;
using MtaSts.Mime;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// The compressed bytes of a gzip, one member after another (RFC 1952 section 2.2). .NET does not say where a member ends, whether it is
/// whole, or whether something follows it, and .NET Framework ignores all members but the first. A member ends with the length of its content
/// (ISIZE, section 2.3.1), so the end is where these 4 bytes are. To see it exactly, a member is never given together with the bytes
/// that begin like another one, and the last byte of the file is given alone.
/// </summary>
internal sealed class GzipInput(Stream inner) : ForwardStream
{
    private const int Size = 8 * 1024;
    private const int LengthSize = sizeof(uint);
    private const int MagicSize = 3; // ID1, ID2 and CM (RFC 1952 section 2.3)
    private const int LeastPacked = 18; // header and trailer

    private byte[] _buffer = BufferPool.Rent(Size);
    private int _start; // where the bytes begin that were given last
    private int _position; // where they end
    private int _end;
    private long _packed; // bytes of this member that were given
    private uint _unpacked; // bytes of its content, as far as a length shows them

    /// <summary>What is at a place of the gzip.</summary>
    public enum Following
    {
        /// <summary>The end.</summary>
        Nothing,

        /// <summary>The beginning of another member.</summary>
        Member,

        /// <summary>Something else.</summary>
        SomethingElse,
    }

    /// <summary>Whether the compressed bytes were read to their end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Counts what was unpacked of this member.</summary>
    /// <param name="count">The number of bytes.</param>
    public void AddUnpacked(int count) => _unpacked += (uint)count;

    /// <summary>
    /// Goes to the end of this member, when no more can be unpacked of it. .NET Framework does not use all bytes that it was given.
    /// </summary>
    /// <returns>False when the member has no end: the gzip is cut off.</returns>
    public bool EndMember()
    {
        var end = IsEndOfMember(_position) ? _position : _start;
        while (end < _position && !IsEndOfMember(end)) end++;
        if (!IsEndOfMember(end)) return false;
        _position = _start = end;
        _packed = _unpacked = 0;
        return true;
    }

    /// <summary>What follows the member whose end was reached.</summary>
    public Following Peek()
    {
        Fill();
        if (_position == _end) return Following.Nothing;
        return _end - _position >= MagicSize && LooksLikeMember(_position) && _buffer[_position + 2] == 8 ? Following.Member : Following.SomethingElse;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (count == 0) return 0;
        Fill();
        _start = _position;
        var available = _end - _position;
        if (available == 0 || (LooksLikeMember(_position) && IsEndOfMember(_position))) return 0;
        var take = Math.Min(count, Math.Max(1, available - 1));
        for (var i = 1; i < take; i++)
        {
            i = Array.IndexOf(_buffer, (byte)0x1f, _position + i, take - i) - _position;
            if (i < 0) break;
            if (LooksLikeMember(_position + i)) take = i;
        }

        Buffer.BlockCopy(_buffer, _position, buffer, offset, take);
        _position += take;
        _packed += take;
        return take;
    }

    protected override void Dispose(bool disposing)
    {
        var buffer = _buffer;
        _buffer = [];
        _start = _position = _end = 0;
        if (buffer.Length > 0) BufferPool.Return(buffer);
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private bool LooksLikeMember(int at) => _buffer[at] == 0x1f && (at + 1 == _end || _buffer[at + 1] == 0x8b);

    private bool IsEndOfMember(int at) => _packed - (_position - at) >= LeastPacked
        && _unpacked == (uint)(_buffer[at - 4] | (_buffer[at - 3] << 8) | (_buffer[at - 2] << 16) | (_buffer[at - 1] << 24));

    /// <summary>Reads until the bytes that show a member are there, and one more. The length before them stays.</summary>
    private void Fill()
    {
        if (IsAtEnd || _end - _position > MagicSize) return;
        var kept = Math.Min(_position, LengthSize);
        Buffer.BlockCopy(_buffer, _position - kept, _buffer, 0, kept + _end - _position);
        _end -= _position - kept;
        _start = _position = kept;
        while (!IsAtEnd && _end - _position <= MagicSize)
        {
            var read = inner.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            IsAtEnd = read == 0;
        }
    }
}
