using System;
using System.Collections.Generic;
using System.IO;
#if NET8_0_OR_GREATER
using System.IO.Enumeration;
#endif
using System.Linq;
#if !NET8_0_OR_GREATER
using System.Runtime.InteropServices;
#endif

namespace MtaSts.PowerShell.Input;

/// <summary>The file system as far as a walk through folders needs it. Names are listed and not paths: a folder may hold a million.</summary>
#pragma warning disable CA1852 // The tests derive from it, and some projects compile this file without them
internal class FolderSystem
#pragma warning restore CA1852
{
    public virtual bool IsFolder(string path) => Directory.Exists(path);

    /// <summary>The files in a folder, in the order of their names.</summary>
    /// <exception cref="IOException">It cannot be listed, or is no longer there.</exception>
    public virtual IReadOnlyList<ListedFile> FilesIn(string folder)
    {
        var files = new List<ListedFile>(Listed(folder));
        files.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return files;
    }

    /// <summary>Looks at a file that was listed without its length: the length tells how it is read best, and that it is regular.</summary>
    /// <param name="path">The file.</param>
    public virtual FoundFile Look(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return new FoundFile(path, file.Exists && (file.Attributes & FileAttributes.ReparsePoint) == 0 ? file.Length : 0);
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            return new FoundFile(path, 0); // reading it says why
        }
    }

    /// <summary>The names of the folders in a folder, in order.</summary>
    /// <exception cref="IOException">It cannot be listed, or is no longer there.</exception>
    public virtual IReadOnlyList<string> FoldersIn(string folder)
    {
        var names = new List<string>(Directory.EnumerateDirectories(folder).Select(Path.GetFileName)!);
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Whether a folder is a link, which may lead back up.</summary>
    /// <exception cref="IOException">It is no longer there.</exception>
    public virtual bool IsLink(string folder) => (File.GetAttributes(folder) & FileAttributes.ReparsePoint) != 0;

    public virtual bool IsRegular(string file) => FileKind.IsRegular(file);

    // Windows lists the length and the attributes of a file with its name; elsewhere each would take a call of the system now, before
    // the first file is read.
#if NET8_0_OR_GREATER
    private static FileSystemEnumerable<ListedFile> Listed(string folder)
    {
        var all = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false };
        return new FileSystemEnumerable<ListedFile>(folder, static (ref FileSystemEntry entry) => ListedAs(ref entry), all)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
        };
    }

    private static ListedFile ListedAs(ref FileSystemEntry entry) =>
        new(entry.FileName.ToString(), OperatingSystem.IsWindows() && IsPlain(entry.Attributes) ? entry.Length : 0);
#else
    private static IEnumerable<ListedFile> Listed(string folder)
    {
        var isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        return new DirectoryInfo(folder).EnumerateFiles().Select(file => new ListedFile(file.Name, isWindows && IsPlain(file.Attributes) ? file.Length : 0));
    }
#endif

    private static bool IsPlain(FileAttributes attributes) => (attributes & (FileAttributes.ReparsePoint | FileAttributes.Device)) == 0;
}
