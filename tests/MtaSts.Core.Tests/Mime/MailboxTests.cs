using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.Mime;
using MtaSts.Tests.TlsRpt;
using Xunit;

namespace MtaSts.Tests.Mime;

public class MailboxTests
{
    private const string First = "From a@b.test Mon Jan  6 00:00:00 2025\nSubject: 1\n\n";

    /// <summary>Lines that programs begin a message with.</summary>
    public static TheoryData<string, string> Separators => new()
    {
        { "From a@b.test Mon Jan  6 00:00:00 2025", "RFC 4155" },
        { "From a@b.test  Mon Jan  6 00:00:00 2025", "Dovecot: two blanks" },
        { "From MAILER-DAEMON Mon Jan  6 00:00:00 2025", "a bounce" },
        { "From - Mon Jan 06 00:00:00 2025", "Thunderbird" },
        { "From 1820412345678901234@xxx Mon Jan 06 00:00:00 +0000 2025", "Google Takeout" },
        { "From a@b.test Mon Jan  6 00:00:00 CET 2025", "a zone by name" },
        { "From a@b.test Mon Jan  6 00:00:00 2025 +0100", "a zone at the end" },
        { "From a@b.test Mon Jan  6 00:00 2025", "no seconds" },
        { "From a@b.test Mon, 6 Jan 2025 00:00:00 +0000 (UTC)", "the date of a mail" },
        { "From a@b.test 2025-01-06T00:00:00Z", "ISO 8601" },
        { "From a@b.test 2025-01-06 00:00:00", "ISO 8601 with a blank" },
        { "From \"Joe Doe\"@b.test Mon Jan  6 00:00:00 2025", "a quoted sender with a blank" },
        { "From Mon Jan  6 00:00:00 2025", "no sender" },
        { "From a!b Mon Jan  6 00:00:00 2025 remote from c", "UUCP" },
    };

    [Theory]
    [MemberData(nameof(Separators))]
    public void A_line_that_begins_a_message_is_one_with_and_without_an_empty_line_before_it(string line, string why)
    {
        foreach (var end in new[] { "\n", "\r\n" })
        {
            foreach (var before in new[] { "X\n\n", "X\n", "" })
            {
                var box = (First + before + line + "\nSubject: 2\n\nY\n").Replace("\n", end, StringComparison.Ordinal);
                Assert.True(Messages(box).Count == 2, why);
            }
        }

        Assert.True(Sample.Read(Sample.Utf8(line + "\n" + Sample.Mail(Sample.Json))).Single().Report is not null, why + ", at the start of the file");
    }

    [Theory]
    [InlineData("From a@b.test Mon Jan  6 00:00:00 2025\nX-UID: 1\n", "a field with X-")]
    [InlineData("From a@b.test Mon Jan  6 00:00:00 2025\nVendor: 1\n continued\nSubject: 2\n", "a known field behind an unknown one")]
    [InlineData("From a@b.test Mon Jan  6 00:00:00 2025\n>From c Mon Jan  6 00:00:00 2025\nSubject: 2\n", "two lines of two servers")]
    [InlineData("\nFrom a@b.test Mon Jan  6 00:00:00 2025\nVendor: 1\n\n", "an empty line and an unknown field")]
    [InlineData("\nFrom a@b.test Mon Jan  6 00:00:00 2025\n\nno header\n", "a message without header")]
    [InlineData("\nFrom a@b.test Mon Jan  6 00:00:00 2025\n", "the end of the file")]
    [InlineData("\nFrom a@b.test lundi 6 janvier 00:00:00\nSubject: 2\n", "a date of another language")]
    [InlineData("\nFrom \nSubject: 2\n", "Thunderbird, without a date")]
    [InlineData("\nFrom - \nSubject: 2\n", "Thunderbird, without a date")]
    public void What_is_around_a_line_makes_it_the_beginning_of_a_message(string text, string why) =>
        Assert.True(Messages(First + "X\n" + text).Count == 2, why);

    [Theory]
    [InlineData("\nFrom the log at 12:08:34\nthe server was down.\n", "a sentence with a time")]
    [InlineData("\nFrom here on\nSubject: x\n", "no time and no date")]
    [InlineData("From Sat Nov 28 12:08:34 2026 on\nit worked.\n", "a sentence with a date")]
    [InlineData("\nFrom a@b.test Sat Nov 28 12:08:34 2026\nis what the line says.\n", "no header field behind it")]
    [InlineData("From a@b.test Sat Nov 28 12:08:34 2026\nNote: this is text\n", "no empty line before it and no known field behind it")]
    [InlineData("From the log of Sat Nov 28 12:08:34 2026\nTo: me\n", "more words than a sender")]
    [InlineData("From \nSubject: x\n", "no date and no empty line before it")]
    [InlineData("\nFrom 10:30 on\n--b--\n", "a boundary behind it")]
    [InlineData(">From a@b.test Sat Nov 28 12:08:34 2026\nSubject: x\n", "quoted")]
    [InlineData(" From a@b.test Sat Nov 28 12:08:34 2026\nSubject: x\n", "not at the start of the line")]
    [InlineData("\nfrom a@b.test Sat Nov 28 12:08:34 2026\nSubject: x\n", "not with a capital letter")]
    [InlineData("\nFrom: a@b.test Sat Nov 28 12:08:34 2026\nSubject: x\n", "a header field")]
    public void A_line_of_the_text_that_begins_with_From_does_not_split_the_message(string text, string why) =>
        Assert.True(Messages(First + "X\n" + text).Count == 1, why);

