using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// The folders that come through the pipeline. Get-ChildItem -Recurse returns them among their own files, which must not be read twice, so
/// they wait until everything has come.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="isRecursive">The files of the folders are wanted too.</param>
internal sealed class PipedFolders(ReportFiles files, bool isRecursive)
{
    private readonly List<string> _folders = [];
    private readonly HashSet<string> _aroundFiles = new(FilePaths.Comparer); // the folders of all files that came, and those around them
    private readonly HashSet<string> _came = new(FilePaths.Comparer); // the files, which are needed only to leave them out of their folders
    private string? _last;

    /// <summary>Takes a folder.</summary>
    public void AddFolder(string path) => _folders.Add(path);

    /// <summary>Notes a file that came by itself.</summary>
    public void NoteFile(string path)
    {
        if (isRecursive) _came.Add(path);
        var folder = Path.GetDirectoryName(path);
        if (folder == _last) return; // as most files
        _last = folder;
        for (; !string.IsNullOrEmpty(folder) && _aroundFiles.Add(folder!); folder = Path.GetDirectoryName(folder))
        {
        }
    }

    /// <summary>The files of the folders that did not come by themselves.</summary>
    public IEnumerable<FoundFile> Files()
    {
        var roots = new HashSet<string>(_folders.Select(Key), FilePaths.Comparer);
        return roots.Where(folder => !IsBelow(folder, roots)).SelectMany(files.Below).Where(file => !_came.Contains(file.Path));
    }

    /// <summary>The folders that have files, none of which came.</summary>
    public IEnumerable<string> Unread() => _folders.Where(folder => !_aroundFiles.Contains(Key(folder)) && files.Below(folder).Any());

    private static bool IsBelow(string folder, HashSet<string> roots)
    {
        for (var around = Path.GetDirectoryName(folder); !string.IsNullOrEmpty(around); around = Path.GetDirectoryName(around))
        {
            if (roots.Contains(around!)) return true;
        }

        return false;
    }

    private static string Key(string folder)
    {
        var end = folder.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        return Path.GetDirectoryName(end) is null ? folder : end; // a root is what ends with a separator
    }
}
