using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.TlsRpt;
using Xunit;

namespace MtaSts.Tests.TlsRpt;

/// <summary>What follows the first member of a gzip (RFC 1952 section 2.2): nothing of it is lost without a message.</summary>
public class GzipMemberTests
{
    private const string Follows = "Something follows the end of the gzip; it was not read.";
    private const string NoChecksum = "The gzip is cut off at its end, so its checksum could not be checked.";

    private static readonly byte[] First = Sample.Gzip(Sample.Json);
    private static readonly byte[] Second = Sample.Gzip(Sample.With("\"id-1\"", "\"id-2\""));
    private static readonly byte[] Empty = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] Long = Sample.Gzip(Sample.With("tls@fabrikam.test", Noise(40_000)));

    /// <summary>How bytes arrive: in memory, at once, or in pieces that split what shows a member.</summary>
    private static readonly string[] AllWays = ["memory", "stream", "1", "2", "3", "7", "8191", "mail", "zip", "gzip"];

    public static TheoryData<string> Ways => [.. AllWays];

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_second_member_that_is_cut_off_anywhere_leaves_the_first_report_and_a_message(string way)
    {
        for (var length = 1; length < Second.Length; length++)
        {
            var results = Read([.. First, .. Second[..length]], way);
            Assert.Equal("id-1", results[0].Report?.ReportId);
            var said = Messages(results);
            Assert.True(said.Count == 1, $"{length} of {Second.Length}: {string.Join("|", said)}");
            if (length < 3) Assert.Equal(Follows, said[0]);
            else Assert.Contains("The gzip is cut off", said[0], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("memory", 97)]
    [InlineData("stream", 97)]
    [InlineData("1000", 97)]
    [InlineData("mail", 997)]
    public void So_does_a_long_one(string way, int step)
    {
        for (var length = 3; length < Long.Length; length += step)
        {
            var results = Read([.. First, .. Long[..length]], way);
            Assert.Equal("id-1", results[0].Report?.ReportId);
            Assert.Contains("The gzip is cut off", Assert.Single(Messages(results)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Whole_members_are_read_without_a_message(string way)
    {
        foreach (var content in new byte[][] { [.. First, .. Second], [.. First, .. Long, .. Second], [.. Empty, .. First, .. Sample.Gzip("\n"), .. Second] })
        {
            var results = Read(content, way);
            Assert.Empty(Messages(results));
            Assert.Equal(("id-1", "id-2"), (results[0].Report!.ReportId, results[^1].Report!.ReportId));
        }
    }

    /// <summary>What .NET takes for another member, what it passes over, and lengths that are the ones of the report.</summary>
    public static TheoryData<string, byte[]> Rests => new()
    {
        { "text", "Hello"u8.ToArray() },
        { "one byte", "x"u8.ToArray() },
        { "one zero", new byte[1] },
        { "zeros", new byte[512] },
        { "more zeros than a buffer", new byte[20_000] },
        { "JSON", Sample.Utf8(Sample.Json) },
        { "the first byte of a gzip", [0x1f] },
        { "the first two bytes of a gzip", [0x1f, 0x8b] },
        { "another method", [0x1f, 0x8b, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { "a gzip with another magic and the same length", [0x1e, .. First[1..]] },
        { "a gzip with another method and the same length", [0x1f, 0x8b, 9, .. First[3..]] },
        { "the trailer again", First[^8..] },
        { "the length again", First[^4..] },
        { "one byte and the length again", [1, .. First[^4..]] },
        { "more than a buffer and the length again", [.. Encoding.ASCII.GetBytes(Noise(9000)), .. First[^4..]] },
    };

    [Theory]
    [MemberData(nameof(Rests))]
    public void A_warning_says_that_something_follows(string what, byte[] rest)
    {
        foreach (var way in AllWays)
        {
            foreach (var content in new[] { First, [.. First, .. Second] })
            {
                var results = Read([.. content, .. rest], way);
                Assert.Equal(content.Length == First.Length ? 1 : 2, results.Count);
                Assert.All(results, result => Assert.NotNull(result.Report));
                Assert.True(Messages(results) is [Follows], what + " " + way);
                Assert.Single(results[^1].Report!.Warnings);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_later_member_that_is_damaged_leaves_the_reports_before_it_and_an_error(string way)
    {
        for (var at = 3; at < Second.Length; at++)
        {
            if (at is >= 4 and < 10) continue; // a time stamp and other facts that change nothing
            byte[] damaged = [.. Second];
            damaged[at] ^= 0xff;
            var results = Read([.. First, .. damaged], way);
            Assert.Equal("id-1", results[0].Report?.ReportId);
            Assert.Contains("The gzip is ", string.Join("|", Messages(results)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_first_member_that_is_damaged_is_an_error()
    {
        byte[] damaged = [.. First];
        damaged[^6] ^= 0xff;
        Assert.Equal("The gzip is damaged.", Assert.Single(Messages(Read([.. damaged, .. Second], "stream"))));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_trailer_that_is_cut_off_is_a_warning(string way)
    {
        for (var missing = 1; missing <= 8; missing++)
        {
            Assert.Equal(NoChecksum, Assert.Single(Assert.Single(Read(First[..^missing], way)).Report!.Warnings).Text);
            var results = Read([.. First, .. Second[..^missing]], way);
            Assert.Empty(results[0].Report!.Warnings);
            Assert.Equal(NoChecksum, Assert.Single(results[1].Report!.Warnings).Text);
        }
    }

    public static TheoryData<string, byte[]> Others => new()
    {
        { "an array", Sample.Gzip("[" + Sample.Json + "]") },
        { "a mail", Sample.Gzip(Sample.Mail(Sample.Json)) },
        { "a mailbox", Sample.Gzip("From a@b Mon Jan  6 00:00:00 2025\n" + Sample.Mail(Sample.Json)) },
        { "UTF-16", Sample.Gzip([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Sample.Json)]) },
    };

    /// <summary>There is no single report that could have the warning, or it was returned before.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public void Behind_other_contents_it_is_an_error(string what, byte[] content)
    {
        Assert.True(Messages(Read(content, "stream")).Count == 0, what);
        foreach (var (rest, message) in new[] { ("x"u8.ToArray(), Follows), (Second[..20], "The gzip is cut off: only ") })
        {
            var results = Read([.. content, .. rest], "stream");
            Assert.Equal("id-1", results[0].Report?.ReportId);
            Assert.StartsWith(message, Messages(results)[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Where_no_report_is_expected_what_follows_other_contents_is_not_an_error()
    {
        var options = new TlsReportReaderOptions { IgnoreOtherContent = true };
        foreach (var content in new[] { "[1,2]", "{\"a\":1}", "Hello", "Subject: hello\n\nHow are you?\n" })
        {
            Assert.Empty(Sample.Read([.. Sample.Gzip(content), 1, 2, 3], options));
            Assert.Empty(Sample.Read([.. Sample.Gzip(content), .. Second[..20]], options));
        }

        Assert.Equal(2, Sample.Read([.. Sample.Gzip("[" + Sample.Json + "]"), 1, 2, 3], options).Count);
    }

    [Fact]
    public void Members_without_content_are_limited()
    {
        var many = Enumerable.Repeat(Empty, 1000).SelectMany(member => member).ToArray();
        Assert.Equal(Follows, Assert.Single(Messages(Read([.. First, .. many], "stream"))));
        Assert.Empty(Messages(Read([.. First, .. many[..2000]], "stream")));
    }

    [Fact]
    public void The_error_about_a_tar_in_a_gzip_names_it()
    {
        var tar = new byte[10_240];
        Sample.Utf8("report.json").CopyTo(tar, 0);
        Sample.Utf8("ustar").CopyTo(tar, 257);
        Sample.Utf8(Sample.Json).CopyTo(tar, 512);
        Assert.Equal(
            "The gzip contains no TLS report but a tar archive, which is not read. Extract the archive and read its files.",
            Sample.Error(Sample.Gzip(tar)).Reason);
        Assert.Equal("This is a tar archive, which is not read. Extract the archive and read its files.", Sample.Error(tar).Reason);
        Assert.Equal(
            "The gzip contains no TLS report: its content is neither JSON, gzip, zip, a message nor a mailbox.", Sample.Error(Sample.Gzip("Hello")).Reason);
        Assert.StartsWith("This is not a TLS report: ", Sample.Error("Hello").Reason, StringComparison.Ordinal);
    }

    private static List<TlsReportResult> Read(byte[] content, string way)
    {
        if (way == "memory") return Sample.Read(content);
        if (way == "zip") return Sample.Read(Sample.Zip(("r.json.gz", content)));
        if (way == "gzip") return Sample.Read(Sample.Gzip(content));
        if (way == "mail")
        {
            return Sample.Read(Sample.Mail(Sample.Json).Replace(
                Convert.ToBase64String(First, Base64FormattingOptions.InsertLineBreaks), Convert.ToBase64String(content), StringComparison.Ordinal));
        }

        using Stream stream = way == "stream"
            ? new MemoryStream(content)
            : new TrickleStream(content, int.Parse(way, System.Globalization.CultureInfo.InvariantCulture));
        return new TlsReportReader().Read(stream, "file").ToList();
    }

    /// <summary>Errors, and warnings about the gzip.</summary>
    private static List<string> Messages(List<TlsReportResult> results) => results
        .SelectMany(result => result.Report is null
            ? [result.Error!.Reason]
            : result.Report.Warnings.Select(warning => warning.Text).Where(message => !message.Contains("zip; RFC 8460", StringComparison.Ordinal)))
        .ToList();

    /// <summary>Hexadecimal digits that do not compress well.</summary>
    private static string Noise(int length)
    {
        var octets = new byte[length / 2];
        new Random(7).NextBytes(octets);
        return Convert.ToHexString(octets);
    }
}
