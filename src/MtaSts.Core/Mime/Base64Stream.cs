#if NET8_0_OR_GREATER
using System;
using System.Buffers;
using System.Buffers.Text;
#endif
using System.IO;

namespace MtaSts.Mime;

/// <summary>
/// Decodes base64 (RFC 2045 §6.8) while it is read. Tolerant: characters outside the alphabet are skipped, padding
/// may be missing, and text after padding is decoded as a new run.
/// </summary>
internal sealed class Base64Stream(Stream encoded) : ForwardStream
{
    private const int InputSize = 4096;

    private byte[] _input = BufferPool.Rent(InputSize);
    private int _position;
    private int _end;
    private int _bits;
    private int _bitCount;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var written = 0;
        while (written < count)
        {
            if (_position == _end)
            {
                if (written > 0) break; // return what there is before waiting for more
                _position = 0;
                _end = encoded.Read(_input, 0, _input.Length);
                if (_end == 0) break;
            }

#if NET8_0_OR_GREATER
            if (_bitCount == 0 && DecodeRun(buffer.AsSpan(offset + written, count - written)) is > 0 and var decoded)
            {
                written += decoded;
                continue;
            }

#endif
            var c = _input[_position++];
            var value = ValueOf(c);
            if (value < 0)
            {
                if (c == (byte)'=') _bitCount = 0; // the bits left over are padding
                continue;
            }

            _bits = (_bits << 6) | value;
            _bitCount += 6;
            if (_bitCount < 8) continue;
            _bitCount -= 8;
            buffer[offset + written++] = (byte)(_bits >> _bitCount);
            _bits &= (1 << _bitCount) - 1;
        }

        return written;
    }

    /// <summary>Returns the buffer.</summary>
    protected override void Dispose(bool disposing)
    {
        var input = _input;
        _input = [];
        _position = _end = 0;
        if (input.Length > 0) BufferPool.Return(input);
        if (disposing) encoded.Dispose();
        base.Dispose(disposing);
    }

#if NET8_0_OR_GREATER
    private const int LeastQuads = 4; // of four characters: for fewer the loop is as fast

    private static readonly SearchValues<byte> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>Decodes what comes next without anything outside the alphabet, such as a line, at once.</summary>
    /// <returns>How many bytes it is; 0 when it is too little.</returns>
    private int DecodeRun(Span<byte> target)
    {
        var input = new ReadOnlySpan<byte>(_input, _position, _end - _position);
        var run = input.IndexOfAnyExcept(Alphabet);
        var quads = Math.Min((run < 0 ? input.Length : run) / 4, target.Length / 3);
        if (quads < LeastQuads) return 0;
        Base64.DecodeFromUtf8(input[..(4 * quads)], target, out var consumed, out var decoded, isFinalBlock: false);
        _position += consumed;
        return decoded;
    }
#endif

    private static int ValueOf(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
