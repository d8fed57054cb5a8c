using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using MtaSts.Tests.TlsRpt;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Archive;
using MtaSts.TlsRpt.Summary;

namespace MtaSts.Fuzz.Targets;

/// <summary>TLS reports in every container: JSON, gzip, zip, a message, a mailbox (RFC 8460 §4 and §5).</summary>
/// <param name="name">The folder with the seeds.</param>
/// <param name="inner">How to unpack the content.</param>
/// <param name="isRows">The content is rows of an archive: what a report must have was checked when they were written.</param>
internal sealed class ReportTarget(string name, Rewrap inner, bool isRows = false) : FuzzTarget(name, isRows ? RowTokens : Tokens)
{
    private const int MaxDepth = 16;
    private const int MaxErrors = 20;

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "\\", "null", "true", "-", "1e5", "\"\"", "[{}]", "\uFEFF", "\u001b[31m", "\"__type\":\"x\",",
            "\"policies\":[", "\"policy\":{", "\"summary\":{",
        "\"failure-details\":[", "\"mx-host\":", "\"policy-string\":", "\"result-type\":", "\"date-range\":{", "=cmd|' /C calc'!A0", "2025-02-30T25:61:61Z",
        "\r\n", "\n", "\n\n", "--b1", "--b1--", "\nFrom x\n", "\nFrom a@b.test Mon Jan  6 00:00:00 2025\nSubject: x\n", "From - ",
            "Content-Length: 10\n", "{}{}{}{}{}{}{}{}",
            "Content-Type: ", "multipart/report; boundary=", "message/rfc822", "application/tlsrpt+gzip",
            "Content-Transfer-Encoding: base64\n", "quoted-printable",
        "boundary=\"\"", "filename*=UTF-8''%0a", "=?utf-8?B?", "?=", "=\r\n", "=0A", "PK\u0003\u0004", "PK\u0005\u0006",
        "multipart/digest", "application/pkcs7-mime", "application/ms-tnef", "report-type=tlsrpt", "\nTLS-Report-Domain: contoso.test",
            "Report Domain: a Submitter: b Report-ID: c", "<feedback", "\u0030\u0080", "\"failure-reason-code\":",
    ];

    private static readonly string[] RowTokens =
    [
        .. Tokens,
        "{\"SchemaVersion\":1,", "\"Row\":0,\"Rows\":1,", "\"PolicyNumber\":1,", "\"DetailNumber\":null,", "\"ReportKey\":\"\",",
            "\"Raw\":{\"ReportId\":\"x\"}",
            "\"DkimAlignment\":\"7\",", "\"PolicyString\":[",
    ];

    private static readonly TlsReportReaderOptions Small = new()
    {
        MaxUnpackedBytes = 100_000, MaxMailBytes = 100_000, MaxTotalUnpackedBytes = 300_000, MaxJsonDepth = MaxDepth, MaxEntries = 50, MaxNesting = 5,
            MaxReportItems = 500, MaxReports = 200, MaxErrors = MaxErrors,
    };

    // Three octets per octet of JSON, an item per two octets of it, and a message that is held beside it.
    private const long HeldLimit = (300_000 * 3) + (500 * 3 * 250) + 500_000;

    private static readonly PropertyInfo[] Cells = [.. typeof(TlsReportRow).GetProperties().Where(p => p.PropertyType == typeof(string))];

    public override int MaxOctets => 32 * 1024;

    // The limits above, a few levels deep and a few times over; without them one input could ask for gigabytes.
    public override long AllocationLimit(int octets) => 16_000_000 + (octets * 1_500L);

    // What unpacks to the limits above takes the most; beyond that, time grows with the octets.
    public override TimeSpan TimeLimit(int octets) => TimeSpan.FromMilliseconds(1_000 + (octets / 16.0));

    public override byte[] Mutate(byte[] input, byte[] other, Random random) =>
        (random.Next(2) == 0 ? null : inner.Mutate(input, bytes => Mutator.Mutate(bytes, other, isRows ? RowTokens : Tokens, random), random))
            ?? base.Mutate(input, other, random);

    public override string Run(byte[] input)
    {
        var reader = new TlsReportReader(Small);
        var results = reader.Read(input, "file").ToList();
        Require(results.Count > 0, "reading gives a report or a fault");
        Require(results.Count(r => r.Error is { Fault: not TlsReportFault.DmarcReport }) <= MaxErrors + 1, "a file gives a limited number of errors");
        Require(results.All(r => r.Report is null || r.Report.Warnings.Count <= 201), "a report gives a limited number of warnings");
        CheckMemory(reader, input);
        var whole = results.Select(Describe).ToList();
        foreach (var atOnce in new[] { 1, 13 })
        {
            if (atOnce == 1 && input.Length > 3000) continue;
            using var trickle = new TrickleStream(input, atOnce);
            var cut = reader.Read(trickle, "file").ToList();

            // Before damaged data, the framework's decompressor returns more or less, depending on the size of reads.
            if (IsDamaged(results) || IsDamaged(cut)) continue;
            Require(whole.SequenceEqual(cut.Select(Describe)), "how the octets are cut into reads makes no difference");
        }

        foreach (var result in results)
        {
            if (result.Report is { } report) CheckReport(report);
            else CheckError(result.Error!, input);
        }

        return string.Join(Corpus.Separator, results.Select(Shape).Append($"{Math.Min(results.Count, 5)} results"));
    }

    /// <summary>What is taken of the memory that all files share is given back, and no result is left out for it.</summary>
    private static void CheckMemory(TlsReportReader reader, byte[] input)
    {
        var memory = new ReadMemory(1);
        var account = memory.Open(0);
        using var stream = new MemoryStream(input, false);
        foreach (var result in reader.Read(stream, "file", account, isAttachment: false, default))
        {
            var share = account.Settle();
            Require(share >= 0 && share <= HeldLimit, "what one result takes has a limit");
            Require(result.Report is null || share > 0, "a report takes memory");
            account.Release(share);
        }

        account.Close();
        Require(memory.Used == 0, "all memory is given back");
    }

    private static bool IsDamaged(IEnumerable<TlsReportResult> results) => results.Any(r => r.Error?.Fault == TlsReportFault.Damaged);

    private void CheckReport(TlsReport report)
    {
        Require(Promises.IsSafe(report.ToString()), "what a stranger sent is shown safely");
        CheckArchive(report);
        if (!isRows) CheckWritten(report);
        foreach (var row in TlsReportFlattener.Flatten(report))
        {
            foreach (var cell in Cells)
            {
                var text = (string?)cell.GetValue(row) ?? "";
                Require(Promises.IsSafe(text), "what a stranger sent is shown safely in rows");
                Require(text.TrimStart().Length == 0 || text.TrimStart()[0] is not ('=' or '+' or '-' or '@'), "no cell is a formula");
            }
        }

        using var measure = new TlsReportMeasure(new TlsReportMeasureOptions { NowUtc = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc) });
        measure.Add(report);
        foreach (var summary in measure.GetSummaries())
            Require(summary.Successes >= 0 && summary.Failures >= 0 && Promises.IsSafe(summary.ToString()), "sums are no less than nothing and shown safely");
    }

    private static void CheckWritten(TlsReport report)
    {
        var written = TlsReportWriter.ToJson(report);
        var again = new TlsReportReader().ReadText(written, "file").Single();
        Require(again.Report is not null && TlsReportWriter.ToJson(again.Report) == written, "a report that was written is read as it was");
        Require(report.EndDate >= report.StartDate || report.Warnings.Count > 0, "a period that runs backwards is warned of");
    }

    /// <summary>What Export-TlsRptReport writes is one JSON object per line, and is read back with the same rows.</summary>
    private static void CheckArchive(TlsReport report)
    {
        var archived = new ArchiveText(ArchiveLimits.MaxFileBytes);
        if (ArchiveRows.Write(report, archived) != ArchiveRefusal.None || archived.Length == 0) return;
        var text = archived.ToString();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var row = JsonDocument.Parse(line);
            Require(ContentKey.TryParse(row.RootElement.GetProperty("Key").GetString()!, out _), "each row has a key");
        }

        var back = new TlsReportReader().Read(Encoding.UTF8.GetBytes(text), "file").ToList();
        Require(back.Count == 1 && back[0].Report is not null, "an archived report is read back");
        var rows = TlsReportFlattener.Flatten(report).Select(Row);
        Require(rows.SequenceEqual(TlsReportFlattener.Flatten(back[0].Report!).Select(Row)), "an archived report has the same rows");
        Require(ArchiveRows.Of(back[0].Report!).Split('\n').Length == text.Split('\n').Length, "an archived report can be archived again");
    }

    private static string Row(TlsReportRow row) =>
        string.Join('|', Cells.Select(cell => cell.GetValue(row)).Append(row.PolicySuccessCount).Append(row.PolicyFailureCount).Append(row.FailedSessionCount));

    private void CheckError(TlsReportError error, byte[] input)
    {
        Require(Promises.IsSafe(error.Message), "what a stranger sent is shown safely");
        Require(error.Offset is null || (error.Offset >= 0 && error.Offset <= Small.MaxUnpackedBytes), "a fault stands inside what was read");
        if (isRows || error.Source != "file") return;
        if (error.Fault is not (TlsReportFault.NotJson or TlsReportFault.CutOff) || input[0] is not ((byte)'{' or (byte)'[')) return;
        Require(error.Offset is null || error.Offset <= input.Length, "a fault stands inside the input");
        Require(!IsJson(input), "what is JSON is not called something else");
    }

    private static bool IsJson(byte[] input)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(input);
            using var json = JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return !HasHalves(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether there is text that is not valid Unicode: reading it throws.</summary>
    private static bool HasHalves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(p => p.Name.Length < 0 || HasHalves(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasHalves),
        JsonValueKind.String => element.GetString() is null,
        _ => false,
    };

    private static string Describe(TlsReportResult result) => result.Report is null
        ? $"{result.Error!.Fault} {result.Error.Source} {result.Error.JsonPath} {result.Error.Member} {result.Error.Offset}"
        : TlsReportWriter.ToJson(result.Report) + result.Report.Source + result.Report.Warnings;

    private static string Shape(TlsReportResult result)
    {
        if (result.Error is { } error) return $"{error.Fault}/{Words.Start(error.Reason)}/{error.Member}/{error.Source.Count(c => c == '>')}";
        var report = result.Report!;
        return string.Join(
            Corpus.Separator,
            report.Warnings.Select(w => Words.Start(w.ToString()))
                .Append(
                    $"{report.DkimAlignment}/{report.StartDate is null}/{report.EndDate is null}/{report.ReportId.Length > 0}/"
                        + $"{Math.Min(report.Policies.Sum(policy => policy.FailureDetails.Count), 3)}/{report.MailReportDomain is null}")
                .Append($"report/{Math.Min(report.Policies.Count, 3)}/{Math.Min(report.Warnings.Count, 5)}/{report.Source.Count(c => c == '>')}"));
    }
}
