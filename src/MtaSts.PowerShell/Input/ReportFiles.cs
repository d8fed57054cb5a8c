using System;
using System.Collections.Generic;
using System.IO;
using MtaSts.Intake;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// The files of a path: the file itself, or, when asked for, all regular files below a folder. What cannot be looked at is
/// told and left out, and the others are read. Drafts of Export-TlsRptReport in a folder are passed over: its next run completes them.
/// </summary>
/// <param name="unreadable">Takes a folder that cannot be listed, and why.</param>
/// <param name="notRegular">Takes a pipe, a socket or a device that was skipped.</param>
/// <param name="linked">Takes a link to a folder that was not followed: links can form a loop.</param>
/// <param name="system">The file system.</param>
internal sealed class ReportFiles(Action<string, Exception> unreadable, Action<string> notRegular, Action<string> linked, FolderSystem? system = null)
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

    /// <summary>The regular files of a folder that was named without those below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="onlyFolders">Takes the folder and the number of folders in it, without links, when it has no files.</param>
    public IEnumerable<FoundFile> Top(string folder, Action<string, int> onlyFolders)
    {
        if (!TryList(folder, _system.FilesIn, out var listed)) yield break;
        var hasFiles = false;
        foreach (var file in In(folder, listed))
        {
            hasFiles = true;
            yield return file;
        }

        if (!hasFiles && FoldersIn(folder, isTold: false).Count is > 0 and var folders) onlyFolders(folder, folders);
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
            var isTold = !TryList(folder, _system.FilesIn, out var listed);
            foreach (var file in In(folder, listed)) yield return file;
            var below = FoldersIn(folder, isTold);
            for (var i = below.Count - 1; i >= 0; i--) folders.Push(below[i]);
        }
    }

    // Each is looked at when it is its turn, so that the first ones are read meanwhile.
    private IEnumerable<FoundFile> In(string folder, IReadOnlyList<ListedFile> files)
    {
        foreach (var listed in files)
        {
            var path = Path.Combine(folder, listed.Name);
            var file = listed.Length > 0 ? new FoundFile(path, listed.Length) : _system.Look(path);
            if (file.Length > 0 || IsWanted(file.Path)) yield return file; // what is not regular has no length
        }
    }

    /// <summary>The folders in a folder, without links, which are told.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isTold">True when a fault of this folder was told before.</param>
    private List<string> FoldersIn(string folder, bool isTold)
    {
        var folders = new List<string>();
        if (!TryList(folder, _system.FoldersIn, out var names, isTold)) return folders;
        foreach (var name in names)
        {
            if (ReportArchive.IsDrafts(name)) continue;
            var inner = Path.Combine(folder, name);
            if (!TryIsLink(inner, out var isLink)) continue;
            if (isLink) linked(inner);
            else folders.Add(inner);
        }

        return folders;
    }

    private bool TryIsLink(string folder, out bool isLink)
    {
        isLink = false;
        try
        {
            isLink = _system.IsLink(folder);
            return true;
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            unreadable(folder, error);
            return false;
        }
    }

    private bool TryList<T>(string folder, Func<string, IReadOnlyList<T>> list, out IReadOnlyList<T> listed, bool isTold = false)
    {
        listed = [];
        try
        {
            listed = list(folder);
            return true;
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            if (!isTold) unreadable(folder, error);
            return false;
        }
    }
}
