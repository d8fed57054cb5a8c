using System;
using System.Globalization;
using System.Text;

namespace MtaSts.Mime;

/// <summary>
/// How far the <c>Content-Length</c> of the messages of a mailbox is believed. The programs that write mboxcl and mboxcl2 set it in every
/// message. So it is certain while each message so far had one that was right, and means nothing as soon as one had none, or a wrong one.
/// </summary>
internal sealed class MboxLengths
{
    private const string Field = "Content-Length:";
    private const long MaxLength = 150_000_000; // more than mail servers accept
    private const int MaxLineEnds = 2; // some programs count the empty line between the messages

    private enum Trust
    {
        /// <summary>No message has ended yet.</summary>
        Unknown,

        /// <summary>All messages so far had the right length.</summary>
        Certain,

        /// <summary>One had no length, or a wrong one.</summary>
        None,
    }

    private Trust _trust;
    private bool _hasLength;
    private long _body; // what is left of the body by its length
    private long _outer; // the same of a message in whose body this one began

    /// <summary>Whether the next line is inside the declared length of a body.</summary>
    public bool IsInBody => _trust != Trust.None && (_body > 0 || _outer > 0);

    /// <summary>Whether the next line is certain to be inside a body.</summary>
    public bool IsText => _trust == Trust.Certain && IsInBody;

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
        if (_trust == Trust.None) return;
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
        _hasLength = length <= MaxLength;
        _body = _hasLength ? length : 0;
    }

    /// <summary>A message ended; <paramref name="left"/> is what was left of its declared length.</summary>
    private void Judge(long left)
    {
        _trust = left is <= 0 and >= -MaxLineEnds ? Trust.Certain : Trust.None;
        IsDoubtful = false;
        _outer = 0;
    }
}
