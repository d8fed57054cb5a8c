using System;
using System.IO;

namespace MtaSts.Mime;

/// <summary>The lines of a stream, through one buffer. A line longer than the buffer comes in pieces.</summary>
internal sealed class StreamLines(Stream stream, int bufferSize = StreamLines.DefaultBufferSize) : LineSource
{
    /// <summary>Longer than any line that has a meaning in a mail (RFC 5322 §2.1.1 allows 998 characters).</summary>
    public const int DefaultBufferSize = 16 * 1024;

    private readonly byte[] _buffer = new byte[bufferSize];
    private int _position;
    private int _end;
    private bool _ended;
    private bool _atLineStart = true;

    public override bool Read(out LineSegment segment)
    {
        var searched = _position;
        while (true)
        {
            var lineEnd = Array.IndexOf(_buffer, (byte)'\n', searched, _end - searched);
            if (lineEnd >= 0) return Take(lineEnd + 1, true, out segment);
            if (_ended)
            {
                if (_position < _end) return Take(_end, true, out segment);
                segment = default;
                return false;
            }

            searched = _end;
            if (_position > 0)
            {
                Buffer.BlockCopy(_buffer, _position, _buffer, 0, _end - _position);
                searched -= _position;
                _end -= _position;
                _position = 0;
            }

            // Never cut between CR and LF: a reader of pieces must be able to recognize a line ending.
            if (_end == _buffer.Length) return Take(_buffer[_end - 1] == (byte)'\r' ? _end - 1 : _end, false, out segment);
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _ended = read == 0;
            _end += read;
        }
    }

    public override int Skip(out bool endsBlank)
    {
        endsBlank = false;
        if (!_atLineStart) return 0;
        var end = PlainLines.EndOf(_buffer, _position, _end);
        var count = end - _position;
        if (count > 0) endsBlank = PlainLines.EndsBlank(_buffer, _position, end);
        _position = end;
        return count;
    }

    private bool Take(int upTo, bool endsLine, out LineSegment segment)
    {
        segment = new LineSegment(_buffer, _position, upTo - _position, _atLineStart);
        _position = upTo;
        _atLineStart = endsLine;
        return true;
    }
}
