using System;
using System.Collections.Generic;
using System.IO;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// The files of a path: the file itself, or, when asked for, all regular files below a folder. What cannot be looked at is
/// told and left out, and the others are read.
/// </summary>
/// <param name="unreadable">Takes a folder that cannot be listed, and why.</param>
/// <param name="notRegular">Takes a pipe, a socket or a device that was passed over.</param>
/// <param name="system">The file system.</param>
internal sealed class ReportFiles(Action<string, Exception> unreadable, Action<string> notRegular, FolderSystem? system = null)
{
    private readonly FolderSystem _system = system ?? new FolderSystem();

    /// <summary>Whether the path is a folder.</summary>
    public bool IsFolder(string path) => _system.IsFolder(path);

    /// <summary>Whether a file that was found, and not named, is to be read; one that is not regular is told.</summary>
    public bool IsWanted(string file)
    {
        if (_system.IsRegular(file)) return true;
        notRegular(file);
        return false;
    }

    /// <summary>The regular files of a folder, without those of the folders in it.</summary>
    /// <param name="folder">The folder.</param>
    public IEnumerable<FoundFile> In(string folder)
    {
        // Each is looked at when it is its turn, so that the first ones are read meanwhile.
        foreach (var name in List(folder, _system.FilesIn))
        {
            var file = _system.Look(Path.Combine(folder, name));
            if (file.Length > 0 || IsWanted(file.Path)) yield return file; // what is not regular has no length
        }
    }

    /// <summary>The regular files of a folder that was named without those below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="onlyFolders">Takes the folder and the number of folders in it when it has no files.</param>
    public IEnumerable<FoundFile> Top(string folder, Action<string, int> onlyFolders)
    {
        var hasFiles = false;
        foreach (var file in In(folder))
        {
            hasFiles = true;
            yield return file;
        }

        if (!hasFiles && List(folder, _system.FoldersIn).Count is > 0 and var folders) onlyFolders(folder, folders);
    }

    /// <summary>All regular files below a folder.</summary>
    /// <param name="root">The folder.</param>
    public IEnumerable<FoundFile> Below(string root)
    {
        var folders = new Stack<string>();
        folders.Push(root);
        while (folders.Count > 0)
        {
            var folder = folders.Pop();
            foreach (var file in In(folder)) yield return file;
            var below = List(folder, _system.FoldersIn);
            for (var i = below.Count - 1; i >= 0; i--)
            {
                var inner = Path.Combine(folder, below[i]);
                if (!IsLink(inner)) folders.Push(inner);
            }
        }
    }

    private bool IsLink(string folder)
    {
        try
        {
            return _system.IsLink(folder);
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            unreadable(folder, error);
            return true;
        }
    }

    private IReadOnlyList<T> List<T>(string folder, Func<string, IReadOnlyList<T>> list)
    {
        try
        {
            return list(folder);
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            unreadable(folder, error);
            return [];
        }
    }
}
