using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using MtaSts.Intake;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Archive;
using Xunit;

namespace MtaSts.Tests.Intake;

/// <summary>Files of rows: what is in them, that they are read back as they were, and what a killed process leaves.</summary>
public sealed class ReportArchiveTests : IDisposable
{
    private const string Hostile = """
        {"organization-name":"=cmd|' /c calc'!A1","date-range":{"start-datetime":"2026-11-27T00:00:00Z","end-datetime":"2026-11-27T23:59:59Z"},
        "report-id":"\u001b[31m\u202e\"\\","policies":[
        {"policy":{"policy-type":"sts","policy-string":["version: STSv1","mode: enforce"],"policy-domain":"contoso.test","mx-host":["*.contoso.test"]},
        "summary":{"total-successful-session-count":5,"total-failure-session-count":3},"failure-details":[
        {"result-type":"certificate-expired","failed-session-count":2,"receiving-mx-hostname":"mx.contoso.test","sending-mta-ip":"192.0.2.1"},
        {"result-type":"@x","failed-session-count":1,"failure-reason-code":"-1","additional-information":"","receiving-ip":"2001:db8::1"}]},
        {"policy":{"policy-type":"tlsa","policy-domain":"mx.contoso.test"},"summary":{"total-successful-session-count":7,"total-failure-session-count":0}},
        {"policy":{"policy-type":"tlsa","policy-domain":"mx.contoso.test"},"summary":{"total-successful-session-count":7,"total-failure-session-count":0}},
        {"policy":{"policy-type":"no-policy-found"},"summary":{"total-successful-session-count":0,"total-failure-session-count":0}}]}
        """;

    private static readonly TlsReportReader Reader = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-archive-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static IEnumerable<TlsReport> Reports()
    {
        yield return Read(Encoding.UTF8.GetBytes(Hostile));
        yield return Read(Encoding.UTF8.GetBytes("{\"policies\":[{\"summary\":{\"total-successful-session-count\":1}}]}")); // without dates, names and an id
        yield return Read(MadeMail.Report(1)); // by mail, without a signature
        yield return Read(MadeMail.Report(3));
    }

    [Fact]
    public void Reports_are_read_back_as_they_were()
    {
        var reports = Reports().ToList();
        Export(reports);
        var back = ReadAll();
        Assert.Equal(reports.Select(Canonical).Order(StringComparer.Ordinal), back.Select(Canonical).Order(StringComparer.Ordinal));
        Assert.Equal(
            reports.SelectMany(TlsReportFlattener.Flatten).Select(AllOf).Order(StringComparer.Ordinal),
            back.SelectMany(TlsReportFlattener.Flatten).Select(AllOf).Order(StringComparer.Ordinal));
        Assert.All(back, report => Assert.Contains(report.DkimAlignment, reports.Select(one => one.DkimAlignment)));
    }

    [Fact]
    public void A_line_has_the_columns_of_a_flat_row_with_the_same_values()
    {
        var report = Reports().First();
        var rows = TlsReportFlattener.Flatten(report).ToList();
        var lines = ArchiveRows.Of(report).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(rows.Count, lines.Length);
        foreach (var (row, line) in rows.Zip(lines))
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal(1, json.RootElement.GetProperty("SchemaVersion").GetInt32());
            foreach (var column in typeof(TlsReportRow).GetProperties())
            {
                var value = json.RootElement.GetProperty(column.Name);
                var expected = column.GetValue(row) switch
                {
                    DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    var other => other?.ToString() ?? "",
                };
                Assert.Equal(expected, value.ValueKind == JsonValueKind.Null ? "" : value.ToString());
            }
        }

