using System;
using System.Collections.Generic;
using System.IO;
#if NET8_0_OR_GREATER
using System.IO.Enumeration;
#endif
using System.Linq;

namespace MtaSts.PowerShell.Input;

/// <summary>The file system as far as a walk through folders needs it. Names are listed and not paths: a folder may hold a million.</summary>
#pragma warning disable CA1852 // The tests derive from it, and some projects compile this file without them
internal class FolderSystem
#pragma warning restore CA1852
{
    public virtual bool IsFolder(string path) => Directory.Exists(path);

    /// <summary>The names of the files in a folder, in order.</summary>
    /// <exception cref="IOException">It cannot be listed, or is no longer there.</exception>
    public virtual IReadOnlyList<string> FilesIn(string folder) => Sorted(NamesIn(folder));

    /// <summary>Looks at a file that was listed: its length tells how it is read best, and that it is regular.</summary>
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
    public virtual IReadOnlyList<string> FoldersIn(string folder) => Sorted(Directory.EnumerateDirectories(folder).Select(Path.GetFileName)!);

    /// <summary>Whether a folder is a link, which may lead back up.</summary>
    /// <exception cref="IOException">It is no longer there.</exception>
    public virtual bool IsLink(string folder) => (File.GetAttributes(folder) & FileAttributes.ReparsePoint) != 0;

    public virtual bool IsRegular(string file) => FileKind.IsRegular(file);

#if NET8_0_OR_GREATER
    private static FileSystemEnumerable<string> NamesIn(string folder)
    {
        var all = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false };
        return new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.FileName.ToString(), all)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
        };
    }
#else
    private static IEnumerable<string> NamesIn(string folder) => Directory.EnumerateFiles(folder).Select(Path.GetFileName);
#endif

    private static List<string> Sorted(IEnumerable<string> all)
    {
        var names = new List<string>(all);
        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