    [Theory]
    [InlineData("\nFrom a@b.test Sat Nov 28 12:08:34 2026\nNote: this is text\n", "a field that is not known")]
    [InlineData("\nFrom a@b.test Sat Nov 28 12:08:34 2026\n\nend\n", "an empty line behind it")]
    [InlineData("\nFrom \nNote: x\n", "no date and no known field")]
    public void Inside_the_declared_length_of_a_body_only_known_fields_begin_a_message(string text, string why)
    {
        var length = (text.Length + 2).ToString(CultureInfo.InvariantCulture);
        var box = "From a@b.test Mon Jan  6 00:00:00 2025\nContent-Length: " + length + "\n\nX\n" + text
            + "\nFrom a@b.test Mon Jan  6 00:00:00 2025\nSubject: 2\n";
        Assert.True(Messages(box).Count == 2, why);
    }

    [Theory]
    [InlineData("100000000")]
    [InlineData("99999999999999999999")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    public void A_Content_Length_that_lies_hides_no_message(string length)
    {
        var message = "From a@b.test Mon Jan  6 00:00:00 2025\nContent-Length: " + length + "\nSubject: x\n\nX\n\n";
        var box = string.Concat(Enumerable.Repeat(message, 3));
        Assert.Equal(3, Messages(box).Count);
    }

    [Theory]
    [InlineData("From a Mon Jan  6 00:00:00 2025\nX\n\nFrom b Mon Jan  6 00:00:00 2025\nTo: Y\n", "X\n|To: Y\n")]
    [InlineData("From a Mon Jan  6 00:00:00 2025\nX\n\nFrom b Mon Jan  6 00:00:00 2025\nTo: Y\n\n", "X\n|To: Y\n")] // RFC 4155: an empty line at the end
    [InlineData("From a Mon Jan  6 00:00:00 2025\nX\nFrom b Mon Jan  6 00:00:00 2025\nTo: Y", "X\n|To: Y")] // no empty line, and no line end at the end
    [InlineData("From a 10:30\n>From x\n>>From y\n> From z\n", "From x\n>From y\n> From z\n")]
    [InlineData("From a Mon Jan  6 00:00:00 2025\r\nX\r\n\r\nFrom b Mon Jan  6 00:00:00 2025\r\nTo: Y", "X\r\n|To: Y")]
    public void The_text_of_messages_is_given_as_it_was(string box, string expected) => Assert.Equal(expected, string.Join("|", Messages(box)));

    [Fact]
    public void Every_report_of_a_mailbox_of_every_program_is_read()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            foreach (var dialect in MadeMailbox.Dialects)
            {
                var box = new MadeMailbox(seed, dialect);
                var results = Sample.Read(Sample.Utf8(box.Text));
                Assert.Equal(box.ReportIds, results.Select(result => result.Report?.ReportId ?? result.Error!.Message));
            }
        }
    }

    [Fact]
    public void What_is_looked_at_ahead_is_limited()
    {
        using var endless = new RepeatStream(Encoding.ASCII.GetBytes("Vendor: 1\n"), long.MaxValue / 16);
        var lines = new LookaheadLines(new StreamLines(endless));
        var ahead = 0;
        while (lines.Peek(ahead, out _)) ahead++;
        Assert.InRange(ahead, 1000, 1700);
        for (var i = 0; i < 100_000; i++)
        {
            Assert.True(lines.Read(out var line));
            Assert.True(line.Has("Vendor: 1\n"));
            Assert.True(lines.Peek(ahead - 2, out _) || i == 0);
        }
    }

    [Fact]
    public void A_mailbox_of_nothing_but_lines_that_could_begin_a_message_is_read_to_its_end()
    {
        using var lines = new RepeatStream(Encoding.ASCII.GetBytes("From a@b.test Mon Jan  6 00:00:00 2025\n"), 100_000);
        var messages = new MboxMessages(new StreamLines(lines));
        var count = 0;
        while (messages.NextMessage()) count++;
        Assert.Equal(1, count);
    }

    private static List<string> Messages(string box)
    {
        var messages = new MboxMessages(new StreamLines(new MemoryStream(Encoding.UTF8.GetBytes(box))));
        var found = new List<string>();
        while (messages.NextMessage())
        {
            using var reader = new StreamReader(new BodyStream(messages), Encoding.UTF8);
            found.Add(reader.ReadToEnd());
        }

        return found;
    }
}
