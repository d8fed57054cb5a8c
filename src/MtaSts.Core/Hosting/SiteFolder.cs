using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Hosting;

/// <summary>
/// Writes a site into a folder: all of it, or nothing. Everything is written as a draft first and then moved into place, each
/// file in one step; when a move fails, those before it are undone.
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

        // What has no length may be a pipe, and whoever opens one may wait for ever.
        if (!readme.Exists || readme.Length is 0 or > MaxReadme) return [];
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

        using var one = SiteLock.Take(root);
        var made = MakeFolder(Directory.Exists(root) ? root : Path.GetDirectoryName(root) ?? root);
        var swap = new FileTransaction();
        string? draft = null;
        try
        {
            draft = DraftFolder.Make(root);
            foreach (var (file, i) in files.Select((file, i) => (file, i))) WriteDraft(NameIn(draft, i), file.Text);
            for (var i = 0; i < files.Count; i++) swap.Move(NameIn(draft, i), targets[i], NameIn(draft, files.Count + i));
        }
        catch
        {
            swap.Undo();
            if (draft is not null) DraftFolder.TryRemove(draft);
            foreach (var created in Enumerable.Reverse(made)) RemoveEmpty(created);
            throw;
        }

        DraftFolder.TryRemove(draft);
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

    // On the disk before it is in its place, so that a power failure leaves no empty policy there.
    private static void WriteDraft(string path, string text)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var octets = SitePath.Encoding.GetBytes(text);
        stream.Write(octets, 0, octets.Length);
        stream.Flush(flushToDisk: true);
    }
}