        Assert.DoesNotContain(lines, line => line.Any(c => c is < ' ' or > '~'));
    }

    [Fact]
    public void A_row_has_one_key_wherever_it_is_written_and_no_other_row_has_it()
    {
        var keys = Reports().SelectMany(Keys).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        var moved = Read(Encoding.UTF8.GetBytes(Hostile), "another file");
        Assert.Equal(Keys(Reports().First()), Keys(moved));
        var filtered = TlsReportFilter.ForDomains(moved, ["contoso.test"])!;
        Assert.Subset(Keys(moved).ToHashSet(), Keys(filtered).ToHashSet());
    }

    [Fact]
    public void Rows_are_in_folders_of_days_and_files_are_whole()
    {
        var files = Export(Reports());
        Assert.Equal(
            ["date=2026-01-01", "date=2026-11-27", "date=undated"],
            files.Select(file => Path.GetFileName(Path.GetDirectoryName(file.Path))).Order(StringComparer.Ordinal));
        Assert.Equal(files.Count, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
        Assert.Equal(3, Directory.GetDirectories(_folder).Length);
        Assert.All(files, file => Assert.Matches("^tlsrpt-[0-9a-f]{32}\\.ndjson\\.gz$", Path.GetFileName(file.Path)));
    }

    [Fact]
    public void Writing_the_same_reports_again_adds_nothing()
    {
        Export(Reports());
        var before = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        Assert.All(Export(Reports()), file => Assert.False(file.IsNew));
        Assert.Equal(before, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(10, 1_000_000, 2)]
    [InlineData(1_000, 20_000, 1)]
    [InlineData(1_000, 1_000_000, 1)]
    public void Files_stay_within_their_limits_and_few_are_open(int rows, int bytes, int open)
    {
        var reports = Enumerable.Range(0, 600).Select(number => Read(MadeMail.Report(number))).ToList();
        var files = Export(reports, new ReportArchiveOptions { MaxRows = rows, MaxBytes = bytes, MaxOpen = open });
        Assert.All(files, file => Assert.InRange(file.Rows, 1, rows));
        Assert.Equal(600, files.Sum(file => file.Rows));
        Assert.Equal(600, ReadAll().Select(report => report.ReportId).Distinct().Count());
    }

    [Fact]
    public void What_a_killed_run_took_becomes_files_in_the_next_run_and_a_torn_report_does_not()
    {
        var drafts = Directory.CreateDirectory(Path.Combine(_folder, ".mtasts-export-0123456789ab")).FullName;
        var reports = Reports().ToList();
        var text = ArchiveRows.Of(reports[2]) + ArchiveRows.Of(reports[0]);
        var end = ArchiveRows.Of(reports[0]).Split('\n');
        foreach (var torn in new[] { "", end[0] + "\n" + end[1] + "\n", end[0] + "\n{\"Schema" })
        {
            File.WriteAllText(Path.Combine(drafts, "2026-11-27.ndjson"), text + torn);
            File.WriteAllText(Path.Combine(drafts, "2026-11-28.ndjson"), torn);
            File.WriteAllText(Path.Combine(drafts, "2026-11-27.ndjson.gz.tmp"), "\u001f");
            File.WriteAllText(Path.Combine(drafts, "lock"), "");
            using (var archive = ReportArchive.Open(_folder)) Assert.Single(archive.Files);
            Assert.Equal(2, ReadAll().Count);
            Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
            Directory.CreateDirectory(drafts);
        }
    }

    [Fact]
    public void A_folder_that_a_run_created_and_that_stays_empty_is_removed_and_no_other()
    {
        var inner = Path.Combine(_folder, "a", "b");
        ReportArchive.Open(inner).Dispose();
        Assert.Equal((true, false), (Directory.Exists(_folder), Directory.Exists(Path.Combine(_folder, "a"))));
        Directory.CreateDirectory(inner);
        ReportArchive.Open(inner).Dispose();
        Assert.True(Directory.Exists(inner));
        Directory.Delete(inner);
        using (var first = ReportArchive.Open(inner + Path.DirectorySeparatorChar))
        {
            ReportArchive.Open(inner).Dispose();
            first.Add(Reports().First());
        }

        Assert.NotEmpty(Directory.GetDirectories(inner));
    }

    [Fact]
    public void A_run_does_not_take_the_drafts_of_another_one_that_is_running()
    {
        using var first = ReportArchive.Open(_folder);
        first.Add(Reports().First());
        using (var second = ReportArchive.Open(_folder)) second.Complete();
        Assert.Empty(ReadAll());
        first.Complete();
        Assert.Single(ReadAll());
    }

    [Fact]
    public void A_report_that_was_added_survives_a_run_that_does_not_end()
    {
        using (var run = ReportArchive.Open(_folder)) run.Add(Reports().First());
        Assert.Empty(ReadAll());
        ReportArchive.Open(_folder).Dispose();
        Assert.Single(ReadAll());
    }

    [Theory]
    [InlineData("{\"SchemaVersion\":2,\"Row\":0,\"Rows\":1}\n", "schema version 2")]
    [InlineData("{\"SchemaVersion\":1,\"Row\":0,\"Rows\":2,\"ReportKey\":\"a\"}\n", "has 2 rows, but the file contains 1 of them")]
    [InlineData("{\"SchemaVersion\":1,\"Row\":0,\"Rows\":1}\n7\n", "not a JSON object")]
    [InlineData("{\"SchemaVersion\":1,\"Row\":0,\"Ro", "cut off")]
    public void A_damaged_file_is_an_error(string text, string reason)
    {
        var result = Reader.Read(Encoding.UTF8.GetBytes(text), "rows").ToList();
        Assert.Contains(result, one => one.Error is not null && one.Error.Message.Contains(reason, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("{", "cut off")]
    [InlineData("7", "Row 2 of this archive cannot be read. It is not a JSON object")]
    [InlineData("[]", "Row 2 of this archive cannot be read. It is not a JSON object")]
    [InlineData("{\"SchemaVersion\":2,\"Row\":0,\"Rows\":1}", "schema version 2")]
    public void A_whole_report_is_returned_whatever_is_wrong_behind_it(string behind, string reason)
    {
        var rows = ArchiveRows.Of(Reports().ElementAt(1));
        var results = Reader.Read(Encoding.UTF8.GetBytes(rows + behind), "rows").ToList();
        Assert.NotNull(results[0].Report);
        Assert.Equal(reason.Length > 0 ? 2 : 1, results.Count);
        Assert.Contains(reason, results[^1].Error?.Message ?? "", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Rows_in_a_mail_are_not_read_because_anyone_could_have_written_them()
    {
        var rows = ArchiveRows.Of(Reports().First()).Replace("NotByMail", "Aligned", StringComparison.Ordinal);
        var mail = "Subject: Report Domain: a Submitter: b Report-ID: c\r\nContent-Type: application/tlsrpt+json\r\n\r\n" + rows;
        var result = Assert.Single(Reader.Read(Encoding.ASCII.GetBytes(mail), "mail"));
        Assert.Contains("anyone could have written them", result.Error!.Message, StringComparison.Ordinal);
    }

    private static TlsReport Read(byte[] content, string source = "a file") => Assert.Single(Reader.Read(content, source)).Report!;

    private static string AllOf(TlsReportRow row) =>
        string.Join("|", typeof(TlsReportRow).GetProperties().Select(column => column.Name + "=" + column.GetValue(row)));

    private static string Canonical(TlsReport report) => TlsReportWriter.ToJson(report)
        + string.Join("|", report.DkimResult, report.DkimDomain, report.DkimAlignment, report.MailReportDomain, report.MailSubmitter, report.Source,
            report.ReportDomains, report.TopFailure);

    private static IEnumerable<string> Keys(TlsReport report) =>
        ArchiveRows.Of(report).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Key").GetString()!);

    private List<ArchivedFile> Export(IEnumerable<TlsReport> reports, ReportArchiveOptions? options = null)
    {
        using var archive = ReportArchive.Open(_folder, options);
        foreach (var report in reports) archive.Add(report);
        archive.Complete();
        return archive.Files;
    }

    private List<TlsReport> ReadAll() => [.. Directory.GetFiles(_folder, "*.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .SelectMany(file =>
        {
            using var stream = File.OpenRead(file);
            return Reader.Read(stream, file).ToList();
        })
        .Select(result => result.Report ?? throw new InvalidDataException(result.Error!.Message))];
}
