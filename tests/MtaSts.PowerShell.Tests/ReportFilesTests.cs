using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.PowerShell.Input;
using Xunit;

namespace MtaSts.PowerShell.Tests;

/// <summary>Folders that a file system cannot be made to have at will: which vanish, are refused, or are too deep.</summary>
public class ReportFilesTests
{
    public static TheoryData<Exception, string> Faults => new()
    {
        { new DirectoryNotFoundException("gone"), "deleted while it is walked" },
        { new UnauthorizedAccessException("refused"), "not allowed" },
        { new PathTooLongException("long"), "a path over the limit" },
        { new IOException("input/output error"), "a disk that fails" },
        { new System.Security.SecurityException("refused"), "refused by the framework" },
        { new ArgumentException("characters"), "a name that the framework refuses" },
        { new NotSupportedException("form"), "a form of path that is not supported" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void One_bad_folder_is_told_and_the_others_are_read(Exception fault, string why)
    {
        foreach (var bad in new[] { "FilesIn /r/b", "FoldersIn /r/b", "IsLink /r/b" })
        {
            var told = new List<string>();
            var walk = new ReportFiles((folder, error) => told.Add(folder + " " + error.Message), _ => { }, _ => { }, new Folders(bad, fault));
            var files = walk.Below("/r").Select(file => file.Path).ToList();
            Assert.True(told.SequenceEqual(["/r/b " + fault.Message]), why + ", " + bad);
            Assert.True(files.Contains("/r/1") && files.Contains("/r/a/1") && files.Contains("/r/c/1"), why + ", " + bad);
        }
    }

    [Fact]
    public void A_root_that_vanishes_is_told()
    {
        var told = new List<string>();
        var files = new ReportFiles((folder, _) => told.Add(folder), _ => { }, _ => { }, new Folders("FilesIn /r", new DirectoryNotFoundException()));
        Assert.Contains("/r/a/1", files.Below("/r").Select(file => file.Path));
        Assert.Equal(["/r"], told);
    }

    [Fact]
    public void A_folder_that_cannot_be_listed_at_all_is_told_once()
    {
        var told = new List<string>();
        var walk = new ReportFiles((folder, _) => told.Add(folder), _ => { }, _ => { }, new Folders("/r/b", new UnauthorizedAccessException()));
        Assert.Equal(["/r/1", "/r/a/1", "/r/c/1"], walk.Below("/r").Select(file => file.Path));
        Assert.Equal(["/r/b"], told);
        Assert.Empty(walk.Top("/r/b", (folder, _) => told.Add("only folders in " + folder)));
        Assert.Equal(["/r/b", "/r/b"], told);
    }

    [Fact]
    public void A_file_that_is_listed_with_its_length_is_not_looked_at()
    {
        var system = new Folders("", new IOException()) { LengthOf = name => name == "1" ? 700 : 0 };
        var told = new List<string>();
        var files = new ReportFiles((_, _) => { }, told.Add, _ => { }, system).Below("/r").ToList();
        Assert.Equal(700, files[0].Length);
        Assert.All(system.LookedAt, path => Assert.EndsWith("pipe", path, StringComparison.Ordinal));
        Assert.Equal(4, told.Count);
    }

    [Fact]
    public void What_is_listed_is_what_the_file_system_has()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        foreach (var (name, length) in new[] { ("b.gz", 5), ("a.gz", 0), ("B.gz", 70_000) })
            File.WriteAllBytes(Path.Combine(folder, name), new byte[length]);
        Directory.CreateDirectory(Path.Combine(folder, "below"));
        var listed = new FolderSystem().FilesIn(folder);
        Assert.Equal(["B.gz", "a.gz", "b.gz"], listed.Select(file => file.Name));
        Assert.Equal(OperatingSystem.IsWindows() ? [70_000, 0, 5] : new long[3], listed.Select(file => file.Length));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Links_to_folders_are_told_and_not_followed()
    {
        var linked = new List<string>();
        var walk = new ReportFiles((_, _) => { }, _ => { }, linked.Add, new Folders("", new IOException(), links: ["/r/a", "/r/c"]));
        Assert.Equal(["/r/1", "/r/b/1"], walk.Below("/r").Select(file => file.Path));
        Assert.Equal(["/r/a", "/r/c"], linked);
    }

    [Fact]
    public void Drafts_of_an_export_are_passed_over_unless_they_are_named()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var drafts = folder.CreateSubdirectory(".mtasts-export-0123456789ab").FullName;
            foreach (var name in new[] { "lock", "2026-11-27.ndjson" }) File.WriteAllText(Path.Combine(drafts, name), "x");
            var report = Path.Combine(folder.CreateSubdirectory(".mtasts").FullName, "report.json");
            File.WriteAllText(report, "x");
            var told = new List<string>();
            var walk = new ReportFiles((_, error) => told.Add(error.Message), told.Add, told.Add);
            Assert.Equal([report], walk.Below(folder.FullName).Select(file => file.Path));
            Assert.Equal(2, walk.Below(drafts).Count());
            var counted = 0;
            Assert.Empty(walk.Top(folder.FullName, (_, count) => counted = count));
            Assert.Equal(1, counted);
            Assert.Empty(told);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(0, 3, "no link")]
    [InlineData(1, 2, "one link is not counted")]
    [InlineData(3, 0, "links alone are no reason for -Recurse")]
    public void A_folder_without_files_counts_its_folders_without_links(int links, int folders, string why)
    {
        var linked = new List<string>();
        var counted = 0;
        string[] all = ["/r/a", "/r/b", "/r/c"];
        var system = new Folders("", new IOException(), all.Take(links)) { HasFiles = false };
        Assert.Empty(new ReportFiles((_, _) => { }, _ => { }, linked.Add, system).Top("/r", (_, count) => counted = count));
        Assert.True(counted == folders && linked.Count == links, why);
    }

    [Fact]
    public void Files_that_are_not_regular_are_told_and_not_given()
    {
        var told = new List<string>();
        var walk = new ReportFiles((_, _) => { }, told.Add, _ => { }, new Folders("", new IOException()));
        var files = walk.Below("/r").Select(file => file.Path).ToList();
        Assert.Equal(["/r/1", "/r/a/1", "/r/b/1", "/r/c/1"], files);
        Assert.Equal(["/r/pipe", "/r/a/pipe", "/r/b/pipe", "/r/c/pipe"], told);
    }

    [Fact]
    public void A_file_of_any_length_is_regular_and_what_is_not_there_is_left_to_the_reader()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "empty");
            File.WriteAllText(file, "");
            Assert.True(FileKind.IsRegular(file));
            File.WriteAllText(file, "x");
            Assert.True(FileKind.IsRegular(file));
            Assert.True(FileKind.IsRegular(Path.Combine(folder.FullName, "none")));
            Assert.True(FileKind.IsRegular(new string('x', 300_000)));
            Assert.True(FileKind.IsRegular("a\0b"));
            if (!OperatingSystem.IsWindows()) Assert.False(FileKind.IsRegular("/dev/zero"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(10, "0123456789", false)]
    [InlineData(9, "0123456789", true)]
    public void No_more_of_a_file_is_read_than_the_limit(int limit, string text, bool isTooLarge)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            if (isTooLarge) Assert.Throws<InvalidDataException>(() => BoundedFile.Read(file, limit));
            else Assert.Equal(text.Length, BoundedFile.Read(file, limit).Length);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Piped_text_beyond_the_limit_is_told_once_and_dropped()
    {
        var told = 0;
        var piped = new PipedContent(100, () => told++);
        for (var i = 0; i < 1000; i++) Assert.Empty(piped.Take(new string('x', 50)));
        Assert.Equal(1, told);
        Assert.Empty(piped.Flush());
        Assert.Empty(piped.Take("[1]"));
        Assert.Single(piped.Flush());
        for (var i = 0; i < 1000; i++) piped.Take((byte)1);
        Assert.Equal(2, told);
        Assert.Empty(piped.Flush());
        Assert.Equal(2, told);
    }

    [Fact]
    public void Whole_texts_of_the_pipeline_are_taken_one_by_one()
    {
        var piped = new PipedContent(100, () => throw new InvalidOperationException());
        for (var i = 0; i < 50; i++) Assert.Single(piped.Take("{\"a\":\"0123456789\"}"));
        Assert.Empty(piped.Take("{"));
        Assert.Empty(piped.Take("}"));
        Assert.Single(piped.Take("{"));
    }

    [Fact]
    public void Texts_with_lines_and_lines_of_other_files_are_not_joined()
    {
        var piped = new PipedContent(100, () => throw new InvalidOperationException());
        Assert.Empty(piped.Take("From: a"));
        Assert.Equal(2, piped.Take("From: b\nTo: c").Count());
        Assert.Single(piped.Take("From: d\r\n\r\n"));
        Assert.Empty(piped.Take("From: e\n")); // a line that has its line end
        Assert.Empty(piped.Take("From: f"));
        Assert.Single(piped.Flush());
        Assert.Equal([true, false, true, true], new[] { "1.eml", "1.eml", "2.eml", null }.Select(piped.IsOfOther));
    }

    private sealed class Folders(string bad, Exception fault, IEnumerable<string>? links = null) : FolderSystem
    {
        private static readonly string[] Files = ["1", "pipe"];
        private static readonly string[] Below = ["a", "b", "c"];
        private readonly string[] _links = [.. links ?? []];

        public bool HasFiles { get; init; } = true;

        public override bool IsFolder(string path) => path.StartsWith('/');

        public override IReadOnlyList<ListedFile> FilesIn(string folder) =>
            Unless("FilesIn " + folder, HasFiles ? Files.Select(name => new ListedFile(name, LengthOf(name))).ToList() : []);

        public override IReadOnlyList<string> FoldersIn(string folder) => Unless("FoldersIn " + folder, folder == "/r" ? Below : []);

        public List<string> LookedAt { get; } = [];

        public Func<string, long> LengthOf { get; init; } = _ => 0;

        public override FoundFile Look(string path)
        {
            LookedAt.Add(path);
            return new(path, 0);
        }

        public override bool IsLink(string folder) => Unless("IsLink " + folder, _links.Contains(folder));

        public override bool IsRegular(string file) => !file.EndsWith("pipe", StringComparison.Ordinal);

        private T Unless<T>(string call, T value) => call == bad || call.EndsWith("In " + bad, StringComparison.Ordinal) ? throw fault : value;
    }
}
