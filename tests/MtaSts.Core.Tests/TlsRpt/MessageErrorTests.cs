using System;
using System.Linq;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Each message that claims to be a TLS report results in a report, or in one error that identifies the message.</summary>
public class MessageErrorTests
{
    private const string Separator = "From a@b Mon Jan  6 00:00:00 2025\n";
    private const string Subject = "Subject: Report Domain: contoso.test Submitter: fabrikam.test Report-ID: <r1@fabrikam.test>\n";

    private static string Plain(string headers, string body = "Hello.\n") =>
        headers + "Date: Sun, 02 Mar 2025 05:00:00 +0000\nMessage-ID: <m1@fabrikam.test>\n\n" + body;

    [Theory]
    [InlineData("TLS-Report-Domain: contoso.test\n", "TLS-Report-Domain")]
    [InlineData("tls-report-submitter: fabrikam.test\n", "TLS-Report-Submitter")]
    [InlineData("Content-Type: multipart/report; report-type=tlsrpt\n", "report-type=tlsrpt")] // without a boundary
    [InlineData("Content-Type: multipart/report; boundary=b; report-type=\"TLSRPT\"\n", "report-type=tlsrpt")]
    [InlineData(Subject, "its subject")]
    [InlineData("Subject: Report Domain: contoso.test\n Submitter: fabrikam.test\n Report-ID: <r1>\n", "its subject")] // folded
    [InlineData("Subject: =?utf-8?Q?Report_Domain:_contoso.test_Submitter:_fabrikam.test_Report-ID:_=3Cr1=3E?=\n", "its subject")]
    [InlineData("Subject: FW: report domain: contoso.test submitter: fabrikam.test report-id: r1\n", "its subject")]
    public void A_message_that_claims_to_be_a_report_and_contains_none_is_one_error(string headers, string by)
    {
        var error = Sample.Error(Separator + Plain("Subject: hello\n") + "\n" + Separator + Plain(headers));
        Assert.Equal((TlsReportFault.NotAReport, "file > message 2"), (error.Fault, error.Source));
        Assert.Contains(by, error.Reason, StringComparison.Ordinal);
        Assert.Contains("Sun, 02 Mar 2025 05:00:00 +0000, Message-ID <m1@fabrikam.test>", error.MailMessage, StringComparison.Ordinal);
        Assert.EndsWith(" Message: " + error.MailMessage + ".", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Subject: Report Domain\n")]
    [InlineData("Subject: Submitter: Report Domain: Report-ID:\n")]
    [InlineData("X-TLS-Report-Domain: contoso.test\n")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n")]
    public void Other_mail_in_a_mailbox_is_ignored(string headers) =>
        Assert.Equal("The mailbox contains no TLS report.", Sample.Error(Separator + Plain(headers)).Reason);

    [Fact]
    public void The_error_of_the_only_report_part_is_the_error_of_the_message()
    {
        var mail = Subject + "Message-ID: <m2@fabrikam.test>\r\n" + Sample.Mail(Sample.Json).Replace("H4sI", "H5sI", StringComparison.Ordinal);
        var error = Sample.Error(mail);
        Assert.Equal("file > part 2 > report.json.gz", error.Source);
        Assert.Equal(
            "\"Report Domain: contoso.test Submitter: fabrikam.test Report-ID: <r1@fabrikam.test>\", Message-ID <m2@fabrikam.test>", error.MailMessage);
    }

    [Fact]
    public void Several_damaged_parts_are_one_error()
    {
        var part = "Content-Type: application/tlsrpt+json\r\n\r\n{\"report-id\":\r\n--b1\r\n";
        var mail = Sample.Mail(Sample.Json)
            .Replace("Content-Type: application/tlsrpt+gzip", part + part + "Content-Type: text/plain", StringComparison.Ordinal)
            .Replace("report.json.gz", "a.txt", StringComparison.Ordinal).Replace("H4sI", "H5sI", StringComparison.Ordinal);
        var error = Sample.Error(mail);
        Assert.Equal((TlsReportFault.CutOff, "file > part 2"), (error.Fault, error.Source));
        Assert.Contains("The message has 1 more error.", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_damaged_reports_in_one_part_are_one_error_with_their_number_as_far_as_it_is_known()
    {
        string Reason(int reports) => Sample.Error(
            Subject + "Content-Type: application/tlsrpt+json\r\n\r\n" + string.Concat(Enumerable.Repeat("{\"report-id\":\"r\"}\n", reports))).Reason;
        Assert.EndsWith(" The message has 999 more errors.", Reason(1_000), StringComparison.Ordinal);
        Assert.EndsWith(" The message has at least 1,000 more errors.", Reason(4_000), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_part_beside_a_report_is_also_an_error()
    {
        var mail = Sample.Mail(Sample.Json)
            .Replace("--b1--", "--b1\r\nContent-Type: application/tlsrpt+json\r\n\r\n{\"report-id\":\r\n--b1--", StringComparison.Ordinal);
        var results = Sample.Read(mail);
        Assert.Equal([true, false], results.Select(result => result.Report is not null));
        Assert.Equal("without a subject", results[1].Error!.MailMessage);
    }

    [Fact]
    public void The_report_can_be_in_the_text_of_a_message_that_claims_to_be_a_report()
    {
        Assert.Equal("id-1", Sample.Report(Plain(Subject, Sample.Json)).ReportId);
        Assert.Equal("id-1", Sample.Read(Separator + Plain(Subject, "\n " + Sample.Json)).Single().Report!.ReportId);
        Assert.Null(Sample.Read(Separator + Plain("Subject: x\n", Sample.Json)).Single().Report); // the text of other mail is not searched
    }

    [Theory]
    [InlineData("")] // the default type in a digest is message/rfc822 (RFC 2046 §5.1.5)
    [InlineData("Content-Type: message/rfc822\r\n")]
    public void The_parts_of_a_digest_are_messages(string type)
    {
        var mail = "Subject: digest\r\nContent-Type: multipart/digest; boundary=outer\r\n\r\n"
            + string.Concat(new[] { Sample.Json, Sample.With("id-1", "id-2") }.Select(json => "--outer\r\n" + type + "\r\n" + Sample.Mail(json)))
                + "--outer--\r\n";
        Assert.Equal(["id-1", "id-2"], Sample.Read(mail).Select(result => result.Report?.ReportId));
        Assert.Equal(["id-1", "id-2"], Sample.Read("TLS-Report-Domain: contoso.test\r\n" + mail).Select(result => result.Report?.ReportId));
        Assert.Equal(["id-1", "id-2"], Sample.Read(Separator + mail).Select(result => result.Report?.ReportId));
    }

    [Fact]
    public void Each_message_of_a_digest_is_identified_separately()
    {
        var inner = Plain("Subject: one\nTLS-Report-Domain: contoso.test\n");
        var mail = "TLS-Report-Domain: contoso.test\nContent-Type: multipart/digest; boundary=outer\n\n--outer\n\n" + inner + "--outer\n\n"
            + inner.Replace("one", "two", StringComparison.Ordinal) + "--outer--\n";
        var results = Sample.Read(mail);
        Assert.Equal(["\"one\"", "\"two\""], results.Select(result => result.Error!.MailMessage!.Split(',')[0]));
    }

    [Fact]
    public void The_name_of_a_message_is_shown_safely_and_shortened()
    {
        var mail = Separator
            + Plain("TLS-Report-Domain: a\nSubject: \u001b[31m\u202e" + new string('x', 5000) + "\n")
            .Replace("<m1", "<" + new string('\u001b', 3000), StringComparison.Ordinal);
        var name = Sample.Error(mail).MailMessage!;
        Assert.DoesNotContain(name, char.IsControl);
        Assert.True(name.Length < 1000, "It has " + name.Length + " characters.");
    }

    [Fact]
    public void A_message_over_a_limit_is_identified_by_the_part_that_was_read()
    {
        var mail = Separator + Plain(Subject, new string('x', 5000));
        var error = Sample.Error(mail, new TlsReportReaderOptions { MaxMailBytes = 1000 });
        Assert.Equal(TlsReportFault.LimitExceeded, error.Fault);
        Assert.Contains("<m1@fabrikam.test>", error.MailMessage, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> DmarcReports => new()
    {
        { "XML", Dmarc },
        { "XML with a byte order mark", [0xef, 0xbb, 0xbf, .. Dmarc] },
        { "gzip", Sample.Gzip(Dmarc) },
        { "zip", Sample.Zip(("a.xml", Dmarc)) },
        { "a mail with the subject that TLS reports have too (RFC 7489 §7.2.1.1)",
            Sample.Utf8(
                Plain(Subject + "Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n",
                    Convert.ToBase64String(Sample.Zip(("a.xml", Dmarc))))) },
        { "a mail of a mailbox",
            Sample.Utf8(
                Separator
                    + Plain("Content-Type: application/gzip; name=a.xml.gz\nContent-Transfer-Encoding: base64\n",
                        Convert.ToBase64String(Sample.Gzip(Dmarc)))) },
        { "text/xml", Sample.Utf8(Plain("Content-Type: text/xml\n", System.Text.Encoding.UTF8.GetString(Dmarc))) },
    };

    private static byte[] Dmarc { get; } =
        Sample.Utf8("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<feedback xmlns=\"urn:ietf:params:xml:ns:dmarc-2.0\"><report_metadata/></feedback>\n");

    [Theory]
    [MemberData(nameof(DmarcReports))]
    public void A_DMARC_report_is_recognized(string what, byte[] content)
    {
        var result = Assert.Single(Sample.Read(content));
        Assert.True(result.Error?.Fault == TlsReportFault.DmarcReport, what + ": " + result);
    }
}
