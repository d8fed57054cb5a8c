using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

public class ContainerTests
{
    private static readonly byte[] Json = Sample.Utf8(Sample.Json);

    public static TheoryData<string, byte[], string> Containers => new()
    {
        { "JSON", Json, "file" },
        { "JSON in UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Sample.Json)], "file" },
        { "gzip", Sample.Gzip(Json), "file" },
        { "gzip in gzip", Sample.Gzip(Sample.Gzip(Json)), "file" },
        { "zip", Sample.Zip(("a/b.json", Json)), "file > a/b.json" },
        { "zip of gzip, by content", Sample.Zip(("readme.txt", Sample.Utf8("Hello")), ("x.bin", Sample.Gzip(Json))), "file > x.bin" },
        { "zip with the clutter of macOS", Sample.Zip(("__MACOSX/._a.json", [1, 2]), ("d/", []), ("a.json", Json)), "file > a.json" },
        { "mail", Sample.Utf8(Sample.Mail(Sample.Json)), "file > part 2 > report.json.gz" },
        { "mail with LF only", Sample.Utf8(Sample.Mail(Sample.Json).Replace("\r\n", "\n", StringComparison.Ordinal)), "file > part 2 > report.json.gz" },
        { "zip in a mail", Sample.Utf8(MailWith("application/zip", "r.zip", Sample.Zip(("r.json", Json)))), "file > part 1 > r.zip > r.json" },
        { "attached without a type", Sample.Utf8(MailWith("application/octet-stream", "x.dat", Sample.Gzip(Json))), "file > part 1 > x.dat" },
        { "mail that is nothing but the report", Sample.Utf8("Content-Type: application/tlsrpt+json\n\n" + Sample.Json), "file > part 1" },
        { "mail in a mail", Sample.Utf8(MailWith("message/rfc822", "fw.eml", Sample.Utf8(Sample.Mail(Sample.Json)), "7bit")),
            "file > part 1 > fw.eml > part 2 > report.json.gz" },
        { "mailbox", Sample.Utf8("From a@b Mon Jan  6 00:00:00 2025\n" + Sample.Mail(Sample.Json)), "file > message 1 > part 2 > report.json.gz" },
        { "mailbox with a byte order mark", Sample.Utf8("\ufeffFrom a@b Mon Jan  6 00:00:00 2025\n" + Sample.Mail(Sample.Json)),
            "file > message 1 > part 2 > report.json.gz" },
        { "mail with a byte order mark", Sample.Utf8("\ufeff" + Sample.Mail(Sample.Json)), "file > part 2 > report.json.gz" },
        { "mail behind blank lines", Sample.Utf8("\r\n \n" + Sample.Mail(Sample.Json)), "file > part 2 > report.json.gz" },
        { "mail with a blank before the first colon", Sample.Utf8("X-First : yes\r\n" + Sample.Mail(Sample.Json)), "file > part 2 > report.json.gz" },
        { "base64 with a comment and a semicolon",
            Sample.Utf8(MailWith("application/gzip", "r.gz", Sample.Gzip(Json)).Replace("base64", "base64 (as usual);", StringComparison.Ordinal)),
            "file > part 1 > r.gz" },
        { "array of one", Sample.Utf8("[" + Sample.Json + "]"), "file" },
        { "zip of a mail", Sample.Zip(("m.eml", Sample.Utf8(Sample.Mail(Sample.Json)))), "file > m.eml > part 2 > report.json.gz" },
    };

    [Theory]
    [MemberData(nameof(Containers))]
    public void A_report_is_found_in(string what, byte[] content, string source)
    {
        var result = Assert.Single(Sample.Read(content));
        Assert.True(result.Report is not null, what + ": " + result.Error?.Message);
        Assert.Equal("id-1", result.Report.ReportId);
        Assert.Equal(source, result.Report.Source);
    }

    [Theory]
    [InlineData("\u001e")]
    [InlineData("\n\u001e ")]
    [InlineData("\uFEFF\u001e")]
    public void Reports_of_a_JSON_sequence_are_read(string before)
    {
        // RFC 7464
        var text = before + Sample.Json + "\n\u001e" + Sample.With("id-1", "id-2") + "\n";
        foreach (var content in new[] { Sample.Utf8(text), Sample.Gzip(text), Sample.Zip(("r.json", Sample.Utf8(text))) })
            Assert.Equal(["id-1", "id-2"], Sample.Read(content).Select(result => result.Report?.ReportId ?? result.Error!.Message));
        Assert.Equal("id-1", Assert.Single(Sample.Read(Sample.Gzip(before + Sample.Json))).Report!.ReportId);
    }

    [Fact]
    public void A_zip_from_a_stream_that_cannot_seek_is_read()
    {
        using var stream = new TrickleStream(Sample.Zip(("a.json", Json)), 7);
        Assert.Equal("id-1", Assert.Single(new TlsReportReader().Read(stream, "file")).Report!.ReportId);
    }

    [Fact]
    public void One_file_can_contain_many_reports_and_a_broken_one_does_not_stop_the_others()
    {
        var zip = Sample.Zip(("1.json", Json), ("2.json", Sample.Utf8("{\"report-id\":")), ("3.json.gz", Sample.Gzip(Json)));
        var results = Sample.Read(zip);
        Assert.Equal([true, false, true], results.Select(result => result.Report is not null));
        Assert.Equal("file > 2.json", results[1].Error!.Source);
    }

    [Theory]
    [InlineData("{0}{1}")] // as from cat
    [InlineData("{0}\n\n{1}\n")]
    [InlineData("[{0},{1}]")]
    [InlineData(" [ {0} , {1} ] ")]
    [InlineData("[{0}]\n[{1}]\n")]
    [InlineData("{0}[{1}]")]
    [InlineData("[{0}]{1}")]
    public void One_text_can_contain_many_reports(string form)
    {
        var text = Sample.Utf8(
            form.Replace("{0}", Sample.Json, StringComparison.Ordinal).Replace("{1}", Sample.With("\"id-1\"", "\"id-2\""), StringComparison.Ordinal));
        foreach (var content in new[] { text, Sample.Gzip(text) })
        {
            var reports = Sample.Read(content).ConvertAll(result => result.Report!);
            Assert.Equal(["id-1", "id-2"], reports.Select(report => report.ReportId));
            Assert.Equal(["file", "file > report 2"], reports.Select(report => report.Source));
            Assert.All(reports, report => Assert.Empty(report.Warnings));
        }
    }

    [Theory]
    [InlineData("{0}{2}{1}", "ok, MissingMember, ok")]
    [InlineData("{2}{1}", "MissingMember, ok")]
    [InlineData("[{2},{1},{0}]", "MissingMember, ok, ok")]
    [InlineData("{0}{", "ok, CutOff")]
    [InlineData("{0}{\"a\" 1}{1}", "ok, NotJson")] // the start of the next report is unknown
    [InlineData("{0}{\"a\":1}", "ok, NotAReport")]
    [InlineData("[{0},{1}", "ok, ok, CutOff")]
    [InlineData("[{0},5,{1}]", "ok, NotAReport, ok")]
    [InlineData("[null,{0}]", "NotAReport, ok")]
    [InlineData("[[{0}],{1}]", "NotAReport, ok")]
    [InlineData("{0},{1}", "ok, ok")] // the separators of files that were joined
    [InlineData("{0}\u0000{1}", "ok, ok")]
    [InlineData("{0}\n\u001e{1}\n", "ok, ok")] // RFC 7464
    [InlineData("\ufeff{0}\ufeff{1}", "ok, ok")] // byte order marks
    [InlineData("{0},", "ok")]
    [InlineData("{0},5,{1}", "ok")] // with a warning
    [InlineData("[[{0}]]", "NotAReport")]
    [InlineData("[", "CutOff")]
    [InlineData("[{0}]{1}", "ok, ok")]
    [InlineData("[{0}]\n[{1}]\n", "ok, ok")] // as from cat
    [InlineData("{0}[{1}]", "ok, ok")]
    [InlineData("[{0}][]{1}", "ok, ok")]
    [InlineData("[{0}][", "ok, CutOff")]
    [InlineData("[][{0}]", "ok")]
    [InlineData("[][]", "NotAReport")]
    [InlineData("[{0}]{2}[{1}]", "ok, MissingMember, ok")]
    [InlineData("{0}[5]", "ok, NotAReport")]
    [InlineData("[{0}] end", "ok, NotJson")] // of one report, it is a warning
    [InlineData("[{0}] \n ", "ok")]
    public void A_meaningless_report_does_not_stop_the_following_ones(string form, string expected)
    {
        var text = form.Replace("{0}", Sample.Json, StringComparison.Ordinal)
            .Replace("{1}", Sample.With("\"id-1\"", "\"id-2\""), StringComparison.Ordinal)
            .Replace("{2}", Sample.With("\"policies\"", "\"none\""), StringComparison.Ordinal);
        Assert.Equal(expected, string.Join(", ", Sample.Read(text).Select(result => result.Error?.Fault.ToString() ?? "ok")));
    }

    [Theory]
    [InlineData("{0}", 0)]
    [InlineData("{0}{0}", 0)]
    [InlineData("{0} end", 1)]
    [InlineData("{0},", 1)]
    [InlineData("{0},5,{0}", 1)]
    public void A_warning_knows_that_something_was_not_read(string form, int warnings)
    {
        var text = Sample.Utf8(form.Replace("{0}", Sample.Json, StringComparison.Ordinal));
        foreach (var content in new[] { text, Sample.Gzip(text) })
            Assert.Equal(warnings, Sample.Read(content).SelectMany(result => result.Report!.Warnings).Count(warning => warning.IsUnread));
    }

    [Fact]
    public void A_warning_about_something_unread_is_there_even_among_too_many()
    {
        var json = Sample.WithFailures(3, "[" + string.Join(',', Enumerable.Repeat("{\"result-type\":5}", 300)) + "]");
        var warnings = Sample.Report(json + "end").Warnings;
        Assert.Equal(201, warnings.Count);
        Assert.Single(warnings, warning => warning.IsUnread);
    }

    [Fact]
    public void A_warning_knows_that_something_behind_a_gzip_was_not_read() => Assert.True(
        Assert.Single(Sample.Read([.. Sample.Gzip(Sample.Json), .. Sample.Utf8(Sample.Json)])).Report!.Warnings[0].IsUnread);

    [Theory]
    [InlineData("[{}] see the attachment")]
    [InlineData("{\"a\":1} [see the attachment]")]
    [InlineData("[{\"a\":1}][see above]")]
    [InlineData("[5, see above]")]
    public void A_text_that_is_not_a_report_is_not_an_error_beside_one(string text) =>
        Assert.Equal("ok", string.Join(", ", Sample.Read(Sample.Zip(("notes.txt", Sample.Utf8(text)), ("report.json", Sample.Utf8(Sample.Json))))
            .Select(result => result.Error?.Message ?? "ok")));

    [Fact]
    public void A_report_in_an_array_of_other_things_is_found_in_a_file_of_any_name()
    {
        var zip = Sample.Zip(("notes.txt", Sample.Utf8($"[null,[5],{Sample.Json}]")), ("more.txt", Sample.Utf8("-")));
        Assert.Single(Sample.Read(zip), result => result.Report is not null);
    }

    [Fact]
    public void The_error_shows_the_number_of_the_report_in_the_text() =>
        Assert.StartsWith("file > report 2: ", Sample.Read(Sample.Json + Sample.With("\"policies\"", "\"none\""))[1].Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_mailbox_returns_its_reports_and_ignores_other_mail()
    {
        var box = string.Concat(Enumerable.Range(0, 5).Select(i =>
            "From a@b Mon Jan  6 00:00:00 2025\n" + (i % 2 == 0 ? Sample.Mail(Sample.Json) : "Subject: hello\n\nHow are you?\n>From me\n") + "\n"));
        Assert.Equal(
            ["file > message 1 > part 2 > report.json.gz", "file > message 3 > part 2 > report.json.gz", "file > message 5 > part 2 > report.json.gz"],
            Sample.Read(box).Select(result => result.Report!.Source));
    }

    [Theory]
    [InlineData("Subject: hello\n\nHow are you?\n", "message")]
    [InlineData("From a@b Mon Jan  6 00:00:00 2025\nSubject: hello\n\nHow are you?\n", "mailbox")]
    public void A_message_or_mailbox_without_a_report_is_one_error(string content, string what)
    {
        var error = Sample.Error(content);
        Assert.Equal(TlsReportFault.NotAReport, error.Fault);
        Assert.Contains(what, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_without_a_report_is_one_error() =>
        Assert.Equal(TlsReportFault.NotAReport, Sample.Error(Sample.Zip(("a.txt", [65]), ("b.xml", Sample.Utf8("<note/>")))).Fault);

    [Fact]
    public void An_attachment_of_another_kind_is_not_an_error_beside_a_report()
    {
        var mail =
            Sample.Mail(Sample.Json).Replace("--b1--", "--b1\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF-1.4\r\n--b1--", StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(Sample.Read(mail)).Report);
    }

    [Fact]
    public void A_damaged_gzip_is_an_error()
    {
        var gzip = Sample.Gzip(Json);
        Assert.Equal(TlsReportFault.Damaged, Sample.Error([0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]).Fault);
        gzip[gzip.Length - 6] ^= 0xff; // the checksum
        Assert.Equal(TlsReportFault.Damaged, Sample.Error(gzip).Fault);
    }

    [Fact]
    public void A_gzip_that_is_cut_off_anywhere_says_so()
    {
        var gzip = Sample.Gzip(Json);
        for (var length = 2; length < gzip.Length - 40; length++)
        {
            var error = Sample.Error(gzip[..length]);
            Assert.Contains(error.Fault, new[] { TlsReportFault.Damaged, TlsReportFault.CutOff });
            Assert.StartsWith("The gzip is cut off: ", error.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(100)]
    public void A_gzip_that_is_cut_off_in_a_mail_says_so(int length)
    {
        var whole = Sample.Gzip(Json);
        var mail = Sample.Mail(Sample.Json).Replace(
            Convert.ToBase64String(whole, Base64FormattingOptions.InsertLineBreaks), Convert.ToBase64String(whole[..length]), StringComparison.Ordinal);
        Assert.StartsWith("The gzip is cut off: ", Sample.Error(mail).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_report_in_a_gzip_that_is_cut_off_says_so()
    {
        var noise = new byte[9000];
        new Random(1).NextBytes(noise);
        var results = Sample.Read(Sample.Gzip(Sample.Json + "\n{\"a\":\"" + Convert.ToBase64String(noise) + "\"}")[..^3000]);
        Assert.True(results.Count == 1 || results[0].Report is not null);
        Assert.StartsWith("The gzip is cut off: ", results[^1].Error!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"policies\"", "The JSON is cut off.")]
    [InlineData(" ", "The gzip contains nothing.")]
    public void A_whole_gzip_is_not_blamed_for_its_content(string content, string reason) =>
        Assert.Equal(reason, Sample.Error(Sample.Gzip(content)).Reason);

    [Fact]
    public void A_whole_gzip_of_nothing_is_not_cut_off()
    {
        byte[] gzip = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal("The gzip contains nothing.", Sample.Error(gzip).Reason);
        Assert.StartsWith("The gzip is cut off", Sample.Error(gzip[..^5]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_in_a_gzip_that_is_cut_off_says_so() =>
        Assert.StartsWith(
            "The gzip is cut off: ", Sample.Error(Sample.Gzip("{\"SchemaVersion\":1,\"Row\":0,\"Rows\":1,\"ReportId\":\"" + new string('x', 50))[..^9]).Reason,
            StringComparison.Ordinal);

    [Fact]
    public void An_encrypted_zip_entry_is_reported_as_encrypted()
    {
        var zip = Sample.Zip(("a.json", Json));
        var directory = Find(zip, [0x50, 0x4b, 1, 2]);
        zip[directory + 8] |= 1;
        Assert.Equal(TlsReportFault.Encrypted, Sample.Error(zip).Fault);
    }

    [Fact]
    public void A_zip_entry_with_a_wrong_checksum_is_an_error()
    {
        var zip = Sample.Zip(("a.json", Json), ("b.json", Json));
        var directory = Find(zip, [0x50, 0x4b, 1, 2]);
        zip[directory + 16] ^= 1; // the checksum
        var results = Sample.Read(zip);
        Assert.Equal(TlsReportFault.Damaged, results[0].Error!.Fault);
        Assert.NotNull(results[1].Report);
    }

    [Fact]
    public void Zips_that_were_joined_are_an_error_and_not_one_of_them()
    {
        var first = Sample.Zip(("a.json", Json));
        var second = Sample.Zip(("b.json", Json)); // as long as the first, so its end leads to the directory of the first
        var error = Sample.Error([.. first, .. second]);
        Assert.Equal(TlsReportFault.Damaged, error.Fault);
        Assert.Contains("If several zips were joined, read each of them alone.", error.Reason, StringComparison.Ordinal);
        Assert.Equal(TlsReportFault.Damaged, Sample.Error([.. Sample.Utf8("PK\u0003\u0004junk"), .. first]).Fault);
    }

    [Fact]
    public void A_zip_with_a_comment_or_something_behind_it_is_read()
    {
        Assert.Single(Sample.Read([.. Sample.Zip(("a.json", Json)), .. new byte[1000]]), result => result.Report is not null);
        Assert.Single(Sample.Read(Sample.Zip()), result => result.Error is not null);
    }

    [Fact]
    public void A_zip_that_is_cut_off_is_an_error() => Assert.Equal(TlsReportFault.Damaged, Sample.Error(Sample.Zip(("a.json", Json))[..^30]).Fault);

    [Fact]
    public void A_gzip_bomb_stops_at_the_limit()
    {
        var bomb = Sample.Gzip(Sample.Utf8("{\"organization-name\":\"" + new string('a', 3_000_000)));
        var options = new TlsReportReaderOptions { MaxUnpackedBytes = 1_000_000 };
        var error = Sample.Error(bomb, options);
        Assert.Equal(TlsReportFault.LimitExceeded, error.Fault);
        Assert.Contains("1,000,000 bytes (MaxUnpackedBytes)", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Spaces_after_a_report_cannot_bypass_the_limit()
    {
        var options = new TlsReportReaderOptions { MaxUnpackedBytes = 100_000 };
        Assert.Equal(TlsReportFault.LimitExceeded, Sample.Error(Sample.Gzip(Sample.Json + new string(' ', 200_000)), options).Fault);
        Assert.Equal(TlsReportFault.LimitExceeded, Sample.Error(Sample.Json + new string(' ', 200_000), options).Fault);
    }

    [Fact]
    public void A_zip_entry_stops_at_the_limit_whether_its_size_is_declared_or_found()
    {
        var zip = Sample.Zip(("a.json", Sample.Utf8(Sample.Json + new string(' ', 200_000))));
        var options = new TlsReportReaderOptions { MaxUnpackedBytes = 100_000 };
        Assert.Equal(TlsReportFault.LimitExceeded, Sample.Error(zip, options).Fault);
        var directory = Find(zip, [0x50, 0x4b, 1, 2]);
        zip[directory + 24] = zip[directory + 25] = zip[directory + 26] = 0; // the directory is wrong
        Assert.Contains(
            Sample.Error(zip, options).Fault, new[] { TlsReportFault.LimitExceeded, TlsReportFault.CutOff, TlsReportFault.Damaged, TlsReportFault.NotAReport });
    }

    [Fact]
    public void The_total_unpacked_size_of_all_entries_is_limited()
    {
        var entry = Sample.Utf8(Sample.Json + new string(' ', 50_000));
        var options = new TlsReportReaderOptions { MaxTotalUnpackedBytes = 100_000 };
        var results = Sample.Read(Sample.Zip(("1.json", entry), ("2.json", entry)), options);
        Assert.NotNull(results[0].Report);
        Assert.Contains("MaxTotalUnpackedBytes", results[1].Error!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_zip_entries_is_limited()
    {
        var zip = Sample.Zip([.. Enumerable.Range(0, 4).Select(i => (i + ".json", Json))]);
        Assert.Equal(4, Sample.Read(zip, new TlsReportReaderOptions { MaxEntries = 4 }).Count);
        Assert.Contains("MaxEntries", Sample.Error(zip, new TlsReportReaderOptions { MaxEntries = 3 }).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_is_limited()
    {
        var content = Json;
        for (var i = 0; i < 5; i++) content = Sample.Gzip(content);
        Assert.NotNull(Sample.Read(content).Single().Report);
        Assert.Contains("MaxNesting", Sample.Error(Sample.Gzip(content)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_over_the_limit_is_one_error_and_the_mailbox_continues()
    {
        var large = Sample.Mail(Sample.Json).Replace("A report.", new string('x', 5000), StringComparison.Ordinal);
        var box = "From a@b Mon Jan  6 00:00:00 2025\n" + large + "\nFrom a@b Mon Jan  6 00:00:00 2025\n" + Sample.Mail(Sample.Json);
        var results = Sample.Read(box, new TlsReportReaderOptions { MaxMailBytes = 4000 });
        Assert.Equal([TlsReportFault.LimitExceeded, null], results.Select(result => result.Error?.Fault));
        Assert.Equal("file > message 1", results[0].Error!.Source);
    }

    [Fact]
    public void Part_names_are_shown_safely()
    {
        var report = Sample.Report(Sample.Mail(Sample.Json, name: "a\u001b[2J\u202egz.json.gz"));
        Assert.Equal("file > part 2 > a\\u001b[2J\\u202egz.json.gz", report.Source);
    }

    [Fact]
    public void The_receiving_systems_DKIM_result_is_shown()
    {
        var report =
            Sample.Report(Sample.Mail(Sample.Json, "Authentication-Results: mx.contoso.test;\r\n dkim=pass (2048 bit) header.d=fabrikam.test\r\n"));
        Assert.Equal(("pass", "fabrikam.test"), (report.DkimResult, report.DkimDomain));
        Assert.Equal(("contoso.test", "fabrikam.test"), (report.MailReportDomain, report.MailSubmitter));
        Assert.Null(Sample.Report(Sample.Mail(Sample.Json)).DkimResult);
    }

    /// <summary>The sender of the outer mail can write everything in the inner one, including signature results.</summary>
    [Theory]
    [InlineData("message/rfc822", "7bit")]
    [InlineData("message/rfc822", "base64")]
    [InlineData("application/octet-stream", "base64")]
    public void Signature_results_of_a_forwarded_mail_do_not_count(string type, string encoding)
    {
        var inner = Sample.Mail(Sample.Json, "Authentication-Results: mx.contoso.test; dkim=pass header.d=fabrikam.test\r\n");
        var report = Sample.Report("Authentication-Results: mx.contoso.test; dkim=fail\r\n" + MailWith(type, "fw.eml", Sample.Utf8(inner), encoding));
        Assert.Equal((null, null), (report.DkimResult, report.DkimDomain));
        Assert.Equal("contoso.test", report.MailReportDomain);
    }

    /// <summary>An incomplete token must not be read again for each piece: with these numbers that would take hours.</summary>
    [Fact]
    public void A_long_text_that_comes_in_small_pieces_is_read_in_time_that_grows_with_its_length()
    {
        using var stream = new TrickleStream(Sample.Utf8(Sample.With("tls@fabrikam.test", new string('a', 999_000))), 1);
        Assert.Equal(999_000, Assert.Single(new TlsReportReader().Read(stream, "file")).Report!.ContactInfo!.Length);
    }

    [Fact]
    public void A_long_text_of_escapes_is_read_in_time_that_grows_with_its_length() =>
        Assert.Equal(160_000, Sample.Report(Sample.With("tls@fabrikam.test", string.Concat(Enumerable.Repeat("\\u00e9", 160_000)))).ContactInfo!.Length);

    [Fact]
    public void A_text_or_member_that_no_report_needs_stops_at_its_limit()
    {
        var letters = new string('a', 1_100_000);
        foreach (var json in new[]
        {
            Sample.With("Fabrikam", letters),
            Sample.With("\"report-id\"", "\"" + letters + "\":1,\"report-id\""),
            Sample.With("\"report-id\"", "\"new\":" + new string('1', 1_100_000) + ",\"report-id\""),
            Sample.With("\"report-id\"", "\"new\":[" + string.Join(",", Enumerable.Repeat("\"aaaaaaa\"", 120_000)) + "],\"report-id\""),
            "{\"" + letters, // not terminated
        })
        {
            var error = Sample.Error(json);
            Assert.Equal(TlsReportFault.LimitExceeded, error.Fault);
            Assert.Contains("1,000,000 bytes", error.Reason, StringComparison.Ordinal);
            Assert.NotNull(error.Offset);
        }
    }

    [Fact]
    public void The_media_type_without_suffix_and_a_zip_by_mail_are_warnings()
    {
        var report = Sample.Report(MailWith("application/tlsrpt", "r.zip", Sample.Zip(("r.json", Json))));
        Assert.Equal(["Content-Type", "Content-Type"], report.Warnings.Select(warning => warning.Path));
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var results = new TlsReportReader().Read(Sample.Zip(("1.json", Json), ("2.json", Json)), "file", cancellation.Token);
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var result in results)
            {
                Assert.NotNull(result.Report);
                cancellation.Cancel();
            }
        });
    }

    [Fact]
    public void Results_of_a_mailbox_are_returned_while_it_is_read()
    {
        var message = "From a@b Mon Jan  6 00:00:00 2025\n" + Sample.Mail(Sample.Json) + "\n";
        using var box = new MemoryStream(Sample.Utf8(string.Concat(Enumerable.Repeat(message, 200))));
        Assert.NotNull(new TlsReportReader().Read(box, "file").First().Report);
        Assert.True(box.Position < box.Length / 2, "The mailbox was read ahead of its first report.");
    }

    private static string MailWith(string type, string name, byte[] content, string encoding = "base64") => string.Join("\r\n",
        "Content-Type: multipart/mixed; boundary=x",
        "",
        "--x",
        "Content-Type: " + type,
        "Content-Disposition: attachment; filename=" + name,
        "Content-Transfer-Encoding: " + encoding,
        "",
        encoding == "base64" ? Convert.ToBase64String(content) : Encoding.UTF8.GetString(content),
        "--x--");

    private static int Find(byte[] bytes, byte[] wanted) =>
        Enumerable.Range(0, bytes.Length - wanted.Length).First(i => bytes.Skip(i).Take(wanted.Length).SequenceEqual(wanted));
}
