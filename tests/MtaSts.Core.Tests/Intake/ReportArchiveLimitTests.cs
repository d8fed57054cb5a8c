using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using MtaSts.Intake;
using MtaSts.Text;
using MtaSts.TlsRpt;
using MtaSts.TlsRpt.Archive;
using Xunit;

namespace MtaSts.Tests.Intake;

/// <summary>Whatever is exported is read back with the default limits of the reader, and no report takes more than a bounded amount of memory.</summary>
public sealed class ReportArchiveLimitTests : IDisposable
{
    private static readonly TlsReportReader Reader = new();

    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-archive-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

#if NET // .NET Framework does not count what a thread allocates
    [Theory]
    [InlineData(2_500, true)]
    [InlineData(2_500, false)]
    [InlineData(20_000, true)]
    [InlineData(20_000, false)]
    public void A_small_report_with_rows_of_any_size_is_refused_and_takes_little_memory(int count, bool isText)
    {
        var hostile = Read(Json("hostile", isText ? count : 0, isText ? 0 : count, count));
        using (var archive = ReportArchive.Open(_folder))
        {
            Assert.Equal(ArchiveRefusal.None, archive.Add(Read(MadeMail.Json(1))));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(ArchiveRefusal.RowsTooLarge, archive.Add(hostile));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150_000_000);
            Assert.Equal(ArchiveRefusal.None, archive.Add(Read(MadeMail.Json(2))));
            archive.Complete();
        }

        Assert.Equal(["1", "2"], ReadAll().Select(report => report.ReportId).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("hostile", Files().Select(Unpack).Aggregate(string.Concat), StringComparison.Ordinal);
        Assert.Single(Files());
    }

    [Fact]
    public void A_report_with_many_details_takes_memory_in_proportion_to_its_rows()
    {
        var large = Read(Json("large", 3, 1, 8_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ArchiveRefusal.None, Export([large]).Single());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000_000);
        Assert.Equal(8_000, Assert.Single(Assert.Single(ReadAll()).Policies).FailureDetails.Count);
    }
#endif

    [Fact]
    public void A_report_is_refused_when_its_rows_take_one_byte_more_than_a_file()
    {
        var report = Read(Json("a", 20, 20, 20));
        var size = ArchiveRows.Of(report).Length;
        Assert.Equal(ArchiveRefusal.RowsTooLarge, Export([report], size - 1).Single());
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Assert.Equal(ArchiveRefusal.None, Export([report], size).Single());
        Assert.Single(ReadAll());
    }

    [Fact]
    public void Any_mix_of_reports_is_read_back_with_the_default_limits()
    {
        var random = new Random(8460);
        var reports = Enumerable.Range(0, 300).Select(number => Read(Json("small " + Id(number), 3, 1, random.Next(3)))).ToList();
        foreach (var patterns in new[] { 0, 2, 60, 300, 800, 3_000 })
            reports.Insert(random.Next(reports.Count), Largest("large " + Id(patterns), patterns));
        Assert.All(Export(reports), refusal => Assert.Equal(ArchiveRefusal.None, refusal));
        var back = ReadAll();
        Assert.Equal(reports.Select(TlsReportWriter.ToJson).Order(StringComparer.Ordinal), back.Select(TlsReportWriter.ToJson).Order(StringComparer.Ordinal));
        Assert.All(Files(), file => Assert.InRange(Unpack(file).Length, 1, ArchiveLimits.MaxFileBytes));
        Assert.Contains(Files(), file => Unpack(file).Length > ArchiveLimits.MaxFileBytes * 0.9);
    }

    [Fact]
    public void Thousands_of_reports_of_one_day_are_in_several_files_and_all_read_back()
    {
        var reports = Enumerable.Range(0, 20_000).Select(number => Made(Id(number), new TlsReportPolicy { SuccessCount = 1 }));
        Assert.All(Export(reports), refusal => Assert.Equal(ArchiveRefusal.None, refusal));
        Assert.True(Files().Length > 1);
        Assert.Equal(20_000, ReadAll().Select(one => one.ReportId).Distinct().Count());
    }

    [Theory]
    [InlineData("\u00e9", 6, false)] // 2 bytes of UTF-8, 6 as an escape
    [InlineData("\u4e2d", 6, false)]
    [InlineData("\u001b", 7, false)] // made visible: the backslash is escaped
    [InlineData("\u001b", 7, true)]
    [InlineData("a", 1, false)]
    [InlineData("a", 1, true)]
    public void A_text_is_written_when_it_can_be_read_back_and_refused_otherwise(string character, int bytes, bool isPolicy)
    {
        if (isPolicy) bytes = Math.Min(bytes, 6); // a list is not shown, so it is not made safe
        var most = ArchiveLimits.MaxTextBytes / bytes;
        foreach (var length in new[] { most, most + 1 })
        {
            var text = new StringBuilder().Insert(0, character, length).ToString();
            var report = Made(Id(length), new TlsReportPolicy
            {
                PolicyString = isPolicy ? List(text) : ReadableList<string>.Empty,
                FailureDetails = List(new TlsReportFailure { AdditionalInformation = isPolicy ? null : text }),
            });
            Assert.Equal(length == most ? ArchiveRefusal.None : ArchiveRefusal.TextTooLong, Export([report]).Single());
        }

        var policy = Assert.Single(Assert.Single(ReadAll()).Policies);
        Assert.Equal(most, (isPolicy ? policy.PolicyString[0] : policy.FailureDetails[0].AdditionalInformation!).Length);
    }

