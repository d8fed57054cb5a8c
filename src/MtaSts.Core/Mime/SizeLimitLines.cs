using System.Globalization;

namespace MtaSts.Mime;

/// <summary>A message with a size limit. Exceeding the limit ends the message, whichever part was being read.</summary>
internal sealed class SizeLimitLines(LineSource lines, long limit) : LineSource
{
    private long _read;

    public override bool Read(out LineSegment segment)
    {
        if (_read > limit) throw Exceeded();
        if (!lines.Read(out segment)) return false;
        _read += segment.Count;
        return _read <= limit ? true : throw Exceeded();
    }

    public override int Skip(out bool endsBlank)
    {
        if (_read > limit) throw Exceeded();
        var count = lines.Skip(out endsBlank);
        _read += count;
        return _read <= limit ? count : throw Exceeded();
    }

    public override bool LastLineEndIsDelimiter => lines.LastLineEndIsDelimiter;

    private MimeLimitException Exceeded() => new(
        "The message is larger than the limit of " + limit.ToString("#,0", CultureInfo.InvariantCulture) + " bytes (MaxMailBytes).");
}
