using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Hosting;

/// <summary>
/// Writes a site into a folder: all of it, or nothing. Everything is written to a temporary folder first and then moved
/// into place; when a move fails, those before it are undone.
/// </summary>
public static class SiteFolder
{
    private const int MaxReadme = 1_000_000; // ours is smaller, and other READMEs do not matter

    /// <summary>True when there is something in the folder that writing a site could disturb.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsInUse(string folder) => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any();

    /// <summary>The domains of the site in a folder, according to its README.md; none when there is no such site.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string> DomainsIn(string folder)
    {
        var readme = new FileInfo(Path.Combine(folder ?? throw new ArgumentNullException(nameof(folder)), SiteReadme.FileName));
        if (!readme.Exists || readme.Length > MaxReadme) return [];
        return [.. File.ReadLines(readme.FullName)
            .Where(line => line.StartsWith(SiteReadme.HostLine, StringComparison.Ordinal) && line.EndsWith("/" + SiteFile.PolicyPath, StringComparison.Ordinal))
            .Select(line => line.Substring(SiteReadme.HostLine.Length, line.Length - SiteReadme.HostLine.Length - SiteFile.PolicyPath.Length - 1))
            .Where(name => DomainName.TryParse(name, out _, out _))];
    }

    /// <summary>Writes the files.</summary>
    /// <param name="folder">The site's folder; it is created when it does not exist.</param>
    /// <param name="files">The files; other files in the folder are not changed.</param>
    /// <returns>The full paths of the files, in order.</returns>
    /// <exception cref="ArgumentException">A file's path is not below the folder.</exception>
    /// <exception cref="IOException">The folder cannot be written, or a link in it leads elsewhere. Nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission to write is missing. Nothing has changed.</exception>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<SiteFile> files)
    {
        if (folder is null) throw new ArgumentNullException(nameof(folder));
        if (files is null) throw new ArgumentNullException(nameof(files));
        var root = Path.GetFullPath(folder);
        var targets = files.Select(file => SitePath.Below(root, file.Path)).ToList();

        // In the folder itself when it exists: its parent may not be writable. Either way on the same volume.
        var made = MakeFolder(Directory.Exists(root) ? root : Path.GetDirectoryName(root) ?? root);
        var draft = Path.Combine(Directory.Exists(root) ? root : Path.GetDirectoryName(root) ?? root, ".mtasts-" + Guid.NewGuid().ToString("N") + ".tmp");
        var swap = new FileTransaction();
        try
        {
            Directory.CreateDirectory(draft);
            foreach (var (file, i) in files.Select((file, i) => (file, i))) File.WriteAllText(NameIn(draft, i), file.Text, SitePath.Encoding);
            for (var i = 0; i < files.Count; i++) swap.Move(NameIn(draft, i), targets[i], NameIn(draft, files.Count + i));
        }
        catch
        {
            swap.Undo();
            RemoveAll(draft);
            foreach (var created in Enumerable.Reverse(made)) RemoveEmpty(created);
            throw;
        }

        TryRemove(draft);
        return targets;
    }

    /// <summary>Creates a folder and those above it that are missing.</summary>
    /// <returns>The folders that were created, outermost first.</returns>
    internal static IReadOnlyList<string> MakeFolder(string folder)
    {
        var missing = new Stack<string>();
        for (var at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at)) missing.Push(at);
        Directory.CreateDirectory(folder);
        return missing.ToList();
    }

    internal static void RemoveEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private static string NameIn(string draft, int number) => Path.Combine(draft, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The site is in place; a temporary folder that remains, for example because a virus scanner has a file open, does not matter.</summary>
    private static void TryRemove(string draft)
    {
        try
        {
            RemoveAll(draft);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static void RemoveAll(string draft)
    {
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
    }
}
