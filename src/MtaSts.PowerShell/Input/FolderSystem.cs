using System;
using System.Collections.Generic;
using System.IO;
#if NET8_0_OR_GREATER
using System.IO.Enumeration;
#endif

namespace MtaSts.PowerShell.Input;

/// <summary>The file system as far as a walk through folders needs it. Names are listed and not paths: a folder may hold a million.</summary>
#pragma warning disable CA1852 // The tests derive from it, and some projects compile this file without them
internal class FolderSystem
#pragma warning restore CA1852
{
    public virtual bool IsFolder(string path) => Directory.Exists(path);

    /// <summary>The names and lengths of the files in a folder, in order.</summary>
    /// <exception cref="IOException">It cannot be listed, or is no longer there.</exception>
    public virtual IReadOnlyList<FoundFile> FilesIn(string folder)
    {
#if NET8_0_OR_GREATER
        var found = new List<FoundFile>(new FileSystemEnumerable<FoundFile>(
            folder,
            static (ref FileSystemEntry entry) => new FoundFile(entry.FileName.ToString(), LengthOf(ref entry), IsLinkEntry(ref entry)),
            AsEnumerateFiles)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
        });
#else
        // Windows lists the lengths with the names.
        var found = new List<FoundFile>();
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
            found.Add(new FoundFile(file.Name, LengthOf(file), (file.Attributes & FileAttributes.ReparsePoint) != 0));
#endif
        found.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return found;
    }

    /// <summary>The names of the folders in a folder, in order.</summary>
    /// <exception cref="IOException">It cannot be listed, or is no longer there.</exception>
    public virtual IReadOnlyList<string> FoldersIn(string folder) => Sorted(Directory.EnumerateDirectories(folder));

    /// <summary>Whether a folder is a link, which may lead back up.</summary>
    /// <exception cref="IOException">It is no longer there.</exception>
    public virtual bool IsLink(string folder) => (File.GetAttributes(folder) & FileAttributes.ReparsePoint) != 0;

    public virtual bool IsRegular(string file) => FileKind.IsRegular(file);

#if NET8_0_OR_GREATER
    // What Directory.EnumerateFiles(folder) uses.
    private static readonly EnumerationOptions AsEnumerateFiles = new() { MatchType = MatchType.Win32, AttributesToSkip = 0, IgnoreInaccessible = false };

    private static bool IsLinkEntry(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private static long LengthOf(ref FileSystemEntry entry)
    {
        try
        {
            return entry.Length;
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            return 0; // gone in the meantime; reading it says so
        }
    }
#else
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            return 0; // gone in the meantime; reading it says so
        }
    }
#endif

    private static List<string> Sorted(IEnumerable<string> paths)
    {
        var names = new List<string>();
        foreach (var path in paths) names.Add(Path.GetFileName(path));
        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
