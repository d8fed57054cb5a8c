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

    private const string Start = "{\"" + IntakeNames.Page + "\":";

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _at;
    private int _end;

    /// <summary>Finds the lines of a state.</summary>
    /// <param name="stream">The file; its position is changed.</param>
    /// <param name="end">Where the JSON object of the state ends, in bytes.</param>
    public IntakePages(Stream stream, long end) => (_stream, StateEnd) = (stream, end);

    /// <summary>How many lines there are.</summary>
    public int Count { get; private set; }

    /// <summary>Where the JSON object of the state ends, in bytes.</summary>
    public long StateEnd { get; }

    /// <summary>True when the file is as it was written, so another line can follow.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Reads the lines.</summary>
    /// <param name="add">Adds the page of a line to the state; its JSON is in the stream.</param>
    /// <exception cref="IntakeException">A line is damaged, or is something else.</exception>
    public void Read(Action<Stream> add)
    {
        _stream.Position = StateEnd;
        var isStateEnded = false; // by a line end
        while (NextLine(out var isEnded) is { } line)
        {
            IsWhole &= isEnded;
            var length = JournalLine.LengthOf(line, 0, line.Length);
            if (Array.TrueForAll(line, octet => octet is (byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                IsWhole &= length == 0 && !isStateEnded; // the end of the state's own line, and not what an editor may add
            }
            else if (JournalLine.IsWhole(line, 0, length))
            {
                Count++;
                Array.Resize(ref line, length);
                using var json = JournalLine.Open(line);
                add(json);
            }
            else if (Count == 0 && !(isStateEnded && IsPage(line, isEnded)))
            {
                throw new IntakeException("It is damaged. There is text after the JSON object.");
            }
            else if (isEnded)
            {
                throw new IntakeException(
                    FormattableString.Invariant($"It is damaged. Line {Count + 1} after the state was changed. To keep the state before it, delete that line ")
                        + "and those after it. The next run returns the reports of these pages again.");
            }

            isStateEnded = true;
        }

        IsWhole &= isStateEnded;
    }

    /// <summary>Whether a line that is not whole was a page, or a part of one: after a power failure it may be nothing but zeros.</summary>
    private static bool IsPage(byte[] line, bool isEnded) =>
        JournalLine.BeginsWith(line, 0, line.Length, isEnded ? Start : Start.Substring(0, Math.Min(Start.Length, line.Length)))
            || (!isEnded && Array.TrueForAll(line, octet => octet == 0));

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

    private bool Fill()
    {
        (_at, _end) = (0, _stream.Read(_buffer, 0, BufferSize));
        return _end > 0;
    }
}
