using System.IO;
using System.Linq;
using System.Text;

namespace MtaSts.PackageBuilder;

/// <summary>
/// Fills in the parts of the manifest that apply to a laid-out module only: the release notes, the list of its files, the views and
/// the script that runs at the import. In the repository that script says that the module is not built yet.
/// </summary>
public static class ManifestWriter
{
    private const string NoNotes = "ReleaseNotes = ''";
    private const string NoFiles = "FileList             = @()";
    private const string NoViews = "FormatsToProcess     = @()";
    private const string NotLaidOut = "NestedModules        = @('src/MtaSts.PowerShell/Types/NotLaidOut.psm1')";

    /// <summary>Completes the manifest of a laid-out module.</summary>
    /// <param name="folder">The folder of the module, with the changelog in it.</param>
    /// <exception cref="InvalidDataException">The manifest has no empty entries for them, or the changelog has no text.</exception>
    public static void Complete(string folder)
    {
        var manifest = ManifestText.Load(folder);
        var notes = Changelog.NotesOf(File.ReadAllText(Path.Combine(folder, "CHANGELOG.md")), manifest.Version);
        var files = string.Concat(ModuleFiles.In(folder).Select(file => $"\n        {ManifestText.Quote(file)}"));
        var text = manifest.Text.ReplaceLineEndings("\n");
        text = Fill(text, NoFiles, $"FileList             = @({files}\n    )");
        var views = Directory.GetFiles(folder, "*.ps1xml").Select(file => ManifestText.Quote(Path.GetFileName(file)))
            .OrderBy(name => name, System.StringComparer.Ordinal);
        text = Fill(text, NoViews, $"FormatsToProcess     = @({string.Join(", ", views)})");
        text = Fill(text, NotLaidOut, "NestedModules        = @('MtaSts.Import.psm1')");
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
