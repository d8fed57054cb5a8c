using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Hosting;
using Xunit;

namespace MtaSts.Tests.Hosting;

public sealed class SiteFolderTests : IDisposable
{
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

    private List<string> Everything() => Directory.EnumerateFiles(_parent, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Select(file => Path.GetRelativePath(_parent, file).Replace('\\', '/')).OrderBy(file => file, StringComparer.Ordinal).ToList();
}
