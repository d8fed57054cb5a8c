using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Text;

namespace MtaSts.Smtp;

/// <summary>Reads replies from a connection and limits how much a server can make us store (RFC 5321 §4.5.3.1.5).</summary>
/// <param name="stream">The connection, before TLS.</param>
internal sealed class SmtpReplyReader(Stream stream)
{
    // Real banners exceed the RFC's 512 octets; the limit is for endless replies.
    private const int LongestLine = 2048;
    private const int MostLines = 100;

    private readonly byte[] _buffer = new byte[2048];
    private int _start;
    private int _end;

    /// <summary>True when the server has sent more than the reply it owed.</summary>
    public bool HasMore => _start < _end;

    /// <summary>Reads one reply.</summary>
    /// <exception cref="InvalidDataException">The data is not an SMTP reply, or the reply is too long.</exception>
    /// <exception cref="EndOfStreamException">The server closed the connection.</exception>
    public async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
            var code = CodeOf(line);
            lines.Add(line.Length > 4 ? line.Substring(4) : "");
            if (line.Length == 3 || line[3] == ' ') return new SmtpReply(code, lines);
            if (lines.Count == MostLines) throw new InvalidDataException("its reply has more than 100 lines");
        }
    }

    private static int CodeOf(string line)
    {
        var isReply = line.Length >= 3 && line[0] is >= '2' and <= '5' && line[1] is >= '0' and <= '9' && line[2] is >= '0' and <= '9'
            && (line.Length == 3 || line[3] is ' ' or '-');
        return isReply
            ? ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + line[2] - '0'
            : throw new InvalidDataException($"it answers '{SafeText.Excerpt(line)}', which is not an SMTP reply");
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await stream.ReadAsync(_buffer, 0, _buffer.Length, cancellationToken).ConfigureAwait(false);
                if (_end == 0) throw new EndOfStreamException("it closed the connection");
            }

            var feed = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            var stop = feed < 0 ? _end : feed;
            line.Append(Encoding.ASCII.GetString(_buffer, _start, stop - _start));
            _start = feed < 0 ? _end : feed + 1;
            if (line.Length > LongestLine) throw new InvalidDataException("its reply has a line of more than 2,048 octets");
            if (feed < 0) continue;
            if (line.Length > 0 && line[line.Length - 1] == '\r') line.Length--;
            return line.ToString();
        }
    }
}
