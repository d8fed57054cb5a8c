#if !NET8_0_OR_GREATER
using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.PolicyFetching;

/// <summary>Reads lines and bytes from one stream; the total length of the lines is limited, so that an endless head ends.</summary>
/// <param name="stream">The connection.</param>
/// <param name="lineBudget">The maximum number of octets of all lines together.</param>
internal sealed class HttpReader(Stream stream, int lineBudget)
{
    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private int _budget = lineBudget;

    /// <summary>One line without its line ending.</summary>
    /// <exception cref="InvalidDataException">The lines are too long.</exception>
    /// <exception cref="IOException">The connection ended.</exception>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await FillAsync(cancellationToken).ConfigureAwait(false))
                throw new IOException("The server closed the connection before it answered.");
            var feed = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            var stop = feed < 0 ? _end : feed;
            _budget -= stop - _start + (feed < 0 ? 0 : 1);
            if (_budget < 0) throw new InvalidDataException("The head of the answer is longer than 32 KiB.");
            line.Append(Encoding.ASCII.GetString(_buffer, _start, stop - _start));
            _start = feed < 0 ? _end : feed + 1;
            if (feed < 0) continue;
            if (line.Length > 0 && line[line.Length - 1] == '\r') line.Length--;
            return line.ToString();
        }
    }

    /// <summary>Some bytes; 0 when the connection ended.</summary>
    public async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (_start == _end && !await FillAsync(cancellationToken).ConfigureAwait(false)) return 0;
        var taken = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_buffer, _start, buffer, offset, taken);
        _start += taken;
        return taken;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, 0, _buffer.Length, cancellationToken).ConfigureAwait(false);
        return _end > 0;
    }
}
#endif
