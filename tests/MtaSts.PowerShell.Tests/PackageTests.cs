using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using MtaSts.PackageBuilder;
using Xunit;

namespace MtaSts.PowerShell.Tests;

public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mtasts-package-").FullName;

    private string Module => Path.Combine(_folder, "module");

    public PackageTests()
    {
        Put("MtaSts.psd1", Repository.Manifest);
        Put("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n- it's ‘new’\n\n## [0.0.1]\n- old\n");
        Put("bin/net8.0/MtaSts.Core.dll", new string('x', 5000));
        Put("en-US/about_MtaSts.help.txt", "help");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_manifest_lists_every_file_and_has_release_notes()
    {
        Put("B.Format.ps1xml", "<Configuration/>");
        Put("A.Format.ps1xml", "<Configuration/>");
        ManifestWriter.Complete(Module);
        var manifest = ManifestText.Load(Module);
        Assert.Equal(
            ["A.Format.ps1xml", "B.Format.ps1xml", "CHANGELOG.md", "MtaSts.psd1", "bin/net8.0/MtaSts.Core.dll", "en-US/about_MtaSts.help.txt"],
            manifest.List("FileList"));
        Assert.Equal("- it's ‘new’", manifest.Value("ReleaseNotes"));
        Assert.Equal(Encoding.UTF8.GetPreamble(), File.ReadAllBytes(Path.Combine(Module, "MtaSts.psd1")).Take(3));
        Assert.Equal(Repository.ListInManifest("CmdletsToExport"), manifest.List("CmdletsToExport"));
        Assert.Equal(["A.Format.ps1xml", "B.Format.ps1xml"], manifest.List("FormatsToProcess"));
        Assert.Equal(["MtaSts.Import.psm1"], manifest.List("NestedModules"));
    }

    [Fact]
    public void A_manifest_is_completed_once()
    {
        ManifestWriter.Complete(Module);
        Assert.Throws<InvalidDataException>(() => ManifestWriter.Complete(Module));
    }

    [Theory]
    [InlineData("## [1.0.0] - 2026-11-01\n### Added\n- a\n\n## [0.9.0]\n- b", "1.0.0", "### Added\n- a")]
    [InlineData("## [Unreleased]\r\n- soon\r\n\r\n## [0.9.0]\r\n- b", "1.0.0", "- soon")]
    [InlineData("## [Unreleased]\n\n## [0.9.0]\n- b", "0.9.0", "- b")]
    public void The_notes_are_those_of_the_version_or_the_unreleased_ones(string text, string version, string notes) =>
        Assert.Equal(notes, Changelog.NotesOf(text, version));

    [Theory]
    [InlineData("")]
    [InlineData("## [0.9.0]\n- b")]
    [InlineData("## [Unreleased]\n\n## [0.9.0]\n- b")]
    public void A_version_that_is_missing_from_the_changelog_is_not_packed(string text) =>
        Assert.Throws<InvalidDataException>(() => Changelog.NotesOf(text, "1.0.0"));

    [Fact]
    public void A_zip_of_the_same_files_has_the_same_bytes()
    {
        var first = Path.Combine(_folder, "first.zip");
        var second = Path.Combine(_folder, "second.zip");
        ZipWriter.Write(Module, "MtaSts/0.1.0/", first);
        // The times of the files and the order of their creation must not matter.
        var content = File.ReadAllBytes(Path.Combine(Module, "CHANGELOG.md"));
        File.Delete(Path.Combine(Module, "CHANGELOG.md"));
        File.WriteAllBytes(Path.Combine(Module, "CHANGELOG.md"), content);
        foreach (var file in Directory.GetFiles(Module, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        ZipWriter.Write(Module, "MtaSts/0.1.0/", second);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));

        using var zip = ZipFile.OpenRead(first);
        Assert.Equal(
            ["MtaSts/0.1.0/CHANGELOG.md", "MtaSts/0.1.0/MtaSts.psd1", "MtaSts/0.1.0/bin/net8.0/MtaSts.Core.dll", "MtaSts/0.1.0/en-US/about_MtaSts.help.txt"],
            zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void The_nuspec_matches_the_manifest_and_has_the_tags_of_the_gallery()
    {
        ManifestWriter.Complete(Module);
        var path = Path.Combine(_folder, "MtaSts.nuspec");
        NuspecWriter.Write(Module, ManifestText.Load(Module), path);
        var nuspec = XDocument.Load(path);
        Assert.Equal("MtaSts", Field("id"));
        Assert.Equal(Repository.ValueInManifest("ModuleVersion"), Field("version"));
        Assert.Equal(Repository.ValueInManifest("Description"), Field("description"));
        Assert.Equal(Repository.ValueInManifest("LicenseUri"), Field("licenseUrl"));
        Assert.Equal("- it's ‘new’", Field("releaseNotes"));
        var tags = Field("tags")!.Split(' ');
        Assert.Subset(
            tags.ToHashSet(),
            new System.Collections.Generic.HashSet<string> {
                "PSModule", "PSEdition_Desktop", "PSEdition_Core", "PSIncludes_Cmdlet", "PSCmdlet_Test-MtaSts", "PSCommand_Test-MtaSts" });
        Assert.Equal(
            Repository.ListInManifest("CmdletsToExport"),
            tags.Where(tag => tag.StartsWith("PSCmdlet_", StringComparison.Ordinal)).Select(tag => tag["PSCmdlet_".Length..]));
        // The gallery rejects a package with more.
        Assert.InRange(Field("tags")!.Length, 1, 4000);
        Assert.Equal(ModuleFiles.In(Module), nuspec.Descendants().Where(e => e.Name.LocalName == "file").Select(e => (string)e.Attribute("target")!));

        string? Field(string name) => nuspec.Descendants().SingleOrDefault(e => e.Name.LocalName == name)?.Value;
    }

    [Fact]
    public void Checksums_match_the_files()
    {
        Put("empty.bin", "");
        Put("abc.bin", "abc");
        var path = Path.Combine(_folder, "sums");
        Checksums.Write(path, [Path.Combine(Module, "empty.bin"), Path.Combine(Module, "abc.bin")]);
        // FIPS 180-4's example, and the hash of nothing.
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  abc.bin\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  "
                + "empty.bin\n",
            File.ReadAllText(path));
    }

    private void Put(string name, string text)
    {
        var file = Path.Combine(Module, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
