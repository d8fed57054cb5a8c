using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Files;
using MtaSts.Hosting;
using Xunit;

namespace MtaSts.Tests.Hosting;

public sealed class SiteFolderTests : IDisposable
{
    private const int Long = 20_000;

    private static readonly string[] Paths = ["a", "www/policy", "z", "README.md"];

    private readonly string _parent = Directory.CreateTempSubdirectory("mtasts-site-").FullName;

    private string Folder => Path.Combine(_parent, "site");

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Files_are_written_into_a_new_folder_and_nothing_else_remains()
    {
        var written = SiteFolder.Write(Path.Combine(Folder, "deep"), [new SiteFile("a/b.txt", "b\r\n"), new SiteFile("c", "")]);
        Assert.Equal([Path.Combine(Folder, "deep", "a", "b.txt"), Path.Combine(Folder, "deep", "c")], written);
        Assert.Equal("b\r\n"u8.ToArray(), File.ReadAllBytes(written[0])); // no byte order mark
        Assert.Equal(["site/deep/a/b.txt", "site/deep/c"], Everything());
    }

    [Fact]
    public void Own_files_are_overwritten_and_others_are_kept()
    {
        SiteFolder.Write(Folder, [new SiteFile("a", "1"), new SiteFile("d/b", "1")]);
        File.WriteAllText(Path.Combine(Folder, "other"), "kept");
        Assert.True(SiteFolder.IsInUse(Folder));
        SiteFolder.Write(Folder, [new SiteFile("a", "2"), new SiteFile("d/b", "2")]);
        Assert.Equal(["site/a", "site/d/b", "site/other"], Everything());
        Assert.Equal("2", File.ReadAllText(Path.Combine(Folder, "d", "b")));
        Assert.Equal("kept", File.ReadAllText(Path.Combine(Folder, "other")));
    }

    [Fact]
    public void After_an_error_in_the_middle_all_files_are_as_before()
    {
        SiteFolder.Write(Folder, [new SiteFile("a", "old"), new SiteFile("z/folder", "old")]);
        Directory.CreateDirectory(Path.Combine(Folder, "m")); // a folder where a file must go
        var before = Everything();
        Assert.Throws<IOException>(() => SiteFolder.Write(Folder, [new SiteFile("a", "new"), new SiteFile("new/x", "new"), new SiteFile("m", "new")]));
        Assert.Equal(before, Everything());
        Assert.Equal("old", File.ReadAllText(Path.Combine(Folder, "a")));
        Assert.False(Directory.Exists(Path.Combine(Folder, "new")));
    }

