using System;
using System.IO;
using System.Linq;

namespace MtaSts.PackageBuilder;

/// <summary>Reads the section of a version from a changelog in the format of Keep a Changelog.</summary>
public static class Changelog
{
    /// <summary>The section of the version, or the unreleased section when the version has none; without its heading.</summary>
    /// <param name="text">The whole changelog.</param>
    /// <param name="version">For example <c>0.1.0</c>.</param>
    /// <exception cref="InvalidDataException">It has neither section, or the section is empty.</exception>
    public static string NotesOf(string text, string version)
    {
        var notes = Section(text, version) ?? Section(text, "Unreleased");
        if (string.IsNullOrEmpty(notes)) throw new InvalidDataException($"The changelog has no section for {version} and none under [Unreleased].");
        return notes;
    }

    private static string? Section(string text, string name)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var start = Array.FindIndex(lines, line => line.StartsWith($"## [{name}]", StringComparison.Ordinal));
        if (start < 0) return null;
        return string.Join('\n', lines.Skip(start + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))).Trim();
    }
}
