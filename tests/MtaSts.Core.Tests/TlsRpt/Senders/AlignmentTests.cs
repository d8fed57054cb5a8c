using System;
using System.IO;
using System.Linq;
using MtaSts.Mime;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Senders;
using Xunit;

namespace MtaSts.Tests.TlsRpt.Senders;

/// <summary>Whether a mail's DKIM signature is one of the organization that the report names.</summary>
public class AlignmentTests
{
    [Theory]
    [InlineData("google.com", "google.com")]
    [InlineData("Mail.Corp.Mail.RU.", "mail.ru")]
    [InlineData("a.b.fabrikam.co.uk", "fabrikam.co.uk")]
    [InlineData("fabrikam.com.au", "fabrikam.com.au")]
    [InlineData("mx.fabrikam.gob.mx", "fabrikam.gob.mx")]
    [InlineData("contoso.onmicrosoft.com", "contoso.onmicrosoft.com")]
    [InlineData("mail.contoso.onmicrosoft.com", "contoso.onmicrosoft.com")]
    [InlineData("mail.gmx.net", "gmx.net")]
    [InlineData("mail.web.de", "web.de")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("school.k12.ca.us", "school.k12.ca.us")]
    [InlineData("com", null)]
    [InlineData("co.uk", null)]
    [InlineData("com.au", null)]
    [InlineData("onmicrosoft.com", null)]
    [InlineData("github.io", null)]
    [InlineData("k12.ca.us", null)]
    [InlineData("t.co", null)] // a short name below a country code may be a registry's
    [InlineData("localhost", null)]
    [InlineData("192.0.2.1", null)]
    [InlineData("a b.test", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_organizational_domain_is_the_name_that_somebody_registered(string? name, string? expected) =>
        Assert.Equal(expected, OrganizationalDomain.Of(name));

    [Theory]
    [InlineData("Google Inc.", null, "google.com", DkimAlignment.Aligned)]
    [InlineData("google llc", null, "mail.google.com", DkimAlignment.Aligned)]
    [InlineData("Google Inc.", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // the table decides, not what the report says
    [InlineData("Google Inc.", null, "gmail.com", DkimAlignment.NotAligned)] // customers write from there
    [InlineData("Google Inc.", null, "google.com.evil.example", DkimAlignment.NotAligned)]
    [InlineData("Google Inc.", null, "notgoogle.com", DkimAlignment.NotAligned)]
    [InlineData("Microsoft Corporation", null, "microsoft.com", DkimAlignment.Aligned)]
    [InlineData("Microsoft Corporation", null, "evil.onmicrosoft.com", DkimAlignment.NotAligned)]
    [InlineData("Yahoo! Inc.", null, "yahooinc.com", DkimAlignment.Aligned)]
    [InlineData("Mail.ru", "tls_support@corp.mail.ru", "corp.mail.ru", DkimAlignment.Aligned)]
    [InlineData("Comcast", null, "comcast.net", DkimAlignment.Aligned)]
    [InlineData("1&1 Mail & Media GmbH", null, "gmx.net", DkimAlignment.Aligned)]
    [InlineData("WEB.DE", null, "web.de", DkimAlignment.Aligned)]
    [InlineData("Fastmail Pty Ltd", null, "fastmail.com", DkimAlignment.Aligned)]
    [InlineData("socketlabs.test", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // a name that is a domain speaks for itself
    [InlineData("mx.fabrikam.test", "tls@fabrikam.test", "fabrikam.test", DkimAlignment.Aligned)]
    [InlineData("Fabrikam", "tls@fabrikam.test", "fabrikam.test", DkimAlignment.Aligned)]
    [InlineData("Fabrikam", "mailto:tls@reports.fabrikam.test", "mail.fabrikam.test", DkimAlignment.Aligned)] // sisters
    [InlineData("Fabrikam", "https://tls.fabrikam.test/help", "fabrikam.test", DkimAlignment.Aligned)]
    [InlineData("Fabrikam", "tls@fabrikam.test", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("Fabrikam", "tls@co.uk", "evil.co.uk", DkimAlignment.NotAligned)] // a public suffix is not an organization
    [InlineData("Fabrikam", "tls@onmicrosoft.com", "evil.onmicrosoft.com", DkimAlignment.NotAligned)]
    [InlineData("Fabrikam", "tls@com", "evil.com", DkimAlignment.NotAligned)]
    [InlineData("google.com/", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // a domain with something around it
    [InlineData("http://google.com", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("*.google.com", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("_dmarc.google.com", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("google.com; evil.example", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("https://fabrikam.test/", "tls@evil.example", "mail.fabrikam.test", DkimAlignment.Aligned)]
    [InlineData("google.evil.example", null, "evil.example", DkimAlignment.Aligned)] // a domain that says whose it is
    [InlineData("yahoo.co.jp", null, "mail.yahoo.co.jp", DkimAlignment.Aligned)] // another owner of the name
    [InlineData("Google Mail", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // the name of a known sender, and more
    [InlineData("Google (US)", "tls@evil.example", "google.com", DkimAlignment.Aligned)]
    [InlineData("Microsoft Corporation (USA)", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("Googleplex", "tls@evil.example", "evil.example", DkimAlignment.Aligned)] // another word
    [InlineData("GoogleInc", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("Microsoft365", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("The Google LLC", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("Google Inc.                                                                                                     ", null, "evil.example",
        DkimAlignment.NotAligned)] // longer than a table shows
    [InlineData("Google LLC - TLS reporting of the mail service for all who send us mail, and for all to whom we send mail ourselves", null, "evil.example",
        DkimAlignment.NotAligned)]
    [InlineData("mail.ru reports", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // a known domain among other words
    [InlineData("Reports by mail.ru", "tls@evil.example", "mail.ru", DkimAlignment.Aligned)]
    [InlineData("x@google.com", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("https:/google.com", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("smtp.google.com relay", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("Goog\u034fle Inc.", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // letters without a shape
    [InlineData("Google\u3164 Inc.", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("Go\ufe00ogle", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("Micro\U000E0020soft", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)]
    [InlineData("G\u0585\u0585gle Inc.", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // Armenian
    [InlineData("\u0261oogle Inc.", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // phonetic
    [InlineData("\u13c0oogle", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // Cherokee
    [InlineData("\u00b5Mail GmbH", "tls@fabrikam.test", "fabrikam.test", DkimAlignment.Aligned)] // the sign for micro
    [InlineData("G\u043e\u043egle Inc.", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // Cyrillic letters
    [InlineData("Micros\u00adoft Corporation", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // a soft hyphen
    [InlineData("Google\u200b Inc.", "tls@evil.example", "google.com", DkimAlignment.Aligned)]
    [InlineData("\uff27oogle Inc.", "tls@evil.example", "evil.example", DkimAlignment.NotAligned)] // a wide letter
    [InlineData("\u041f\u043e\u0447\u0442\u0430", "tls@fabrikam.test", "fabrikam.test", DkimAlignment.Aligned)] // one alphabet
    [InlineData("B\u00fccher GmbH", "tls@fabrikam.test", "fabrikam.test", DkimAlignment.Aligned)]
    [InlineData("Node.js Foundation", "tls@fabrikam.test", "fabrikam.test", DkimAlignment.Aligned)] // not a domain alone
    [InlineData("Fabrikam", "call us", "sender.test", DkimAlignment.Aligned)] // by the From field
    [InlineData("Fabrikam", null, "sender.test", DkimAlignment.Aligned)]
    public void The_signer_is_compared_with_the_organization(string organization, string? contact, string signer, DkimAlignment expected)
    {
        var json = Sample.With("Fabrikam", organization).Replace(
            "\"contact-info\":\"tls@fabrikam.test\"", contact is null ? "\"x\":1" : $"\"contact-info\":\"{contact}\"", StringComparison.Ordinal);
        var report = Sample.Report(Signed(json, $"mx.contoso.test; dkim=pass header.d={signer}", "\"tls@evil.example\" <reports@mail.sender.test>"));
        Assert.Equal((expected, signer), (report.DkimAlignment, report.DkimDomain));
    }

    [Theory]
    [InlineData(null, DkimAlignment.None, null)] // the receiving system says nothing
    [InlineData("mx.contoso.test; dkim=fail header.d=fabrikam.test", DkimAlignment.None, "fabrikam.test")]
    [InlineData("mx.contoso.test; dkim=none", DkimAlignment.None, null)]
    [InlineData("mx.contoso.test; dkim=pass", DkimAlignment.NotAligned, null)] // by whom is not told
    [InlineData("mx.contoso.test; dkim=pass header.i=@mail.fabrikam.test", DkimAlignment.Aligned, "mail.fabrikam.test")]
    [InlineData("mx.contoso.test; dkim=pass header.d=esp.test; dkim=pass header.d=fabrikam.test", DkimAlignment.Aligned, "fabrikam.test")]
    [InlineData("mx.contoso.test; dkim=fail header.d=fabrikam.test; dkim=pass header.d=esp.test", DkimAlignment.NotAligned, "esp.test")]
    [InlineData("spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x.test; dkim=pass (signature was verified) header.d=fabrikam.test;dmarc=pass action=none "
        + "header.from=fabrikam.test;compauth=pass reason=100", DkimAlignment.Aligned, "fabrikam.test")] // Exchange Online
    public void The_state_follows_what_the_receiving_system_says(string? results, DkimAlignment expected, string? signer)
    {
        var report = Sample.Report(Signed(Sample.Json, results, "x@evil.example"));
        Assert.Equal((expected, signer), (report.DkimAlignment, report.DkimDomain));
    }

    [Theory]
    [InlineData("mx.test; dkim=pass header.i=\"x header.d=fabrikam.test\"@evil.example", "evil.example")]
    [InlineData("mx.test; dkim=pass header.i=\"@fabrikam.test \"@evil.example header.d=evil.example", "evil.example")]
    [InlineData("mx.test; spf=none smtp.mailfrom=\"x; dkim=pass header.d=fabrikam.test\"@evil.example; dkim=pass header.d=evil.example", "evil.example")]
    [InlineData("mx.test; dkim=pass (header.d=fabrikam.test) header.d=evil.example", "evil.example")]
    public void What_a_stranger_puts_into_a_quoted_address_is_not_the_signer(string results, string signer)
    {
        Assert.Equal(signer, AuthenticationResults.Parse([results])!.Domain);
        Assert.Equal(DkimAlignment.NotAligned, Sample.Report(Signed(Sample.Json, results, "x@fabrikam.test")).DkimAlignment);
    }

    [Theory]
    [InlineData("reports@fabrikam.test", "fabrikam.test")]
    [InlineData("Fabrikam <reports@fabrikam.test>", "fabrikam.test")]
    [InlineData("\"tls@evil.example\" <reports@fabrikam.test>", "fabrikam.test")]
    [InlineData("(tls@evil.example) reports@fabrikam.test", "fabrikam.test")]
    [InlineData("\"a\\\"b@evil.example\" <reports@fabrikam.test>", "fabrikam.test")]
    [InlineData("a@fabrikam.test, b@evil.example", "fabrikam.test")]
    [InlineData("Fabrikam", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_domain_of_a_From_field_is_that_of_its_first_address(string? field, string? domain) => Assert.Equal(domain, MailboxDomain.Of(field));

    [Fact]
    public void A_file_did_not_come_by_mail_wherever_it_is_in()
    {
        Assert.Equal(DkimAlignment.NotByMail, Sample.Report(Sample.Json).DkimAlignment);
        using var zip = new MemoryStream(Sample.Zip(("report.json", Sample.Utf8(Sample.Json))));
        Assert.Equal(DkimAlignment.NotByMail, new TlsReportReader().Read(zip, "a.zip").Single().Report!.DkimAlignment);
    }

    [Fact]
    public void The_state_stays_when_policies_are_left_out_and_in_rows()
    {
        var two = Sample.Json.Replace(
            Sample.Policy, Sample.Policy + "," + Sample.Policy.Replace("contoso", "tailspin", StringComparison.Ordinal), StringComparison.Ordinal);
        var report = Sample.Report(Signed(two, "mx.contoso.test; dkim=pass header.d=fabrikam.test", "x@fabrikam.test"));
        var kept = TlsReportFilter.ForDomains(report, ["tailspin.test"])!;
        Assert.Equal((DkimAlignment.Aligned, "pass", "fabrikam.test", 1), (kept.DkimAlignment, kept.DkimResult, kept.DkimDomain, kept.Policies.Count));
        Assert.All(TlsReportFlattener.Flatten(report), row => Assert.Equal(DkimAlignment.Aligned, row.DkimAlignment));
    }

    [SamplesFact]
    public void The_mail_of_microsoft_is_aligned_and_that_of_google_with_a_renamed_header_is_not_known()
    {
        Assert.Equal(DkimAlignment.Aligned, OfFile("mox-microsoft.eml"));
        Assert.Equal(DkimAlignment.None, OfFile("parsedmarc-google.eml")); // Authentication-Results-Original counts for nothing
        Assert.Equal(DkimAlignment.NotByMail, OfFile("parsedmarc-mail.ru.json"));
    }

    private static string Signed(string json, string? results, string from) =>
        Sample.Mail(json, (results is null ? "" : "Authentication-Results: " + results + "\r\n") + "From: " + from + "\r\n");

    private static DkimAlignment OfFile(string name)
    {
        using var file = File.OpenRead(Path.Combine(SampleFolder.Path!, name));
        return new TlsReportReader().Read(file, name).First().Report!.DkimAlignment;
    }
}