    [Fact]
    public void After_an_error_in_a_new_folder_the_folder_is_also_removed()
    {
        Assert.Throws<IOException>(() => SiteFolder.Write(Path.Combine(Folder, "deep"), [new SiteFile("a", "1"), new SiteFile("a/b", "2")]));
        Assert.Empty(Everything());
        Assert.False(Directory.Exists(Folder));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/x")]
    [InlineData("a//b")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a\\..\\b")]
    [InlineData("C:x")]
    [InlineData("a\0b")]
    public void A_path_that_leads_outside_is_rejected_and_nothing_is_written(string path)
    {
        Assert.Throws<ArgumentException>(() => SiteFolder.Write(Folder, [new SiteFile("good", "1"), new SiteFile(path, "x")]));
        Assert.Empty(Everything());
    }

    [Fact]
    public void A_link_out_of_the_folder_is_not_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_parent, "outside")).FullName;
        Directory.CreateDirectory(Folder);
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(Folder, "www"), outside);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException && OperatingSystem.IsWindows())
        {
            return; // on Windows only few users can create links
        }

        Assert.Throws<IOException>(() => SiteFolder.Write(Folder, [new SiteFile("a", "1"), new SiteFile("www/x", "1")]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
        Assert.False(File.Exists(Path.Combine(Folder, "a")));
    }

    [Fact]
    public void No_path_makes_a_file_outside_the_folder() => Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), text =>
    {
        foreach (var path in new[] { text!, "../" + text, text + "/../..", "a/" + text, text + "/b" })
        {
            try
            {
                SiteFolder.Write(Folder, [new SiteFile(path ?? "", "x")]);
            }
            catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
            {
                // Rejected; in this case nothing may be written.
            }

            if (Directory.EnumerateFileSystemEntries(_parent).Any(entry => entry != Folder)) return false;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task No_reader_finds_a_file_missing_empty_or_half_written()
    {
        SiteFolder.Write(Folder, Site("0"));
        var target = Path.Combine(Folder, "www", "policy");
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            var (looks, faults) = (0, new List<string>());
            for (; !stop.IsCancellationRequested || looks < 1000; looks++)
            {
                try
                {
                    var text = File.ReadAllText(target);
                    if (text.Length != Long || text.Any(c => c != text[0])) faults.Add($"{text.Length} characters");
                }
                catch (IOException error)
                {
                    faults.Add(error.GetType().Name);
                }
            }

            return faults;
        });
        for (var round = 1; round <= 200; round++) SiteFolder.Write(Folder, Site(round % 2 == 0 ? "0" : "1"));
        await stop.CancelAsync();
        Assert.Empty(await reading);
    }

    [Fact]
    public async Task Of_two_writers_one_wins_with_all_of_its_files()
    {
        for (var round = 0; round < 30; round++)
        {
            await Task.WhenAll("abc".Select(who => Task.Run(() => SiteFolder.Write(Folder, Site($"{who}")))));
            var winners = Everything().Select(file => File.ReadAllText(Path.Combine(_parent, file))[0]).ToList();
            Assert.Equal(4, winners.Count);
            Assert.Single(winners.Distinct());
        }
    }

    [Fact]
    public void Drafts_are_beside_the_folder_where_they_can_be_and_those_of_a_killed_process_are_removed()
    {
        SiteFolder.Write(Folder, Site("a"));
        var other = DraftFolder.Make(Path.Combine(_parent, "other"));
        var left = DraftFolder.Make(Folder);
        File.WriteAllText(Path.Combine(left, "0"), "half");
        if (!OperatingSystem.IsWindows() && !Directory.Exists("/sys/fs/selinux/class")) Assert.Equal(_parent, Path.GetDirectoryName(left));
        var inside = Directory.CreateDirectory(Path.Combine(Folder, Path.GetFileName(left))).FullName;

        SiteFolder.Write(Folder, Site("b"));
        Assert.False(Directory.Exists(left));
        Assert.False(Directory.Exists(inside));
        Assert.True(Directory.Exists(other)); // of another site, whose writer may be at work
        Assert.Equal(["site/README.md", "site/a", "site/www/policy", "site/z"], Everything());
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_file_holds_nobody_up()
    {
        if (OperatingSystem.IsWindows()) return; // has no pipes in folders
        Directory.CreateDirectory(Folder);
        foreach (var name in new[] { "README.md", "a" })
        {
            using var process = Process.Start("mkfifo", Path.Combine(Folder, name));
            await process.WaitForExitAsync();
        }

        Assert.Empty(await Task.Run(() => SiteFolder.DomainsIn(Folder)).WaitAsync(TimeSpan.FromSeconds(30)));
        await Task.Run(() => SiteFolder.Write(Folder, Site("a"))).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Long, File.ReadAllText(Path.Combine(Folder, "README.md")).Length);
    }

    [Fact]
    public void A_file_is_moved_over_another_or_to_a_free_place()
    {
        Directory.CreateDirectory(Folder);
        var (draft, target) = (Path.Combine(Folder, "draft"), Path.Combine(Folder, "target"));
        foreach (var text in new[] { "1", "2" })
        {
            File.WriteAllText(draft, text);
            AtomicMove.Over(draft, target);
            Assert.Equal(text, File.ReadAllText(target));
            Assert.False(File.Exists(draft));
        }

        Assert.ThrowsAny<IOException>(() => AtomicMove.Over(draft, target)); // there is no draft
        Assert.Equal("2", File.ReadAllText(target));
    }

    private static SiteFile[] Site(string who) =>
        [.. Paths.Select(path => new SiteFile(path, new string(who[0], Long)))];

    private List<string> Everything() => Directory.EnumerateFiles(_parent, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Select(file => Path.GetRelativePath(_parent, file).Replace('\\', '/')).OrderBy(file => file, StringComparer.Ordinal).ToList();
}
