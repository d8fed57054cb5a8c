using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MtaSts.Watching;
using Xunit;

namespace MtaSts.Tests.Watching;

/// <summary>The file: what is read, what is refused, and how it is written.</summary>
public sealed class BaselineFileTests : IDisposable
{
    private const string Header = "{\"format\":\"MtaSts baseline\",\"version\":1,\"domains\":1}\n";
    private const string Entry = "{\"domain\":\"contoso.test\",\"accepted\":{}}\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-baseline-").FullName;

    private string FilePath => Path.Combine(_folder, "baseline.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

#if !CORE_NETSTANDARD // on Windows alone that build follows links
    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        var share = Directory.CreateDirectory(Path.Combine(_folder, "share")).FullName;
        File.CreateSymbolicLink(FilePath, Path.Combine("share", "baseline.json"));
        for (var run = 0; run < 2; run++)
        {
            var file = BaselineFile.Open(FilePath);
            Assert.Equal(run == 0, file.IsNew);
            file.Save();
        }

        Assert.NotNull(new FileInfo(FilePath).LinkTarget);
        Assert.Equal([Path.Combine(share, "baseline.json")], Directory.GetFileSystemEntries(share));
    }
#endif

    [Theory]
    [InlineData(Header + Entry, 1)]
    [InlineData("{\"format\":\"MtaSts baseline\",\"version\":1,\"domains\":0}\n", 0)]
    [InlineData("\ufeff" + Header + "\r\n" + Entry, 1)] // an editor's byte order mark and line ends
    public void A_baseline_is_read(string text, int domains) => Assert.Equal(domains, Read(text).Count);

    [Theory]
    [InlineData("", "Its first line is not the header of a baseline")]
    [InlineData("\0\0\0\0", "Its first line is not the header of a baseline")]
    [InlineData("[]", "Its first line is not the header of a baseline")]
    [InlineData("version: STSv1", "Its first line is not the header of a baseline")]
    [InlineData("{\"organization-name\":\"Contoso\"}", "Its first line is not the header of a baseline")]
    [InlineData("{\"format\":\"MtaSts baseline\",\"version\":2,\"domains\":1}\n" + Entry, "It has version 2")]
    [InlineData("{\"format\":\"MtaSts baseline\",\"version\":1}\n" + Entry, "The number of domains is missing")]
    [InlineData(Header, "should contain 1 domains, but contains 0")] // cut off at the end of a line
    [InlineData(Header + Entry + "{\"domain\":\"fabrikam.test\",\"accepted\":{}}\n", "should contain 1 domains, but contains 2")]
    [InlineData(Header + "{\"domain\":\"contoso.test\",\"acc", "cut off")]
    [InlineData(Header + Entry + Entry, "more than once")]
    [InlineData(Header + "{\"domain\":\"contoso.test\"}", "'accepted' is missing")]
    [InlineData(Header + "{\"domain\":\"not a domain\",\"accepted\":{}}", "is not a domain name")]
    [InlineData(Header + "{\"domain\":7,\"accepted\":{}}", "'$.domain' is not a string")]
    [InlineData(Header + "{\"domain\":\"contoso.test\",\"accepted\":{\"mxHosts\":\"a\"}}", "'$.accepted.mxHosts' is not a list")]
    [InlineData(Header + "{\"domain\":\"contoso.test\",\"accepted\":[]}", "'$.accepted' is not a JSON object")]
    [InlineData(Header + "{\"domain\":\"contoso.test\",\"accepted\":{},\"open\":[{\"check\":\"A\"}]}", "time of an open fault is missing")]
    [InlineData(Header + "{\"domain\":\"contoso.test\",\"accepted\":{},\"open\":[{\"check\":\"A\",\"since\":\"yesterday\"}]}", "is not a valid time")]
    [InlineData(Header + "{\"domain\":\"contoso.test\",\"accepted\":{\"faults\":[{\"check\":\"A\",\"severity\":\"Bad\"}]}}", "'Bad' is not a valid severity")]
    [InlineData(Header + "{\"domain\":\"contoso.test\",\"accepted\":{},\"mine\":1}", "'$.mine' is not known")]
    [InlineData(Header + Entry + "<<<<<<< HEAD\n", "is not a JSON object")] // a merge conflict
    public void A_damaged_or_foreign_file_is_refused_with_the_reason(string text, string reason)
    {
        File.WriteAllText(FilePath, text);
        var error = Assert.Throws<BaselineException>(() => BaselineFile.Open(FilePath));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(FilePath));
    }

    [Fact]
    public void Text_without_end_and_deep_nesting_are_refused()
    {
        Assert.Throws<BaselineException>(() => Read(Header + "{\"domain\":\"" + new string('a', 2_000_000)));
        Assert.Throws<BaselineException>(() => Read(Header + new string('[', 100_000)));
        var hosts = string.Join(",", Enumerable.Repeat("\"\"", 20_000));
        Assert.Throws<BaselineException>(() => Read(Header + "{\"domain\":\"contoso.test\",\"accepted\":{\"mxHosts\":[" + hosts + "]}}"));
    }

    [Fact]
    public void A_file_is_written_whole_one_sorted_line_per_domain()
    {
        var file = BaselineFile.Open(FilePath);
        Assert.True(file.IsNew);
        foreach (var domain in new[] { "fabrikam.test", "contoso.test" }) file.Baseline.Compare(Result(domain), out _);
        file.Save();
        Assert.Equal(
            [
                "{\"format\":\"MtaSts baseline\",\"version\":1,\"domains\":2}",
                "{\"domain\":\"contoso.test\",\"accepted\":{\"mxHosts\":[\"mx.contoso.test\"]},\"open\":[{\"check\":\"Coverage.Mx\",\"severity\":\"Fail\","
                    + "\"since\":\"2026-11-01T06:00:00Z\",\"lastSeen\":\"2026-11-01T06:00:00Z\",\"detail\":\"\\u003cb\\u003e\\u202e\",\"fix\":\"Do this.\"}]}",
                "{\"domain\":\"fabrikam.test\",\"accepted\":{\"mxHosts\":[\"mx.fabrikam.test\"]},\"open\":[{\"check\":\"Coverage.Mx\",\"severity\":\"Fail\","
                    + "\"since\":\"2026-11-01T06:00:00Z\",\"lastSeen\":\"2026-11-01T06:00:00Z\",\"detail\":\"\\u003cb\\u003e\\u202e\",\"fix\":\"Do this.\"}]}",
            ],
            File.ReadAllLines(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
        Assert.False(BaselineFile.Open(FilePath).IsNew);
    }

    [Fact]
    public void A_file_that_another_run_changed_meanwhile_is_left_alone()
    {
        BaselineFile.Open(FilePath).Save();
        var file = BaselineFile.Open(FilePath);
        File.AppendAllText(FilePath, "\n");
        var text = File.ReadAllText(FilePath);
        Assert.Throws<IOException>(file.Save);
        Assert.Equal(text, File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_that_appeared_meanwhile_is_left_alone()
    {
        var file = BaselineFile.Open(FilePath);
        File.WriteAllText(FilePath, "mine");
        Assert.Throws<IOException>(file.Save);
        Assert.Equal("mine", File.ReadAllText(FilePath));
    }

    [Fact]
    public void A_result_of_this_session_is_taken_with_its_checks()
    {
        var result = new TestResult
        {
            DomainName = "contoso.test",
            Status = TestStatus.Fail,
            SenderAction = SenderAction.Refuse,
            Tested = new DateTime(2026, 11, 1, 6, 0, 0, 999, DateTimeKind.Utc),
            Checks = MtaSts.Text.ReadableList<Check>.Of(
                new Check { Id = "Coverage.Mx", Title = "", Status = CheckStatus.Fail, Detail = "So.", Reference = "" }),
        };
        var change = Assert.Single(new Baseline().Compare(WatchedResult.From(result), out _)!);
        Assert.Equal((ChangeState.New, "Coverage.Mx", new DateTime(2026, 11, 1, 6, 0, 0, DateTimeKind.Utc)), (change.State, change.CheckId, change.Since));
    }

    [Fact]
    public void Fifty_thousand_domains_are_read_back_as_they_were()
    {
        var baseline = new Baseline();
        for (var i = 0; i < 50_000; i++) baseline.Compare(Result(string.Create(CultureInfo.InvariantCulture, $"d{i}.test")), out _);
        var text = Write(baseline);
        Assert.Equal(text, Write(Read(text)));
    }

    internal static string Write(Baseline baseline)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        BaselineWriter.Write(baseline, output);
        return output.ToString();
    }

    internal static Baseline Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return BaselineReader.Read(stream);
    }

    private static WatchedResult Result(string domain) => WatchedResult.Create(
        domain, new DateTime(2026, 11, 1, 6, 0, 0, DateTimeKind.Utc), TestStatus.Fail, null, null, ["mx." + domain], [],
        [new WatchedCheck("Coverage.Mx", CheckStatus.Fail, "<b>\u202e", "Do this.")]);
}
