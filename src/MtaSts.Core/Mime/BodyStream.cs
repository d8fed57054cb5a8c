using System;

namespace MtaSts.Mime;

/// <summary>The bytes of a part or message, without the line ending that belongs to the boundary after it.</summary>
internal sealed class BodyStream(LineSource lines) : ForwardStream
{
    private LineSegment _line; // its line ending cut off
    private int _taken;
    private int _held; // length of the line ending that is written only when it does not belong to a boundary
    private int _due; // what is left to write of that line ending
    private bool _ended;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var written = 0;
        while (written < count)
        {
            if (_due > 0)
            {
                buffer[offset + written++] = _due-- == 2 ? (byte)'\r' : (byte)'\n';
            }
            else if (_taken < _line.Count)
            {
                var take = Math.Min(_line.Count - _taken, count - written);
                Buffer.BlockCopy(_line.Buffer, _line.Offset + _taken, buffer, offset + written, take);
                _taken += take;
                written += take;
            }
            else if (!NextLine())
            {
                break;
            }
        }

        return written;
    }

    private bool NextLine()
    {
        if (_ended) return false;
        if (!lines.Read(out var next))
        {
            _ended = true;
            _line = default;
            _taken = 0;
            _due = lines.LastLineEndIsDelimiter ? 0 : _held;
            return _due > 0;
        }

        _due = _held;
        _held = next.LineEndLength;
        _line = next with { Count = next.Count - _held };
        _taken = 0;
        return true;
    }
}
