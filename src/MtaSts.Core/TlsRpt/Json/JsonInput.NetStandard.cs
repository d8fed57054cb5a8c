#if !NET8_0_OR_GREATER
using System.IO;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Json;

/// <summary>The octets of a JSON text, one at a time, without the byte order mark.</summary>
internal sealed class JsonInput
{
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[4096];
    private int _position;
    private int _end;
    private long _discarded; // octets of the stream that are no longer in the buffer

    /// <summary>Detects and skips a byte order mark. The stream is left open.</summary>
    public JsonInput(Stream stream)
    {
        _stream = stream;
        for (var read = 1; _end < 3 && read > 0; _end += read) read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _position = ByteOrderMark.LengthIn(_buffer, _end);
        HasByteOrderMark = _position > 0;
    }

    /// <summary>Whether there was a byte order mark before the JSON.</summary>
    public bool HasByteOrderMark { get; }

    /// <summary>The position of the octet that <see cref="Peek"/> returns, counted from 0 at the start of the stream.</summary>
    public long Offset => _discarded + _position;

    /// <summary>The next octet, which is not consumed.</summary>
    /// <exception cref="ReportFaultException">The stream has ended.</exception>
    public byte Peek() => HasOctet() ? _buffer[_position] : throw JsonFaults.CutOff(Offset);

    /// <summary>Consumes the octet that <see cref="Peek"/> returned.</summary>
    public void Pass() => _position++;

    /// <summary>Skips white space (RFC 8259 §2); the octet after it is not consumed.</summary>
    /// <exception cref="ReportFaultException">The stream has ended.</exception>
    public byte PeekPastWhiteSpace()
    {
        while (IsWhiteSpace(Peek())) Pass();
        return Peek();
    }

    /// <summary>What follows the root value. Reads on to another value, else to the end of the stream.</summary>
    /// <param name="isJoined">See <see cref="JsonRestScan"/>.</param>
    public JsonRest Rest(bool isJoined)
    {
        var scan = new JsonRestScan(isJoined);
        for (; HasOctet(); Pass())
        {
            if (scan.IsAnother(_buffer[_position])) return JsonRest.Another;
        }

        return scan.AtEnd;
    }

    private static bool IsWhiteSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private bool HasOctet()
    {
        if (_position < _end) return true;
        _discarded += _end;
        _position = 0;
        _end = _stream.Read(_buffer, 0, _buffer.Length);
        return _end > 0;
    }
}
#endif
