using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MtaSts.Lab.Smtp;

/// <summary>What an SMTP server sends at one turn, and whether the session continues.</summary>
public sealed class SmtpReply
{
    private readonly Func<Stream, CancellationToken, Task> _write;

    private SmtpReply(Func<Stream, CancellationToken, Task> write, bool endsSession = false)
    {
        _write = write;
        EndsSession = endsSession;
    }

    /// <summary>True when the server closes after it.</summary>
    public bool EndsSession { get; }

    /// <summary>Sends nothing more, and keeps the connection.</summary>
    public static SmtpReply Silent { get; } = new((_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));

    /// <summary>Sends nothing and closes.</summary>
    public static SmtpReply Close { get; } = new((_, _) => Task.CompletedTask, endsSession: true);

    /// <summary>Text that is not SMTP.</summary>
    public static SmtpReply Garbage { get; } = Raw("\u0001\u0002 hello? this is not mail\r\n<html>\r\n");

    /// <summary>One line of ten million octets.</summary>
    public static SmtpReply LongLine { get; } = new(async (stream, cancellation) =>
    {
        await stream.WriteAsync("220 "u8.ToArray(), cancellation);
        var part = new byte[10_000];
        Array.Fill(part, (byte)'a');
        for (var i = 0; i < 1_000; i++)
            await stream.WriteAsync(part, cancellation);
        await stream.WriteAsync("\r\n"u8.ToArray(), cancellation);
    });

    /// <summary>A reply of so many lines that it never ends.</summary>
    public static SmtpReply Endless(int code) => new(async (stream, cancellation) =>
    {
        var lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"{code}-and another line\r\n", 50)));
        while (true)
            await stream.WriteAsync(lines, cancellation);
    });

    /// <summary>A reply of one or several lines of text.</summary>
    public static SmtpReply Lines(int code, params string[] texts) => Raw(Format(code, texts));

    /// <summary>A reply of one or several lines of text, after which the server closes.</summary>
    public static SmtpReply LinesThenClose(int code, params string[] texts)
    {
        var octets = Encoding.UTF8.GetBytes(Format(code, texts));
        return new SmtpReply((stream, cancellation) => stream.WriteAsync(octets, cancellation).AsTask(), endsSession: true);
    }

    /// <summary>Exactly this text.</summary>
    public static SmtpReply Raw(string text)
    {
        var octets = Encoding.Latin1.GetBytes(text);
        return new SmtpReply((stream, cancellation) => stream.WriteAsync(octets, cancellation).AsTask());
    }

    /// <summary>Lines, one octet at a time.</summary>
    public static SmtpReply Drip(TimeSpan pause, int code, params string[] texts)
    {
        var octets = Encoding.ASCII.GetBytes(Format(code, texts));
        return new SmtpReply(async (stream, cancellation) =>
        {
            for (var i = 0; i < octets.Length; i++)
            {
                await stream.WriteAsync(octets.AsMemory(i, 1), cancellation);
                await Task.Delay(pause, cancellation);
            }
        });
    }

    internal Task WriteAsync(Stream stream, CancellationToken cancellationToken) => _write(stream, cancellationToken);

    private static string Format(int code, string[] texts) =>
        string.Concat(texts.Select((text, i) => $"{code}{(i < texts.Length - 1 ? '-' : ' ')}{text}\r\n"));
}
