using System;
using System.Collections.Generic;

namespace MtaSts.Mime;

/// <summary>
/// Lines that can be looked at before they are read. What is looked at is copied and held until it is read, up to
/// <see cref="MaxBytes"/>.
/// </summary>
internal sealed class LookaheadLines(LineSource lines) : LineSource
{
    /// <summary>How many bytes ahead are looked at: more than the fields that begin a mail take.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int MaxRead = 256; // lines that were read are removed from the list together

    private readonly List<LineSegment> _held = [];
    private int _next; // the first of the held lines that was not read
    private long _heldBytes;

    /// <summary>Reads the next line or piece of a line.</summary>
    public override bool Read(out LineSegment segment)
    {
        if (_next == _held.Count) return lines.Read(out segment);
        segment = _held[_next];
        _held[_next++] = default;
        _heldBytes -= segment.Count;
        if (_next == _held.Count || _next == MaxRead)
        {
            _held.RemoveRange(0, _next);
            _next = 0;
        }

        return true;
    }

    public override int Skip(out bool endsBlank) => _next == _held.Count ? lines.Skip(out endsBlank) : base.Skip(out endsBlank);

    /// <summary>
    /// Looks at a line without reading it. The segment that was read before is not valid afterwards.
    /// </summary>
    /// <param name="ahead">0 for the next line or piece of a line, 1 for the one behind it.</param>
    /// <param name="segment">The line.</param>
    /// <returns>False at the end, and behind <see cref="MaxBytes"/>.</returns>
    public bool Peek(int ahead, out LineSegment segment)
    {
        while (_held.Count - _next <= ahead)
        {
            if (_heldBytes >= MaxBytes || !lines.Read(out var read))
            {
                segment = default;
                return false;
            }

            _held.Add(Copy(read));
            _heldBytes += read.Count;
        }

        segment = _held[_next + ahead];
        return true;
    }

    /// <summary>Puts a line back; the next read returns it.</summary>
    /// <param name="line">The line that was read last, as <see cref="Copy"/> returned it.</param>
    public void PutBack(LineSegment line)
    {
        if (_next > 0) _held[--_next] = line;
        else _held.Insert(0, line);
        _heldBytes += line.Count;
    }

    public override bool LastLineEndIsDelimiter => lines.LastLineEndIsDelimiter;

    /// <summary>Whether more lies ahead than is looked at.</summary>
    public bool IsFull => _heldBytes >= MaxBytes;

    /// <summary>A segment that stays valid when more is read.</summary>
    /// <param name="segment">The segment.</param>
    public static LineSegment Copy(LineSegment segment)
    {
        var octets = new byte[segment.Count];
        Buffer.BlockCopy(segment.Buffer, segment.Offset, octets, 0, segment.Count);
        return segment with { Buffer = octets, Offset = 0 };
    }
}
