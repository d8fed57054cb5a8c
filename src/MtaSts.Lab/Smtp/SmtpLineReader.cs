using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Lab.Smtp;

/// <summary>Reads command lines of at most 1,024 octets.</summary>
internal sealed class SmtpLineReader(Stream stream)
{
    private readonly byte[] buffer = new byte[1024];
    private int filled;

    /// <summary>True when the client has sent more than the line that was read last.</summary>
    public bool HasMore => filled > 0;

    /// <summary>The next line without its end; null at the end of the connection or when it is too long.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf((byte)'\n')) < 0)
        {
            if (filled == buffer.Length)
                return null;
            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
                return null;
            filled += read;
        }

        var line = Encoding.Latin1.GetString(buffer, 0, end).TrimEnd('\r');
        filled -= end + 1;
        buffer.AsSpan(end + 1, filled).CopyTo(buffer);
        return line;
    }
}
