using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Containers;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>A small gzip in memory is read by a shortcut. It must give what the same bytes give through a stream.</summary>
public class SmallGzipTests
{
    private static readonly byte[] Good = Sample.Gzip(Sample.Json);

    public static TheoryData<string, byte[]> Contents => new()
    {
        { "one report", Good },
        { "several reports one after another", Sample.Gzip(Sample.Json + "\n" + Sample.Json) },
        { "an array of reports, one of them damaged", Sample.Gzip("[" + Sample.Json + ",1," + Sample.Json + "]") },
        { "a byte order mark", Sample.Gzip("\ufeff" + Sample.Json) },
        { "white space before the JSON", Sample.Gzip(new string(' ', 100) + Sample.Json) },
        { "more white space than is inspected", Sample.Gzip(new string(' ', 5000) + Sample.Json) },
        { "something behind the report", Sample.Gzip(Sample.Json + "x") },
        { "JSON that ends too early", Sample.Gzip(Sample.Json[..^10]) },
        { "JSON that is not a report", Sample.Gzip("{}") },
        { "an empty array", Sample.Gzip("[]") },
        { "nothing", Sample.Gzip("") },
        { "text", Sample.Gzip("Hello") },
        { "gzip in gzip", Sample.Gzip(Good) },
        { "zip in gzip", Sample.Gzip(Sample.Zip(("a.json", Sample.Utf8(Sample.Json)))) },
        { "a mail in gzip", Sample.Gzip(Sample.Mail(Sample.Json)) },
        { "cut off in the middle", Good[..(Good.Length / 2)] },
        { "cut off before the trailer", Good[..^8] },
        { "cut off in the trailer", Good[..^2] },
        { "only a header", Good[..18] },
        { "another checksum", With(Good, Good.Length - 8) },
        { "another length in the trailer", With(Good, Good.Length - 4) },
        { "a length of 4 GB in the trailer", With(Good, Good.Length - 1) },
        { "damaged in the middle", With(Good, Good.Length / 2) },
        { "two members", [.. Sample.Gzip(Sample.Json[..50]), .. Sample.Gzip(Sample.Json[50..])] },
        { "two members of the same length", [.. Good, .. Good] },
        { "an empty member before it", [.. Sample.Gzip(""), .. Good] },
        { "zeros behind it", [.. Good, 0, 0, 0, 0] },
        { "text behind it", [.. Good, .. "Hello"u8] },
        { "more than the shortcut takes", Sample.Gzip(Sample.Json + new string(' ', 70_000)) },
        { "a report of so many policies that it is too large for the shortcut", Sample.Gzip(Sample.With(Sample.Policy, Repeated(300))) },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void The_shortcut_gives_what_a_stream_gives(string what, byte[] content)
    {
        foreach (var options in Limits())
        {
            using var trickle = new TrickleStream(content, 1000);
            var expected = Describe(new TlsReportReader(options).Read(trickle, "file"));
            Assert.True(expected.SequenceEqual(Describe(new TlsReportReader(options).Read(content, "file"))), what);
        }
    }

    /// <summary>In a mail or a zip, the limits count what the shortcut reads, and notes on the form of the mail are the same.</summary>
    [Theory]
    [MemberData(nameof(Contents))]
    public void In_a_container_the_shortcut_gives_what_the_usual_way_gives(string what, byte[] content)
    {
        byte[][] containers =
        [
            MailOf("application/tlsrpt+gzip", "TLS-Report-Domain: contoso.test\r\n", content),
            MailOf("application/tlsrpt", "Authentication-Results: mx.test; dkim=pass header.d=contoso.test\r\n", content, Good),
            MailOf("application/octet-stream", "", Good, content, Good),
            MailOf("application/zip", "", Sample.Zip(("report.json.gz", content), ("other.json.gz", Good))),
            [.. "From a@contoso.test Mon Jan  6 00:00:00 2025\r\n"u8, .. MailOf("application/gzip", "", content, Good), .. "\r\n"u8,
                .. "From a@contoso.test Mon Jan  6 00:00:00 2025\r\n"u8, .. MailOf("application/gzip", "", Good, content)],
        ];
        TlsReportReaderOptions[] limits =
        [
            .. Limits(), new() { MaxNesting = 2 }, new() { MaxReports = 1 }, new() { MaxTotalUnpackedBytes = Sample.Json.Length + 10 },
            new() { MaxEntries = 1 },
        ];
        foreach (var container in containers)
        {
            foreach (var options in limits)
            {
                using var usual = new MemoryStream(container);
                var context = new ReadContext(options, "file", 0, !options.IgnoreOtherContent, new ReadBudget(options), default);
                var expected = Describe(ErrorLimit.Apply(ContentReader.ReadAll(usual, context), "file", options.MaxErrors));
                Assert.True(expected.SequenceEqual(Describe(new TlsReportReader(options).Read(container, "file"))), what);
            }
        }
    }

    private static byte[] MailOf(string type, string headers, params byte[][] parts) => Sample.Utf8(
        headers + "Subject: x\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n"
        + string.Concat(parts.Select(part => "--b\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(part, Base64FormattingOptions.InsertLineBreaks) + "\r\n"))
        + "--b--\r\n");

    /// <summary>The type of the part says nothing, so its content alone shows that reports were meant.</summary>
    [Theory]
    [InlineData("{bad", "damaged JSON")]
    [InlineData("{\"organization-name\": bad", "damaged inside")]
    [InlineData("{\"organization-name\": \"Contoso", "cut off")]
    [InlineData("{}", "another object")]
    public void What_follows_a_report_and_cannot_be_read_is_told_in_a_part_of_any_type(string rest, string why)
    {
        var results = Sample.Read(MailOf("application/gzip", "TLS-Report-Domain: contoso.test\r\n", Sample.Gzip(Sample.Json + "\n" + rest)));
        Assert.True(results.Count == 2 && results[0].Report is not null && results[1].Error is not null, why);
        Assert.EndsWith("> report 2", results[1].Error!.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_beyond_the_limit_of_a_message_are_one_error()
    {
        var parts = Enumerable.Repeat(Good, 50).ToArray();
        byte[][] messages = [MailOf("application/tlsrpt+gzip", "", parts), Sample.Zip([.. parts.Select((part, at) => ("r" + at + ".json.gz", part))])];
        foreach (var message in messages)
        {
            var results = Sample.Read(message, new TlsReportReaderOptions { MaxReports = 3 });
            Assert.Equal(3, results.Count(result => result.Report is not null));
            Assert.Contains("MaxReports", Assert.Single(results, result => result.Error is not null).Error!.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>The shortcut uses its buffers and its state again: nothing of one report may stay for the next.</summary>
    [Fact]
    public void One_reader_reads_each_content_as_a_new_reader_does()
    {
        byte[][] contents = [.. Contents.Select(row => (byte[])row[1]), .. Variants().Select(json => Sample.Gzip(json))];
        var random = new Random(31);
        foreach (var options in Limits())
        {
            var reader = new TlsReportReader(options);
            for (var i = 0; i < 300; i++)
            {
                var content = contents[random.Next(contents.Length)];
                Assert.Equal(Describe(new TlsReportReader(options).Read(content, "file")), Describe(reader.Read(content, "file")));
            }
        }
    }

    [Fact]
    public void Many_threads_read_with_one_reader()
    {
        var contents = Variants().Select(json => Sample.Gzip(json)).ToList();
        var expected = contents.ConvertAll(content => Describe(new TlsReportReader().Read(content, "file")));
        var reader = new TlsReportReader();
        Parallel.For(0, 400, i => Assert.Equal(expected[i % contents.Count], Describe(reader.Read(contents[i % contents.Count], "file"))));
    }

    [Fact]
    public void What_is_read_is_taken_from_the_memory_that_all_files_share()
    {
        var account = new ReadMemory(1_000_000).Open(0);
        using var content = new MemoryStream(Good, 0, Good.Length, writable: false, publiclyVisible: true);
        Assert.Single(new TlsReportReader().Read(content, "file", account, isAttachment: false, default));
        Assert.InRange(account.Settle(), Sample.Json.Length, 100_000);
    }

    /// <summary>Reports that leave something in every part of the reader: warnings, unknown members, counts, dates, and faults after them.</summary>
    private static IEnumerable<string> Variants()
    {
        yield return Sample.Json;
        yield return "{\"organization-name\":\"No policies\"}";
        yield return "{\"organization-name\":\"Other\",\"policies\":[{\"summary\":{\"total-successful-session-count\":1}}]}";
        yield return "{\"organization-name\":\"No counts\",\"policies\":[{\"policy\":{\"policy-type\":\"sts\"}}]}";
        yield return "{\"policies\":{\"summary\":{\"total-failure-session-count\":\"2\"},\"failure-details\":{\"failed-session-count\":2}}}";
        yield return "{\"x\":" + new string('[', 30) + new string(']', 30) + ",\"policies\":[{\"summary\":{\"total-successful-session-count\":1}}]}";
        yield return "{\"big\":\"" + new string('a', 60_000) + "\",\"policies\":[{\"summary\":{\"total-successful-session-count\":1}}]}";
        yield return "{\"date-range\":{\"start-datetime\":\"2025-01-01T00:00:00Z\",\"end-datetime\":\"2025-01-02T00:00:00Z\"},\"policies\":[{\"summary\":{"
            + "\"total-successful-session-count\":1}}],\"policies\":[]}";
        yield return "{\"report-id\":\"cut off\",\"contact-info\":\"c\",\"unknown\":1,\"policies\":[{\"policy\":{\"a\":1,\"b\":2";
        yield return Sample.Json.Replace("{", "{\"dup\":1,\"dup\":2,", StringComparison.Ordinal);
    }

    private static IEnumerable<TlsReportReaderOptions> Limits() =>
    [
        new(),
        new() { MaxUnpackedBytes = 300 },
        new() { MaxTotalUnpackedBytes = 300 },
        new() { MaxNesting = 1 },
        new() { MaxJsonDepth = 8 },
        new() { IgnoreOtherContent = true },
    ];

    private static List<string> Describe(IEnumerable<TlsReportResult> results) => results
        .Select(result => result.Report is null
            ? string.Join("|", result.Error!.Fault, result.Error.Source, result.Error.Message, result.Error.JsonPath, result.Error.Member, result.Error.Offset)
            : TlsReportWriter.ToJson(result.Report) + result.Report.Source + result.Report.Warnings)
        .ToList();

    private static string Repeated(int count) => string.Join(",", Enumerable.Repeat(Sample.Policy, count));

    private static byte[] With(byte[] bytes, int at)
    {
        byte[] changed = [.. bytes];
        changed[at] ^= 0xff;
        return changed;
    }
}
