using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Lab.Smtp;

/// <summary>Reads command lines of at most 1,024 octets.</summary>
internal sealed class SmtpLineReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[1024];
    private int _filled;

    /// <summary>True when the client has sent more than the last line that was read.</summary>
    public bool HasMore => _filled > 0;

    /// <summary>The next line without its end; null at the end of the connection or when it is too long.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf((byte)'\n')) < 0)
        {
            if (_filled == _buffer.Length)
                return null;
            var read = await stream.ReadAsync(_buffer.AsMemory(_filled), cancellationToken);
            if (read == 0)
                return null;
            _filled += read;
        }

        var line = Encoding.Latin1.GetString(_buffer, 0, end).TrimEnd('\r');
        _filled -= end + 1;
        _buffer.AsSpan(end + 1, _filled).CopyTo(_buffer);
        return line;
    }
}
