#if !NET8_0_OR_GREATER
using System;
using System.IO;
using System.Text;
using MtaSts.Mail;

namespace MtaSts.Reports.Json;

/// <summary>
/// What the framework's JSON reader is fed: small helpings, so that what was read tells where a fault is; the byte
/// order mark taken off; and bytes that are no UTF-8 as U+FFFD, where that reader would give up and the other one
/// does not.
/// </summary>
internal sealed class CountingUtf8Stream(Stream inner) : ForwardStream
{
    private const int Helping = 64;

    private readonly Decoder _decoder = new UTF8Encoding(false, false).GetDecoder();
    private readonly Encoder _encoder = new UTF8Encoding(false, false).GetEncoder();
    private readonly byte[] _input = new byte[4096];
    private readonly char[] _chars = new char[Helping + 2];
    private readonly byte[] _clean = new byte[(Helping + 4) * 3];
    private int _inputPosition;
    private int _inputEnd;
    private int _position;
    private int _end;
    private bool _started;

    /// <summary>How many bytes of the source went out, byte order mark included.</summary>
    public long Count { get; private set; }

    public bool HasByteOrderMark { get; private set; }

    /// <summary>The reader asked for more than there was.</summary>
    public bool HasEnded { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_position == _end)
        {
            if (HasEnded || !Refill()) return 0;
        }

        int take = Math.Min(count, _end - _position);
        Buffer.BlockCopy(_clean, _position, buffer, offset, take);
        _position += take;
        return take;
    }

    private bool Refill()
    {
        if (_inputPosition == _inputEnd)
        {
            _inputPosition = 0;
            _inputEnd = inner.Read(_input, 0, _input.Length);
        }

        bool flush = _inputEnd == 0;
        int take = Math.Min(Helping, _inputEnd - _inputPosition);
        int chars = _decoder.GetChars(_input, _inputPosition, take, _chars, 0, flush);
        _inputPosition += take;
        Count += take;
        int skip = 0;
        if (!_started && chars > 0)
        {
            _started = true;
            HasByteOrderMark = _chars[0] == '\ufeff';
            skip = HasByteOrderMark ? 1 : 0;
        }

        _position = 0;
        _end = _encoder.GetBytes(_chars, skip, chars - skip, _clean, 0, flush);
        HasEnded = flush && _end == 0;
        return !HasEnded;
    }
}
#endif
