using System.IO;
using System.Linq;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Archive;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>Contents that came inside a mail that is not here: whoever sent that mail wrote them.</summary>
public class AttachmentTests
{
    private const string Signed = "Authentication-Results: mx.test; dkim=pass header.d=fabrikam.test\r\n";

    [Fact]
    public void A_mail_in_an_attachment_shows_no_signature()
    {
        var mail = Sample.Mail(Sample.Json, Signed);
        foreach (var content in new[] { Sample.Utf8(mail), Sample.Gzip(mail), Sample.Zip(("a.eml", Sample.Utf8(mail))) })
        {
            var (own, attached) = Read(content);
            Assert.Equal((DkimAlignment.Aligned, "pass"), (own.Report!.DkimAlignment, own.Report.DkimResult));
            Assert.Equal((DkimAlignment.None, null), (attached.Report!.DkimAlignment, attached.Report.DkimResult));
        }
    }

    [Fact]
    public void A_report_in_an_attachment_did_not_come_by_a_mail_that_is_here()
    {
        var (own, attached) = Read(Sample.Gzip(Sample.Json));
        Assert.Equal(DkimAlignment.NotByMail, own.Report!.DkimAlignment);
        Assert.Equal(DkimAlignment.NotByMail, attached.Report!.DkimAlignment);
    }

    [Fact]
    public void Rows_of_an_archive_in_an_attachment_are_not_read()
    {
        var (own, attached) = Read(Sample.Gzip(ArchiveRows.Of(Sample.Report(Sample.Json))));
        Assert.Equal("id-1", own.Report!.ReportId);
        Assert.Equal("Rows of an archive in a mail are not read: anyone could have written them.", attached.Error!.Reason);
    }

    private static (TlsReportResult Own, TlsReportResult Attached) Read(byte[] content)
    {
        TlsReportResult Of(bool isAttachment) =>
            new TlsReportReader().Read(new MemoryStream(content, 0, content.Length, false, true), "file", null, isAttachment, default).Single();
        return (Of(false), Of(true));
    }
}
