using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.Mime;
using Xunit;

namespace MtaSts.Tests.Mime;

/// <summary>Parts that are not needed are passed over many lines at a time. What is found must be what reading every line finds.</summary>
public class SkipTests
{
    private static readonly string[] Lines =
    [
        "", "", "text", "--", "--b", "--b1", "--b1--", "--b2", "--b1 ", "- -b1", "From ", "From x Sun Mar  1 00:00:00 2026", "Fromage", ">From x",
        "From me at 12:00", "F", "-",
        "Content-Type: text/plain", "Content-Type: multipart/mixed; boundary=b2", "Content-Type: multipart/mixed; boundary=b1", "Subject: x",
        "Content-Length: 40", "=", new('a', 100), new('b', 5000), "ends in CR\r",
    ];

    [Theory]
    [InlineData(16 * 1024)]
    [InlineData(64)] // lines in pieces, and buffers that end anywhere
    [InlineData(8)]
    public void Skipping_finds_what_reading_finds(int buffer)
    {
        var random = new Random(buffer);
        for (var i = 0; i < 3000; i++)
        {
            var text = Made(random);
            var seed = random.Next();
            Assert.Equal(Walk(new NoSkip(new StreamLines(Open(text), buffer)), new Random(seed)), Walk(new StreamLines(Open(text), buffer), new Random(seed)));
        }
    }

    [Fact]
    public void A_long_part_is_passed_in_few_steps()
    {
        var lines = new StreamLines(Open(string.Concat(Enumerable.Repeat("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\r\n", 10_000)) + "--b1\r\nx"));
        var reads = 0;
        long skipped = 0;
        do skipped += lines.Skip(out _);
        while (lines.Read(out _) && ++reads < 1_000_000);
        Assert.InRange(reads, 2, 300);
        Assert.InRange(skipped, 370_000, 380_000);
    }

    [Fact]
    public void The_limit_of_a_message_counts_what_is_passed()
    {
        var text = "Content-Type: multipart/mixed; boundary=b1\n\n--b1\n\n" + string.Concat(Enumerable.Repeat("text\n", 100)) + "--b1--\n";
        foreach (var limit in Enumerable.Range(text.Length - 120, 121))
        {
            var isOver = limit < text.Length;
            var walker = new MimeWalker(new SizeLimitLines(new StreamLines(Open(text)), limit), 10);
            Assert.NotNull(walker.Next());
            if (isOver && limit < text.Length - "--b1--\n".Length) Assert.Throws<MimeLimitException>(() => walker.Next());
            else if (!isOver) Assert.Null(walker.Next());
        }
    }

    private static MemoryStream Open(string text) => new(Encoding.ASCII.GetBytes(text), false);

    private static string Made(Random random)
    {
        var text = new StringBuilder("From x Sun Mar  1 00:00:00 2026\nContent-Type: multipart/mixed; boundary=b1\n\n");
        for (var lines = random.Next(40); lines > 0; lines--) text.Append(Lines[random.Next(Lines.Length)]).Append(random.Next(4) == 0 ? "\r\n" : "\n");
        if (random.Next(3) == 0) text.Append("no line end");
        return text.ToString();
    }

    /// <summary>Everything that a reader of a mailbox sees, with some bodies read, some begun, and some not.</summary>
    private static List<string> Walk(LineSource file, Random random)
    {
        var seen = new List<string>();
        var messages = new MboxMessages(file);
        while (messages.NextMessage())
        {
            try
            {
                var walker = new MimeWalker(new SizeLimitLines(messages, 4000), 20);
                seen.Add("message " + walker.Headers.First("Subject"));
                while (walker.Next() is { } part)
                {
                    seen.Add(part.Number + " " + part.MediaType);
                    var most = random.Next(3) switch { 0 => 0, 1 => random.Next(20), _ => int.MaxValue };
                    using var body = part.OpenBody();
                    var text = new StringBuilder();
                    for (var c = 0; text.Length < most && (c = body.ReadByte()) >= 0;) text.Append((char)c);
                    seen.Add(text.ToString());
                }
            }
            catch (MimeLimitException error)
            {
                seen.Add(error.Message);
            }
        }

        return seen;
    }

    private sealed class NoSkip(LineSource lines) : LineSource
    {
        public override bool Read(out LineSegment segment) => lines.Read(out segment);

        public override bool LastLineEndIsDelimiter => lines.LastLineEndIsDelimiter;
    }
}
