using System;
using System.Globalization;
using System.Text;

namespace MtaSts.Mime;

/// <summary>
/// How far the <c>Content-Length</c> of the messages of a mailbox is believed. The programs that write mboxcl and mboxcl2 set it in every
/// message. So it may be right while each message so far had one that was right, and means nothing as soon as one had none, or a wrong one.
/// It never hides a message: one that begins inside it is read, and not trusted.
/// </summary>
internal sealed class MboxLengths
{
    private const string Field = "Content-Length:";
    private const long MaxLength = 30_000_000; // hardly any mail is longer
    private const int MaxLineEnds = 2; // some programs count the empty line between the messages

    private bool _isRefuted; // a message had no length, or a wrong one
    private bool _hasLength;
    private long _body; // what is left of the body by its length
    private long _outer; // the same of a message in whose body this one began

    /// <summary>Whether the next line is inside the declared length of a body.</summary>
    public bool IsInBody => !_isRefuted && (_body > 0 || _outer > 0);

    /// <summary>Whether this message began inside the declared length of another one.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>Begins a message.</summary>
    public void BeginMessage()
    {
        _hasLength = false;
        _body = 0;
    }

    /// <summary>Ends a message where the next one begins.</summary>
    /// <param name="separator">How many bytes the line has that begins the next one.</param>
    public void EndMessage(int separator)
    {
        if (_isRefuted) return;
        if (IsDoubtful)
        {
            // What is inside a body proves nothing; what is behind it does.
            if (_outer > 0) Pass(separator, isBody: false);
            else Judge(_outer);
        }
        else if (_body > 0)
        {
            _outer = _body - separator;
            IsDoubtful = true;
        }
        else
        {
            Judge(_hasLength ? _body : long.MinValue);
        }
    }

    /// <summary>Counts what was read.</summary>
    /// <param name="count">How many bytes.</param>
    /// <param name="isBody">They are not in the header.</param>
    public void Pass(int count, bool isBody)
    {
        if (isBody) _body -= count;
        _outer -= count;
    }

    /// <summary>Reads the length, if this line of the header has it.</summary>
    /// <param name="line">The line.</param>
    public void Take(LineSegment line)
    {
        if (IsDoubtful || line.Count is < 16 or > 64 || line.Buffer[line.Offset] is not ((byte)'C' or (byte)'c')) return;
        var text = Encoding.ASCII.GetString(line.Buffer, line.Offset, line.Count);
        if (!text.StartsWith(Field, StringComparison.OrdinalIgnoreCase)) return;
        if (!long.TryParse(text.Substring(Field.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return;
        _hasLength |= length <= MaxLength;
        if (length <= MaxLength) _body = Math.Max(_body, length); // of several, one is the sender's
    }

    /// <summary>A message ended; <paramref name="left"/> is what was left of its declared length.</summary>
    private void Judge(long left)
    {
        _isRefuted = left is > 0 or < -MaxLineEnds;
        IsDoubtful = false;
        _outer = 0;
    }
}
