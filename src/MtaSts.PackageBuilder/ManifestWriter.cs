using System.IO;
using System.Linq;
using System.Text;

namespace MtaSts.PackageBuilder;

/// <summary>Completes the manifest of a laid-out module with the release notes and the list of its files.</summary>
public static class ManifestWriter
{
    private const string NoNotes = "ReleaseNotes = ''";
    private const string NoFiles = "FileList             = @()";

    /// <summary>Completes the manifest of a laid-out module.</summary>
    /// <param name="folder">The folder of the module, with the changelog in it.</param>
    /// <exception cref="InvalidDataException">The manifest lacks a placeholder, or the changelog has no entry.</exception>
    public static void Complete(string folder)
    {
        var manifest = ManifestText.Load(folder);
        var notes = Changelog.NotesOf(File.ReadAllText(Path.Combine(folder, "CHANGELOG.md")), manifest.Version);
        var files = string.Concat(ModuleFiles.In(folder).Select(file => $"\n        {ManifestText.Quote(file)}"));
        var text = manifest.Text.ReplaceLineEndings("\n");
        text = Fill(text, NoFiles, $"FileList             = @({files}\n    )");
        text = Fill(text, NoNotes, $"ReleaseNotes = {ManifestText.Quote(notes)}");
        // Windows PowerShell reads a file without a byte order mark in the system's code page.
        File.WriteAllText(Path.Combine(folder, manifest.Name + ".psd1"), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    private static string Fill(string text, string place, string with)
    {
        if (text.Split(place).Length != 2) throw new InvalidDataException($"The manifest must have the line \"{place}\" exactly once.");
        return text.Replace(place, with, System.StringComparison.Ordinal);
    }
}
