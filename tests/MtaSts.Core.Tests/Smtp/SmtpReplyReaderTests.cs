using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FsCheck.Fluent;
using MtaSts.Smtp;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.Smtp;

public class SmtpReplyReaderTests
{
    private static readonly int[][] Ways = [[1], [2, 3], [80], [100_000]];

    [Theory]
    [InlineData("220 mail.contoso.test\r\n", 220, "mail.contoso.test", "one line")]
    [InlineData("220\r\n", 220, "", "only the code")]
    [InlineData("220 \r\n", 220, "", "the code and a space")]
    [InlineData("220 a\n", 220, "a", "a bare LF")]
    [InlineData("250-a\r\n250-b\r\n250 c\r\n", 250, "a|b|c", "three lines")]
    [InlineData("250-\r\n250\r\n", 250, "|", "empty lines")]
    [InlineData("599 x\r\n", 599, "x", "the largest code")]
    [InlineData("250-a\r\n251 b\r\n", 251, "a|b", "another code on the last line")]
    public async Task A_reply_is_read_in_blocks_of_any_size(string text, int code, string lines, string reason)
    {
        foreach (var cuts in Ways)
        {
            var reply = await Read(text, cuts);
            Assert.True(code == reply.Code && lines == string.Join("|", reply.Lines), reason);
            Assert.Equal(code < 300, reply.IsPositive);
        }
    }

    [Theory]
    [InlineData("", "closed the connection", "nothing")]
    [InlineData("220", "closed the connection", "no line end")]
    [InlineData("220-a\r\n", "closed the connection", "no last line")]
    [InlineData("\r\n", "not an SMTP reply", "an empty line")]
    [InlineData("22\r\n", "not an SMTP reply", "two digits")]
    [InlineData("2200\r\n", "not an SMTP reply", "four digits")]
    [InlineData("220:a\r\n", "not an SMTP reply", "a colon after the code")]
    [InlineData("120 a\r\n", "not an SMTP reply", "1yz, which is not defined in SMTP")]
    [InlineData("620 a\r\n", "not an SMTP reply", "6yz")]
    [InlineData("SSH-2.0-x\r\n", "not an SMTP reply", "another protocol")]
    [InlineData("\u001b[31m\r\n", "\\u001b", "an escape sequence, shown safely")]
    public async Task An_invalid_reply_is_rejected(string text, string words, string reason)
    {
        foreach (var cuts in Ways)
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => Read(text, cuts));
            Assert.True(error is InvalidDataException or EndOfStreamException, reason);
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task At_most_100_lines_are_read()
    {
        var hundred = string.Concat(Enumerable.Repeat("250-a\r\n", 99)) + "250 b\r\n";
        foreach (var cuts in Ways)
        {
            Assert.Equal(100, (await Read(hundred, cuts)).Lines.Count);
            Assert.Contains(
                "100 lines", (await Assert.ThrowsAsync<InvalidDataException>(() => Read("250-a\r\n" + hundred, cuts))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_long_line_is_read_and_a_line_without_end_is_not()
    {
        foreach (var cuts in Ways)
        {
            Assert.Equal(2000, (await Read("220 " + new string('a', 2000) + "\r\n", cuts)).Lines[0].Length);
            var error = await Assert.ThrowsAsync<InvalidDataException>(() => Read("220 " + new string('a', 1_000_000), cuts));
            Assert.Contains("2,048", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Octets_after_a_reply_are_detected_and_kept_for_the_next_read()
    {
        var reader = new SmtpReplyReader(new CutStream("220 a\r\n250 b\r\n"u8.ToArray(), 100));
        Assert.Equal("220 a", (await reader.ReadAsync(CancellationToken.None)).ToString());
        Assert.True(reader.HasMore);
        Assert.Equal("250 b", (await reader.ReadAsync(CancellationToken.None)).ToString());
        Assert.False(reader.HasMore);
    }

    [Fact]
    public void Any_bytes_in_any_blocks_result_in_the_same_reply_or_the_same_fault() => Any.Hold(
        Any.Of(12, "220 a", "250-b", "\r\n", "\n", "\r", "\0", "é", "-", " ", "5").Zip(Any.Cuts),
        pair =>
        {
            var whole = Told(pair.Item1, [100_000]);
            Assert.Equal(whole, Told(pair.Item1, pair.Item2));
        },
        1000);

    [Fact]
    public void A_reply_is_shown_safely_and_in_short_form()
    {
        Assert.Equal("220 a\\u001bb c", new SmtpReply(220, ["a\u001bb", "c"]).ToString());
        Assert.Equal("450 a, b c", new SmtpReply(450, ["a, ", "b", "c", "d"]).ToString()); // three lines are enough
        Assert.Equal("220", new SmtpReply(220, [""]).ToString());
        Assert.InRange(new SmtpReply(220, [new string('a', 2000)]).ToString().Length, 100, 130);
    }

    private static Task<SmtpReply> Read(string text, int[] cuts) =>
        new SmtpReplyReader(new CutStream(Encoding.UTF8.GetBytes(text), cuts)).ReadAsync(CancellationToken.None);

    private static string Told(string text, int[] cuts)
    {
        try
        {
            var reply = Read(text, cuts).GetAwaiter().GetResult();
            return $"{reply.Code} {string.Join("|", reply.Lines)}";
        }
        catch (IOException error)
        {
            return error.Message;
        }
        catch (InvalidDataException error)
        {
            return error.Message;
        }
    }
}
