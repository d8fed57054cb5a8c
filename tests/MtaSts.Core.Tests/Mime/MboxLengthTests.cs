using System;
using System.Globalization;
using System.Linq;
using MtaSts.Tests.TlsRpt;
using Xunit;

namespace MtaSts.Tests.Mime;

/// <summary>Content-Length in mailboxes: the writer of the mailbox set it, or a stranger who wants to hide messages or to invent one.</summary>
public class MboxLengthTests
{
    private const string Dated = "From a@b.test Mon Jan  6 00:00:00 2025";

    /// <summary>Lines that begin a message, of programs that do not count, and lengths that a stranger may claim.</summary>
    public static TheoryData<string, string> Lies
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var separator in new[] { "From ", "From - ", "From x 2025-Jan-06, 10:20:00", "From ???@??? 06/01/2025 10:00", Dated })
                foreach (var length in new[] { "0", "1", "3000", "999999999", "9223372036854775807" }) data.Add(separator, length);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void A_length_that_a_stranger_invents_hides_no_report_and_takes_no_trust_from_one(string separator, string length)
    {
        var stranger = separator + "\nContent-Length: " + length + "\nSubject: lunch\n\nHello\n\n";
        var reports = string.Concat(Enumerable.Range(2, 9).Select(i => Report(separator, i)));
        Assert.Equal(Expected(1, 10), Read(Report(separator, 1) + stranger + reports));
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void A_length_in_the_first_message_hides_no_report(string separator, string length)
    {
        var stranger = separator + "\nContent-Length: " + length + "\nSubject: lunch\n\nHello\n\n";
        var read = Read(stranger + string.Concat(Enumerable.Range(1, 10).Select(i => Report(separator, i))));
        Assert.Equal(10, read.Length);
        Assert.Equal("id-10 pass", read[^1]); // in a body that may be as long as it says, others are read without trust
        if (length.Length > 8) Assert.Equal(Expected(1, 10), read);
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public void Two_mails_of_a_stranger_hide_no_report(string separator, string length)
    {
        var first = separator + "\nContent-Length: 6\nSubject: lunch\n\nHello\n\n";
        var second = separator + "\nContent-Length: 2\nContent-Length: " + length + "\nContent-Length: 1\nSubject: lunch\n\nHello\n\n";
        var read = Read(first + second + string.Concat(Enumerable.Range(1, 10).Select(i => Report(separator, i))));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => FormattableString.Invariant($"id-{i}")), read.Select(one => one.Split(' ')[0]));
        Assert.Equal("id-10 pass", read[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Length: 10000000\n")]
    [InlineData("Content-Length: 0\n")]
    public void A_message_that_a_sender_writes_into_the_body_of_another_one_is_not_trusted(string fields)
    {
        var inner = Dated + "\n" + fields + Report(Dated, 9).Substring(Dated.Length + 1) + "\n" + Report(Dated, 8);
        var body = "Hello\n\n" + inner + "\nBye\n";
        var forged = Dated + "\nContent-Length: " + body.Length.ToString(CultureInfo.InvariantCulture) + "\nSubject: x\n\n" + body + "\n";
        string[] doubtful = ["id-9 ", "id-8 "];
        Assert.Equal([.. Expected(1, 1), .. doubtful, .. Expected(2, 3)], Read(Counted(1) + forged + Counted(2) + Counted(3)));
        Assert.Equal([.. doubtful, .. Expected(2, 3)], Read(forged + Counted(2) + Counted(3)));
        Assert.Equal([.. doubtful, .. doubtful, .. Expected(1, 1)], Read(forged + forged + Counted(1)));
        Assert.Equal([.. Expected(1, 1), .. doubtful], Read(Counted(1) + forged));
    }

    private static string[] Expected(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(i => FormattableString.Invariant($"id-{i} pass"))];

    private static string[] Read(string box) =>
        [.. Sample.Read(Sample.Utf8(box)).Select(result => result.Report is { } report ? report.ReportId + " " + report.DkimResult : result.Error!.Message)];

    private static string Report(string separator, int id) =>
        separator + "\nAuthentication-Results: mx.test; dkim=pass header.d=x.test\n"
            + Sample.Mail(Sample.With("id-1", FormattableString.Invariant($"id-{id}"))).Replace("\r\n", "\n", StringComparison.Ordinal) + "\n";

    private static string Counted(int id)
    {
        var text = Report(Dated, id);
        var length = text.Length - 1 - text.IndexOf("\n\n", StringComparison.Ordinal) - 2;
        return text.Insert(Dated.Length + 1, FormattableString.Invariant($"Content-Length: {length}\n"));
    }
}
