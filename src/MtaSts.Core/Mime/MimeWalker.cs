using System.Collections.Generic;
using System.Globalization;

namespace MtaSts.Mime;

/// <summary>Returns the parts of one message in order, through any nesting of multiparts, without keeping the message in memory.</summary>
internal sealed class MimeWalker
{
    /// <summary>How deep multiparts may be nested. Mail programs create four levels at most.</summary>
    public const int MaxDepth = 20;

    private readonly LineSource _message;
    private readonly int _maxParts;
    private readonly HeaderValue _type;
    private readonly Stack<Level> _levels = new();
    private int _parts;
    private bool _started;

    /// <summary>Reads the message's own header block.</summary>
    public MimeWalker(LineSource message, int maxParts)
    {
        _message = message;
        _maxParts = maxParts;
        Headers = MailHeaders.Read(message);
        _type = TypeOf(Headers);
    }

    /// <summary>The header fields of the message.</summary>
    public MailHeaders Headers { get; }

    /// <summary>Whether the message has parts, with a boundary behind the last one.</summary>
    public bool IsMultipart => BoundaryOf(_type) is not null;

    /// <summary>Whether the last boundary of the message was read: what is left of the lines does not belong to it.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The next part without further parts, or null at the end.</summary>
    public MimePart? Next()
    {
        if (!_started)
        {
            _started = true;
            var whole = Open(Headers, _type, _message, string.Empty, "text/plain");
            if (whole is not null) return whole;
        }

        while (_levels.Count > 0)
        {
            var level = _levels.Peek();
            if (!level.Lines.NextPart())
            {
                _levels.Pop();
                HasEnded = _levels.Count == 0;
                continue;
            }

            if (++_parts > _maxParts) throw TooMany("parts", _maxParts, " (MaxEntries)");
            level.Count++;
            var number = level.Prefix + level.Count.ToString(CultureInfo.InvariantCulture);
            var headers = MailHeaders.Read(level.Lines);
            var part = Open(headers, TypeOf(headers), level.Lines, number, level.DefaultType);
            if (part is not null) return part;
        }

        return null;
    }

    private MimePart? Open(MailHeaders headers, HeaderValue type, LineSource lines, string number, string defaultType)
    {
        var boundary = BoundaryOf(type);
        if (boundary is null) return new MimePart(headers, type, lines, number.Length == 0 ? "1" : number, defaultType);
        if (_levels.Count == MaxDepth) throw TooMany("levels of parts within parts", MaxDepth, string.Empty);
        var typeOfParts = type.Value == "multipart/digest" ? "message/rfc822" : "text/plain"; // RFC 2046 §5.1.5
        _levels.Push(new Level(new BoundaryLines(lines, boundary), number.Length == 0 ? string.Empty : number + ".", typeOfParts));
        return null;
    }

    private static HeaderValue TypeOf(MailHeaders headers) => HeaderValue.Parse(headers.First("Content-Type"));

    private static string? BoundaryOf(HeaderValue type) =>
        type.Value.StartsWith("multipart/", System.StringComparison.Ordinal) && type["boundary"] is { Length: > 0 } boundary ? boundary : null;

    private static MimeLimitException TooMany(string what, int limit, string option) => new(
        "The message has more than " + limit.ToString("#,0", CultureInfo.InvariantCulture) + " " + what + option + ".");

    private sealed class Level(BoundaryLines lines, string prefix, string defaultType)
    {
        public BoundaryLines Lines { get; } = lines;

        public string Prefix { get; } = prefix;

        /// <summary>The media type of a part that declares none.</summary>
        public string DefaultType { get; } = defaultType;

        public int Count { get; set; }
    }
}
