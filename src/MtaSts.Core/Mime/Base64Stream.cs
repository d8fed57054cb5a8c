using System.IO;

namespace MtaSts.Mime;

/// <summary>
/// Decodes base64 (RFC 2045 §6.8) while it is read. Tolerant: characters outside the alphabet are skipped, padding
/// may be missing, and text after padding is decoded as a new run.
/// </summary>
internal sealed class Base64Stream(Stream encoded) : ForwardStream
{
    private readonly byte[] _input = new byte[4096];
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
