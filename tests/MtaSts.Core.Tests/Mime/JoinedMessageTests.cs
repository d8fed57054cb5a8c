using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Tests.TlsRpt;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.Mime;

/// <summary>Files of mails that were joined, and other text behind the last boundary of a mail.</summary>
public class JoinedMessageTests
{
    private const string Mime = "MIME-Version: 1.0\r\n";
    private const string Received = "Received: from x.test\r\n\tby y.test; Mon, 6 Jan 2025 00:00:00 +0000\r\n";
    private const string Separator = "From a@b.test Mon Jan  6 00:00:00 2025\n";

    // More than is looked at.
    private static readonly string Long = Received + string.Concat(Enumerable.Repeat("X-Filler: " + new string('x', 900) + "\r\n", 20));

    /// <summary>What is between two mails, and before the fields of the second one.</summary>
    public static TheoryData<string, string, string> Between => new()
    {
        { "", Mime, "nothing" },
        { "\r\n\r\n\r\n", Mime, "empty lines" },
        { "", Received + Mime, "a folded field first" },
        { "", "Vendor: 1\r\n" + Mime, "an unknown field first" },
        { "", "mime-version: 1.0\r\n", "another case" },
        { "", Long + Mime, "more fields than are looked at" },
        { "", Received + "X-Filler: " + new string('x', 20_000) + "\r\n" + Mime, "a line longer than is looked at" },
        { "", "", "no MIME-Version" },
        { "____\r\nA mailing list\r\nhttps://lists.test/\r\n", Mime, "the footer of a mailing list" },
        { "Note: a footer\r\n\r\n", Mime, "a footer that looks like fields" },
        { "From: a@b.test\r\nSubject: x\r\n\r\nhello\r\n", Mime, "a mail that is not MIME" },
        { "---------- Forwarded message ----------\r\n", Mime, "the line of a forwarded message" },
        { "<xml/>\r\n{\"a\": 1}\r\n", Mime, "other text" },
        { "\uFEFF", "Received: from x.test\r\n" + Mime, "a byte order mark" },
        { "\nFrom - \n", Mime, "the line that begins a mailbox, without a date" },
        { "\nFrom ???@??? 06/01/2025 10:00\n", Mime, "the line that begins a mailbox, with another date" },
        { Separator, "", "the line that begins a mailbox" },
        { "\n" + Separator, Mime, "an empty line and the line that begins a mailbox" },
    };