    [Theory]
    [InlineData(100_000, 0, ArchiveRefusal.None)]
    [InlineData(50_000, 50_000, ArchiveRefusal.None)]
    [InlineData(50_000, 50_001, ArchiveRefusal.TooManyItems)]
    public void Lists_of_a_report_that_was_never_read_are_written_when_they_can_be_read_back(int lines, int patterns, ArchiveRefusal expected)
    {
        var report = Made("a", new TlsReportPolicy
        {
            PolicyString = Enumerable.Repeat("", lines).ToReadableList(),
            MxHost = Enumerable.Repeat("", patterns).ToReadableList(),
        });
        Assert.Equal(expected, Export([report]).Single());
        Assert.Equal(
            expected == ArchiveRefusal.None ? [(lines, patterns)] : [],
            ReadAll().Select(one => (one.Policies[0].PolicyString.Count, one.Policies[0].MxHost.Count)));
    }

    [Fact]
    public void The_limits_of_an_archive_are_within_the_defaults_of_the_reader()
    {
        var (archive, reader) = (new ReportArchiveOptions(), new TlsReportReaderOptions());
        Assert.InRange(archive.MaxBytes, 1, Math.Min(reader.MaxUnpackedBytes, reader.MaxTotalUnpackedBytes));
        Assert.InRange(archive.MaxRows, 1, reader.MaxReports);
        Assert.InRange(ArchiveLimits.MaxItems, 1, reader.MaxReportItems);
    }

    /// <summary>A report whose rows nearly fill a file.</summary>
    private static TlsReport Largest(string id, int patterns)
    {
        const int Some = 100;
        var rows = new ArchiveText(int.MaxValue);
        ArchiveRows.Write(Read(Json(id, patterns, 0, Some)), rows);
        return Read(Json(id, patterns, 0, (int)(ArchiveLimits.MaxFileBytes * 0.97 / rows.Length * Some))); // the numbers of more details are longer
    }

    private static string Json(string id, int lines, int patterns, int details)
    {
        var text = string.Join(',', Numbered(lines, "\"mx: *.m{0}.example\""));
        var hosts = string.Join(',', Numbered(patterns, "\"*.m{0}.example\""));
        var failures = string.Join(',', Numbered(
            details, "{{\"result-type\":\"validation-failure\",\"failed-session-count\":1,\"receiving-mx-hostname\":\"a.n{0}.example\"}}"));
        return "{\"organization-name\":\"x.example\",\"date-range\":{\"start-datetime\":\"2026-11-27T00:00:00Z\",\"end-datetime\":\"2026-11-27T23:59:59Z\"},"
            + $"\"report-id\":\"{id}\",\"policies\":[{{\"policy\":{{\"policy-type\":\"sts\",\"policy-domain\":\"a.example\",\"policy-string\":[{text}],"
            + $"\"mx-host\":[{hosts}]}},\"summary\":{{\"total-successful-session-count\":1,\"total-failure-session-count\":1}},"
            + $"\"failure-details\":[{failures}]}}]}}";
    }

    /// <summary>A report that was created in a script, not read.</summary>
    private static TlsReport Made(string id, TlsReportPolicy policy) => new()
    {
        OrganizationName = "a",
        ReportId = id,
        StartDate = new DateTime(2026, 11, 27, 0, 0, 0, DateTimeKind.Utc),
        EndDate = null,
        DkimAlignment = DkimAlignment.NotByMail,
        Policies = List(policy),
    };

    private static IEnumerable<string> Numbered(int count, string format) =>
        Enumerable.Range(0, count).Select(number => string.Format(CultureInfo.InvariantCulture, format, number));

    private static string Id(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ReadableList<T> List<T>(T only) => new[] { only }.ToReadableList();

    private static TlsReport Read(string json) => Assert.Single(Reader.ReadText(json, "a file")).Report!;

    private List<ArchiveRefusal> Export(IEnumerable<TlsReport> reports, int? maxBytes = null)
    {
        using var archive = ReportArchive.Open(_folder, new ReportArchiveOptions { MaxBytes = maxBytes ?? ArchiveLimits.MaxFileBytes });
        var refusals = reports.Select(archive.Add).ToList();
        archive.Complete();
        return refusals;
    }

    private string[] Files() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    private static string Unpack(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return text.ReadToEnd();
    }

    private List<TlsReport> ReadAll() => [.. Files()
        .SelectMany(file =>
        {
            using var stream = File.OpenRead(file);
            return Reader.Read(stream, file).ToList();
        })
        .Select(result => result.Report ?? throw new InvalidDataException(result.Error!.Message))];
}
