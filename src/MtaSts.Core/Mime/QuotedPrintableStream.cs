using System.IO;

namespace MtaSts.Mime;

/// <summary>
/// Decodes quoted-printable (RFC 2045 §6.7) while it is read. Tolerant: a <c>=</c> that does not begin a valid escape is
/// returned unchanged. White space at the end of a line, which mail systems add, is kept: JSON ignores it.
/// </summary>
internal sealed class QuotedPrintableStream(Stream encoded) : ForwardStream
{
    private readonly byte[] _input = new byte[4096];
    private int _position;
    private int _end;
    private int _back = -1; // one byte read too far
    private int _literal = -1; // one byte that is returned unchanged

    public override int Read(byte[] buffer, int offset, int count)
    {
        var written = 0;
        while (written < count)
        {
            var c = Decode();
            if (c < 0) break;
            buffer[offset + written++] = (byte)c;
        }

        return written;
    }

    private int Decode()
    {
        if (_literal >= 0)
        {
            var literal = _literal;
            _literal = -1;
            return literal;
        }

        while (true)
        {
            var c = Next();
            if (c != '=') return c;
            var first = Next();
            if (first is ' ' or '\t') first = SkipSpace();
            if (first < 0) return -1; // the text ends in a soft line break
            if (first == '\n') continue;
            if (first == '\r')
            {
                var lf = Next();
                if (lf != '\n') _back = lf;
                continue;
            }

            var high = HexValue(first);
            if (high < 0)
            {
                _back = first;
                return '=';
            }

            var second = Next();
            var low = HexValue(second);
            if (low >= 0) return (high << 4) | low;
            _literal = first;
            _back = second;
            return '=';
        }
    }

    /// <summary>White space between <c>=</c> and the line ending was added on the way (§6.7 rule 3).</summary>
    private int SkipSpace()
    {
        int c;
        do
        {
            c = Next();
        }
        while (c is ' ' or '\t');
        return c;
    }

    private int Next()
    {
        if (_back >= 0)
        {
            var back = _back;
            _back = -1;
            return back;
        }

        if (_position == _end)
        {
            _position = 0;
            _end = encoded.Read(_input, 0, _input.Length);
            if (_end == 0) return -1;
        }

        return _input[_position++];
    }

    private static int HexValue(int c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'F' => c - 'A' + 10,
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };
}