    [Theory]
    [MemberData(nameof(Between))]
    public void Joined_mails_are_read(string between, string fields, string why)
    {
        foreach (var isCrLf in new[] { true, false })
        {
            var text = Report("id-a", Mime) + between + Report("id-b", fields) + between + Report("id-c", fields);
            var results = Sample.Read(Sample.Utf8(isCrLf ? text : text.Replace("\r\n", "\n", StringComparison.Ordinal)));
            Assert.True(string.Join(" ", Ids(results)) == "id-a id-b id-c", why);
            Assert.All(results.Skip(1), result => Assert.Contains(" > message ", result.Report!.Source, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("text/plain", "Hello\r\n", "a short text")]
    [InlineData("text/plain", "", "no text")]
    [InlineData("text/plain", "Hello\r\nSubject: a line of the text\r\nDate: another one\r\n", "a text that ends like a header block")]
    [InlineData("text/html; charset=utf-8", "<p>Hello</p>", "no line end")]
    [InlineData("application/octet-stream", "\0\r\n", "another type")]
    [InlineData("multipart/mixed", "no boundary\r\n", "parts without a boundary")]
    public void A_mail_without_parts_ends_where_the_next_one_begins(string type, string body, string why)
    {
        var note = Mime + "Subject: x\r\nContent-Type: " + type + "\r\n\r\n" + body + (body.EndsWith('>') ? "\r\n" : "");
        foreach (var text in new[]
        {
            note + Report("id-a", Mime) + Report("id-b", Mime),
            Report("id-a", Mime) + note + Report("id-b", Mime),
            Report("id-a", Mime) + note + note + Report("id-b", Mime),
            Report("id-a", Mime) + Report("id-b", Mime) + note,
            note + Separator + Report("id-a", Mime) + "\n" + Separator + Report("id-b", Mime),
        })
        {
            Assert.True(string.Join(" ", Ids(Sample.Read(Sample.Utf8(text)))) == "id-a id-b", why);
        }
    }

    [Fact]
    public void Reports_without_parts_around_them_are_read()
    {
        var one = Mime + "Content-Type: application/tlsrpt+json\r\n\r\n" + Sample.Json + "\r\n";
        var results = Sample.Read(Sample.Utf8(one + one + Report("id-b", Mime)));
        Assert.Equal(["id-1", "id-1", "id-b"], Ids(results));
        Assert.All(results, result => Assert.DoesNotContain(result.Report!.Warnings, warning => warning.IsUnread));
    }

    [Theory]
    [InlineData("____\r\nA mailing list\r\nhttps://lists.test/\r\n", "the footer of a mailing list")]
    [InlineData("Note: a footer\r\nList: contoso\r\n\r\n", "a footer that looks like fields")]
    [InlineData("From: a@b.test\r\nSubject: x\r\n\r\nhello\r\n", "a mail that is not MIME has no report")]
    [InlineData("Content-Type: text/plain\r\nSubject: x\r\n\r\nhello\r\n", "nobody wrote it")]
    [InlineData("MIME-Version 1.0\r\n\r\n", "no colon")]
    [InlineData(" MIME-Version: 1.0\r\nfooter\r\n", "not at the start of a line")]
    [InlineData("From here on it is a footer\r\n", "a sentence")]
    public void Other_text_behind_a_mail_is_not_a_mail(string text, string why)
    {
        var result = Assert.Single(Sample.Read(Sample.Utf8(Report("id-a", Mime) + text)));
        Assert.True(result.Report is { Warnings.Count: 0 }, why);
    }

    [Fact]
    public void A_joined_mail_says_nothing_about_signatures_because_the_sender_of_the_first_may_have_written_it()
    {
        const string Signed = "Authentication-Results: mx.test; dkim=pass header.d=company-y.example\r\n" + Mime;
        var reports = Sample.Read(Sample.Utf8(Report("id-a", Signed) + Report("id-b", Signed) + "\n" + Separator + Report("id-c", Signed)))
            .Select(result => result.Report!).ToList();
        Assert.Equal(["pass", null, null], reports.Select(report => report.DkimResult));
    }

    [Fact]
    public void A_damaged_mail_among_joined_ones_is_one_error()
    {
        var damaged = Sample.Mail("{");
        var results = Sample.Read(Sample.Utf8(Report("id-a", Mime) + damaged + Report("id-c", Mime)));
        Assert.Equal(["id-a", "id-c"], Ids(results));
        Assert.Contains(" > message 2", Assert.Single(results, result => result.Error is not null).Error!.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_joined_mails_are_read()
    {
        var one = Report("id-a", Mime);
        Assert.Equal(10_000, Sample.Read(Sample.Utf8(string.Concat(Enumerable.Repeat(one, 10_000)))).Count(result => result.Report is not null));
    }

    [Fact]
    public void Joined_mails_share_the_limits_of_the_file()
    {
        var text = string.Concat(Enumerable.Range(0, 5).Select(_ => Report("id-a", Mime)));
        var results = Sample.Read(Sample.Utf8(text), new TlsReportReaderOptions { MaxReports = 3 });
        Assert.Equal(3, Ids(results).Count);
        Assert.Equal(TlsReportFault.LimitExceeded, Assert.Single(results, result => result.Error is not null).Error!.Fault);
    }

    [Theory]
    [InlineData("header")]
    [InlineData("parts")]
    [InlineData("levels")]
    [InlineData("size")]
    public void A_mail_beyond_a_limit_costs_only_itself(string limit)
    {
        var large = limit switch
        {
            "header" => Mime + "Subject: x\r\n" + string.Concat(Enumerable.Repeat("X-Filler: " + new string('x', 900) + "\r\n", 400)) + "\r\nhello\r\n",
            "parts" => Mime + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\nx\r\n", 200)) + "--b--\r\n",
            "levels" => Mime + string.Concat(Enumerable.Range(0, 25).Select(i => FormattableString.Invariant(
                $"Content-Type: multipart/mixed; boundary=l{i}\r\n\r\n--l{i}\r\n"))) + "\r\nx\r\n",
            _ => Mime + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + new string('x', 600_000) + "\r\n--b--\r\n",
        };
        var options = new TlsReportReaderOptions { MaxEntries = 100, MaxMailBytes = 500_000 };
        foreach (var separator in new[] { Separator, "" })
        {
            var box = separator + Report("id-a", Mime) + "\n" + separator + large + "\n" + separator + Report("id-b", Mime);
            var results = Sample.Read(Sample.Utf8(box), options);
            Assert.Equal(["id-a", "id-b"], Ids(results));
            var error = Assert.Single(results, result => result.Error is not null).Error!;
            Assert.Equal(TlsReportFault.LimitExceeded, error.Fault);
            Assert.Contains("message 2", error.Source, StringComparison.Ordinal);
            if (separator.Length == 0) Assert.Equal(["id-b"], Ids(Sample.Read(Sample.Utf8(large + Report("id-b", Mime)), options)));
        }
    }

    [Fact]
    public void Mails_that_were_joined_to_a_mailbox_are_read()
    {
        var box = Separator + Report("id-a", Mime) + "\n" + Separator + Report("id-b", Mime) + Report("id-c", Mime) + "footer\n" + Report("id-d", Mime)
            + "\n" + Separator + Report("id-e", Mime);
        Assert.Equal(["id-a", "id-b", "id-c", "id-d", "id-e"], Ids(Sample.Read(Sample.Utf8(box))));
        Assert.Equal(["id-0", "id-a", "id-b", "id-c", "id-d", "id-e"], Ids(Sample.Read(Sample.Utf8(Report("id-0", Mime) + box))));
    }

    [Fact]
    public void Other_mail_among_joined_ones_is_not_an_error_and_alone_it_is()
    {
        const string Note = Mime + "Subject: lunch\r\nContent-Type: text/plain\r\n\r\nHello\r\n";
        Assert.NotNull(Assert.Single(Sample.Read(Sample.Utf8(Note + Note + Report("id-a", Mime)))).Report);
        Assert.Equal("The message contains no TLS report.", Assert.Single(Sample.Read(Sample.Utf8(Note + Note))).Error!.Reason);
        const string Digest = Mime + "Content-Type: multipart/digest; boundary=o\n\n--o\nContent-Disposition: x; filename=\".json\"\n\na:\n--o\n\n"
            + "TLS-Report-Submitter: x\n\n--o--\n";
        Assert.Equal(2, Sample.Read(Sample.Utf8(Digest)).Count(result => result.Error is not null)); // each says which part of the digest it is about
    }

    private static string Report(string id, string fields) => fields + Sample.Mail(Sample.With("id-1", id)).Replace(Mime, "", StringComparison.Ordinal);

    private static List<string> Ids(IEnumerable<TlsReportResult> results) =>
        [.. results.Where(result => result.Report is not null).Select(result => result.Report!.ReportId!)];
}
