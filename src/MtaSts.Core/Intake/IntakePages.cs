using System;
using System.IO;
using MtaSts.Journaling;

namespace MtaSts.Intake;

/// <summary>
/// The lines behind a state in its file, one per page that was received after it: a page of a large mailbox is written without writing
/// all that was received before. A process that is killed leaves its last line whole, or without its end.
/// </summary>
internal sealed class IntakePages
{
    private const int BufferSize = 1 << 16;

    private static readonly byte[] Start = [(byte)'\n', (byte)'{', (byte)'"', (byte)'p', (byte)'a', (byte)'g', (byte)'e', (byte)'"', (byte)':'];

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[BufferSize];
    private bool _hasBlank;
    private int _at;
    private int _end;

    private IntakePages(Stream stream) => _stream = stream;

    /// <summary>How many lines there are.</summary>
    public int Count { get; private set; }

    /// <summary>Where the first line begins, in bytes; the end of the file when there is none.</summary>
    public long Offset { get; private set; }

    /// <summary>True when the file is as it was written, so another line can follow.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Finds the lines.</summary>
    /// <param name="stream">The file; its position is changed.</param>
    public static IntakePages Find(Stream stream)
    {
        var pages = new IntakePages(stream);
        stream.Position = 0;
        var matched = 0;
        byte last = 0;
        while (matched < Start.Length && pages.Next() is >= 0 and var next)
        {
            last = (byte)next;
            matched = last == Start[matched] ? matched + 1 : last == Start[0] ? 1 : 0;
            pages.Offset++;
        }

        if (matched == Start.Length) pages.Offset -= Start.Length - 1;
        pages.IsWhole = last == '\n' || matched == Start.Length;
        return pages;
    }

    /// <summary>Reads the lines.</summary>
    /// <param name="add">Adds the page of a line to the state; its JSON is in the stream.</param>
    /// <exception cref="IntakeException">A line is damaged.</exception>
    public void Read(Action<Stream> add)
    {
        _stream.Position = Offset;
        _at = _end = 0;
        while (NextLine(out var isEnded) is { } line)
        {
            IsWhole = isEnded;
            var length = JournalLine.LengthOf(line, 0, line.Length);
            if (length == 0)
            {
                _hasBlank = true; // an editor may add one
                continue;
            }

            if (JournalLine.IsWhole(line, 0, length))
            {
                Count++;
                Array.Resize(ref line, length);
                using var json = JournalLine.Open(line);
                add(json);
            }
            else if (isEnded)
            {
                throw new IntakeException(
                    FormattableString.Invariant($"It is damaged. Line {Count + 1} after the state was changed. To keep the state before it, delete that line ")
                        + "and those after it. The next run returns the reports of these pages again.");
            }
        }

        IsWhole &= !_hasBlank;
    }

    /// <summary>The next line without its LF.</summary>
    private byte[]? NextLine(out bool isEnded)
    {
        isEnded = false;
        using var line = new MemoryStream();
        while (true)
        {
            if (_at == _end && !Fill()) return line.Length == 0 ? null : line.ToArray();
            var end = Array.IndexOf(_buffer, (byte)'\n', _at, _end - _at);
            isEnded = end >= 0;
            line.Write(_buffer, _at, (isEnded ? end : _end) - _at);
            _at = isEnded ? end + 1 : _end;
            if (line.Length > JournalLine.MostBytes) throw new IntakeException("It is damaged. A line in it is too long.");
            if (isEnded) return line.ToArray();
        }
    }

    private int Next() => _at < _end || Fill() ? _buffer[_at++] : -1;

    private bool Fill()
    {
        (_at, _end) = (0, _stream.Read(_buffer, 0, BufferSize));
        return _end > 0;
    }
}
