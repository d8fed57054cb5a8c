using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MtaSts.PowerShell.Tests;

/// <summary>Paths in the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release, as these tests were built.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    public static string Manifest { get; } = File.ReadAllText(PathOf("MtaSts.psd1"));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The path inside the repository, with slashes.</summary>
    public static string RelativePathOf(string path) => Path.GetRelativePath(PathOf(), path).Replace('\\', '/');

    public static string OutputOf(string framework) => PathOf("src", "MtaSts.PowerShell", "bin", Configuration, framework);

    /// <summary>The quoted texts in a list of the manifest.</summary>
    public static string[] ListInManifest(string key)
    {
        var list = Regex.Match(Manifest, @"(?m)^\s*" + key + @"\s*=\s*@\((?<items>[^)]*)\)");
        if (!list.Success) throw new InvalidDataException($"The manifest has no list {key}.");
        return [.. Regex.Matches(list.Groups["items"].Value, "'(?<item>[^']*)'").Select(m => m.Groups["item"].Value)];
    }

    public static string ValueInManifest(string key) => Regex.Match(Manifest, @"(?m)^\s*" + key + @"\s*=\s*'(?<value>[^']*)'").Groups["value"].Value;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MtaSts.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The repository's root was not found.");
    }
}
