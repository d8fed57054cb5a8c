using System;
using System.Linq;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Messages in a form other than MIME: read when the report is visible inside; otherwise the error shows format and workaround.</summary>
public class WrappedTests
{
    private const string Headers =
        "Authentication-Results: mx.contoso.test; dkim=pass header.d=fabrikam.test\r\nSubject: Report\r\nTLS-Report-Domain: contoso.test\r\nMessage-ID: "
            + "<o1@fabrikam.test>\r\n";

    private static readonly byte[] Gzip = Sample.Gzip(Sample.Json);
    private static readonly byte[] Mime = Sample.Utf8(Sample.Mail(Sample.Json));
    private static readonly byte[] Large = Sample.Utf8(Sample.Json + new string(' ', 6000)); // too large for the mini stream

    public static TheoryData<string, byte[], string> Readable => new()
    {
        { "S/MIME", Sample.Utf8(Wrapped.Mail("application/pkcs7-mime", "smime.p7m", Wrapped.Signed(Mime))),
            "file > part 1 > smime.p7m > part 2 > report.json.gz" },
        { "S/MIME in pieces", Sample.Utf8(Wrapped.Mail("application/x-pkcs7-mime", "smime.p7m", Wrapped.SignedInPieces(Mime, 100))),
            "file > part 1 > smime.p7m > part 2 > report.json.gz" },
        { "S/MIME signed twice", Sample.Utf8(Wrapped.Mail("application/pkcs7-mime", "smime.p7m", Wrapped.Signed(Wrapped.Signed(Mime)))),
            "file > part 1 > smime.p7m > part 2 > report.json.gz" },
        { "S/MIME around the bare report", Sample.Utf8(Wrapped.Mail("application/pkcs7-mime", "smime.p7m", Wrapped.Signed(Gzip))),
            "file > part 1 > smime.p7m" },
        { "a file smime.p7m", Wrapped.Signed(Mime), "file > part 2 > report.json.gz" },
        { "winmail.dat", Sample.Utf8(Wrapped.Mail("application/ms-tnef", "winmail.dat", Wrapped.Tnef(("r.json.gz", Gzip)))),
            "file > part 1 > winmail.dat > r.json.gz" },
        { "winmail.dat of another type",
            Sample.Utf8(Wrapped.Mail("application/octet-stream", "winmail.dat", Wrapped.Tnef(("logo.png", [1, 2, 3]), ("r.json.gz", Gzip)))),
            "file > part 1 > winmail.dat > r.json.gz" },
        { "a damaged winmail.dat with the report plainly inside",
            Sample.Utf8(Wrapped.Mail("application/ms-tnef", "winmail.dat", [0x78, 0x9f, 0x3e, 0x22, 1, 0, .. new byte[30], .. Gzip])),
            "file > part 1 > winmail.dat > byte 36" },
        { "Outlook", Wrapped.OutlookMessage(Headers, ("r.json.gz", Gzip)), "file > r.json.gz" },
        { "Outlook, a large attachment", Wrapped.OutlookMessage(Headers, ("r.json", Large)), "file > r.json" },
        { "Outlook, several attachments", Wrapped.OutlookMessage(Headers, ("a.txt", [65]), ("b.pdf", new byte[9000]), ("r.json", Large)), "file > r.json" },
        { "Outlook, a message in a message", Wrapped.OutlookMessageInAnother(Headers, ("r.json.gz", Gzip)), "file > r.json.gz" },
        { "a damaged .msg with the report plainly inside", [.. Wrapped.OutlookMessage("").Take(8), .. new byte[504], .. Gzip], "file > byte 512" },
        { "Outlook's message attached to a mail",
            Sample.Utf8(Wrapped.Mail("application/vnd.ms-outlook", "r.msg", Wrapped.OutlookMessage(Headers, ("r.json.gz", Gzip)))),
            "file > part 1 > r.msg > r.json.gz" },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void A_report_is_read_from(string what, byte[] content, string source)
    {
        var result = Assert.Single(Sample.Read(content));
        Assert.True(result.Report is not null, what + ": " + result.Error?.Message);
        Assert.Equal(("id-1", source), (result.Report.ReportId, result.Report.Source));
        Assert.Equal("contoso.test", result.Report.MailReportDomain ?? "contoso.test");
    }

    public static TheoryData<string, byte[], string> Unreadable => new()
    {
        { "encrypted S/MIME", Sample.Utf8(Wrapped.Mail("application/pkcs7-mime", "smime.p7m", Wrapped.Cms(3, new byte[50]))), "encrypted with S/MIME" },
        { "S/MIME without content", Sample.Utf8(Wrapped.Mail("application/pkcs7-mime", "smime.p7m", Wrapped.SignedDetached())), "signed with S/MIME" },
        { "S/MIME around something else",
            Sample.Utf8(Wrapped.Mail("application/pkcs7-mime", "smime.p7m", Wrapped.Signed(Sample.Utf8("Content-Type: text/plain\r\n\r\nHello")))),
            "signed with S/MIME" },
        { "S/MIME that is cut off", Sample.Utf8(Wrapped.Mail("application/pkcs7-mime", "smime.p7m", Wrapped.Signed(Mime)[..60])), "signed with S/MIME" },
        { "winmail.dat without a report", Sample.Utf8(Wrapped.Mail("application/ms-tnef", "winmail.dat", Wrapped.Tnef(("logo.png", [1, 2, 3])))),
            "winmail.dat (TNEF)" },
        { "winmail.dat that is cut off", Sample.Utf8(Wrapped.Mail("application/ms-tnef", "winmail.dat", Wrapped.Tnef(("r.json.gz", Gzip))[..40])),
            "winmail.dat (TNEF)" },
        { "Outlook without a report", Wrapped.OutlookMessage(Headers, ("logo.png", [1, 2, 3])), "Outlook's .msg" },
        { "Outlook without headers or a report", Wrapped.OutlookMessage("", ("logo.png", [1, 2, 3])), "Outlook's .msg" },
        { "a .msg that is damaged", Wrapped.OutlookMessage(Headers, ("r.json.gz", Gzip))[..600], "Outlook's .msg" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void The_error_shows_the_format_and_the_workaround_for(string what, byte[] content, string form)
    {
        var result = Assert.Single(Sample.Read(content));
        Assert.True(result.Report is null, what);
        Assert.Contains(form, result.Error!.Reason, StringComparison.Ordinal);
        if (result.Error.Fault != TlsReportFault.Encrypted) Assert.Contains("Save the message as .eml", result.Error.Reason, StringComparison.Ordinal);
        Assert.Matches("/messages/{id}/\\$value|recipient's key", result.Error.Reason);
    }

    [Fact]
    public void Headers_of_the_mail_apply_to_the_report_inside()
    {
        var body = Sample.Utf8(
            "Content-Type: application/tlsrpt+json; name=r.json\r\nTLS-Report-Domain: evil.test\r\nAuthentication-Results: mx.contoso.test; dkim=pass\r\n\r\n"
                + Sample.Json);
        var signed = Sample.Report(
            Wrapped.Mail(
                "application/pkcs7-mime", "smime.p7m", Wrapped.Signed(body),
                "Authentication-Results: mx.contoso.test; dkim=fail header.d=fabrikam.test\r\nTLS-Report-Domain: contoso.test\r\n"));
        Assert.Equal(("fail", "contoso.test"), (signed.DkimResult, signed.MailReportDomain));
        var saved = Sample.Read(Wrapped.OutlookMessage(Headers, ("r.json.gz", Gzip))).Single().Report!;
        Assert.Equal(("pass", "contoso.test"), (saved.DkimResult, saved.MailReportDomain));
        var forwarded = Sample.Read(Wrapped.OutlookMessageInAnother(Headers, ("r.json.gz", Gzip))).Single().Report!;
        Assert.Equal((null, "contoso.test"), (forwarded.DkimResult, forwarded.MailReportDomain));
    }

    /// <summary>Chains in loops, numbers beyond the file: every octet of the tables is changed.</summary>
    [Fact]
    public void A_compound_file_with_any_octet_changed_is_read_or_is_an_error()
    {
        var file = Wrapped.OutlookMessage(Headers, ("a.json", Large), ("r.json.gz", Gzip));
        var small = new TlsReportReaderOptions { MaxTotalUnpackedBytes = 1_000_000 };
        foreach (var value in new byte[] { 0, 1, 0x7f, 0xff })
        {
            for (var at = 8; at < file.Length; at += at < 512 ? 1 : 3)
            {
                var old = file[at];
                file[at] = value;
                Assert.NotEmpty(Sample.Read(file, small));
                file[at] = old;
            }
        }
    }

    [Fact]
    public void Loops_in_sector_chains_are_an_error()
    {
        var file = Wrapped.OutlookMessage(Headers, ("r.json", Large));
        var fat = file.Length - 512;
        for (var sector = 0; sector < 100; sector++) BitConverter.GetBytes(sector % 2 == 0 ? sector + 1 : sector - 1).CopyTo(file, fat + (sector * 4));
        Assert.NotEmpty(Sample.Read(file));
    }

    [Fact]
    public void Many_entries_for_one_stream_cannot_exceed_the_limit()
    {
        (string, byte[])[] files = [.. Enumerable.Range(0, 9).Select(i => (i + ".bin", new byte[9000]))];
        var error = Sample.Error(Wrapped.OutlookMessage(Headers, files), new TlsReportReaderOptions { MaxTotalUnpackedBytes = 50_000 });
        Assert.Equal(TlsReportFault.LimitExceeded, error.Fault);
        Assert.Contains(
            "MaxEntries", Sample.Error(Wrapped.OutlookMessage(Headers, files), new TlsReportReaderOptions { MaxEntries = 5 }).Reason, StringComparison.Ordinal);
        Assert.Contains(
            "MaxMailBytes", Sample.Error(Wrapped.OutlookMessage(Headers, files), new TlsReportReaderOptions { MaxMailBytes = 5000 }).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nested_wrappings_are_limited()
    {
        var content = Mime;
        for (var i = 0; i < 10; i++) content = Wrapped.Signed(content);
        Assert.Contains("MaxNesting", Sample.Error(content).Reason, StringComparison.Ordinal);
    }
}
