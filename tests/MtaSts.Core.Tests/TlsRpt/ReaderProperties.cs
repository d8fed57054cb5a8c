using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Text;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

public class ReaderProperties
{
    private static readonly byte[][] Seeds =
    [
        Sample.Utf8(Sample.Json),
        Sample.Utf8(Sample.WithFailures(3, """[{"result-type":"certificate-expired","sending-mta-ip":"192.0.2.1","receiving-mx-hostname":"mx","failed-session-count":3,"x":[1,{"y":null}]}]""")),
        Sample.Gzip(Sample.Json),
        Sample.Zip(("a.json", Sample.Utf8(Sample.Json)), ("b.json.gz", Sample.Gzip(Sample.Json))),
        Sample.Utf8(Sample.Mail(Sample.Json)),
        Sample.Utf8("From a@b Mon Jan  6 00:00:00 2025\n" + Sample.Mail(Sample.Json) + "\nFrom a@b Mon Jan  6 00:00:00 2025\n" + Sample.Mail(Sample.Json)),
    ];

    private static readonly TlsReportReaderOptions Small = new() { MaxUnpackedBytes = 100_000, MaxMailBytes = 100_000, MaxTotalUnpackedBytes = 200_000 };

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    /// <summary>A good file with some bytes changed, removed or inserted.</summary>
    private static Arbitrary<byte[]> Mutated => Arb.From(
        from seed in Gen.Elements(Seeds)
        from changes in Gen.ListOf(Gen.Choose(0, seed.Length - 1).Zip(Gen.Choose(0, 767)))
        select Mutate(seed, changes.Take(6)));

    [Fact]
    public void Any_bytes_result_in_reports_or_clean_errors() =>
        FsCheck.Check.One(Many, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => IsClean(bytes ?? [])));

    [Fact]
    public void Damaged_files_result_in_reports_or_clean_errors() => FsCheck.Check.One(Many, Prop.ForAll(Mutated, IsClean));

    [Fact]
    public void The_size_of_reads_from_a_stream_makes_no_difference() =>
        FsCheck.Check.One(Many, Prop.ForAll(Mutated, Arb.From(Gen.Choose(1, 40)), (bytes, atOnce) =>
    {
        using var trickle = new TrickleStream(bytes, atOnce);
        var whole = Describe(new TlsReportReader(Small).Read(bytes, "file"));
        var cut = Describe(new TlsReportReader(Small).Read(trickle, "file"));
        Assert.Equal(whole, cut);
    }));

    [Fact]
    public void Reading_writing_and_reading_again_is_stable() => FsCheck.Check.One(Many, Prop.ForAll(Mutated, bytes =>
    {
        foreach (var report in new TlsReportReader(Small).Read(bytes, "file").Select(result => result.Report).OfType<TlsReport>())
        {
            var written = TlsReportWriter.ToJson(report);
            var again = Sample.Report(written);
            Assert.Equal(written, TlsReportWriter.ToJson(again));
            Assert.Equal((report.SuccessCount, report.FailureCount, report.TopFailure), (again.SuccessCount, again.FailureCount, again.TopFailure));
        }
    }));

    [Fact]
    public void Any_text_in_a_report_is_kept_and_shown_safely() => FsCheck.Check.One(Many, Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        text = new string((text ?? string.Empty).Where(c => !char.IsSurrogate(c)).ToArray());
        var report = new TlsReport
        {
            OrganizationName = "x" + text,
            ReportId = "y" + text,
            StartDate = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            EndDate = new DateTime(2025, 1, 1, 23, 59, 59, DateTimeKind.Utc),
            Policies = new ReadableList<TlsReportPolicy>([Made.Policy("sts", 1, 0)]),
        };
        var read = Sample.Report(TlsReportWriter.ToJson(report));
        Assert.Equal((report.OrganizationName, report.ReportId, report.EndDate), (read.OrganizationName, read.ReportId, read.EndDate));
        Assert.DoesNotContain(read.ToString(), char.IsControl);
    }));

    private static void IsClean(byte[] bytes)
    {
        var results = new TlsReportReader(Small).Read(bytes, "file").ToList();
        Assert.NotEmpty(results);
        foreach (var result in results)
        {
            Assert.True(result.Report is null != result.Error is null);
            Assert.DoesNotContain(result.ToString(), char.IsControl);
            if (result.Report is not null) Assert.All(TlsReportFlattener.Flatten(result.Report), row => Assert.DoesNotContain(row.ToString(), char.IsControl));
        }
    }

    /// <summary>Everything that must not depend on the size of reads.</summary>
    private static List<string> Describe(IEnumerable<TlsReportResult> results) => results
        .Select(result => result.Report is null
            ? result.Error!.Fault + result.Error.Source + result.Error.JsonPath + result.Error.Member + result.Error.Offset
            : TlsReportWriter.ToJson(result.Report) + result.Report.Source + result.Report.Warnings)
        .ToList();

    private static byte[] Mutate(byte[] seed, IEnumerable<(int At, int Change)> changes)
    {
        List<byte> bytes = [.. seed];
        foreach ((var at, var change) in changes)
        {
            if (at >= bytes.Count) continue;
            if (change < 256) bytes[at] = (byte)change;
            else if (change < 512) bytes.Insert(at, (byte)change);
            else bytes.RemoveAt(at);
        }

        return [.. bytes];
    }
}
