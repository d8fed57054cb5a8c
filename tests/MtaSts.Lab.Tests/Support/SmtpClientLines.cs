using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace MtaSts.Lab.Tests.Support;

/// <summary>The plain side of an SMTP dialogue, one octet at a time so that nothing is read ahead.</summary>
public sealed class SmtpClientLines(Stream stream)
{
    public async Task<string?> LineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, Patience.Token()) == 1)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return null;
    }

    public async Task<IReadOnlyList<string>> ReplyAsync()
    {
        var lines = new List<string>();
        while (await LineAsync() is { } line)
        {
            lines.Add(line);
            if (line.Length < 4 || line[3] != '-')
                break;
        }

        return lines;
    }

    public async Task<IReadOnlyList<string>> SayAsync(string command)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), Patience.Token());
        return await ReplyAsync();
    }
}
