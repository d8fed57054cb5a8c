using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MtaSts.Hosting;

/// <summary>Moves files into place, and moves them back when one of them cannot be moved.</summary>
internal sealed class FileTransaction
{
    private readonly Stack<Action> _undo = new();

    /// <summary>Moves a file into place; an existing file is set aside.</summary>
    /// <param name="source">The file.</param>
    /// <param name="target">Its place.</param>
    /// <param name="aside">Where to keep the existing file.</param>
    public void Move(string source, string target, string aside)
    {
        if (Directory.Exists(target)) throw new IOException($"'{target}' is a folder, but a file must be written there.");
        var made = SiteFolder.MakeFolder(Path.GetDirectoryName(target)!);
        _undo.Push(() =>
        {
            foreach (var folder in made.Reverse()) SiteFolder.RemoveEmpty(folder);
        });
        if (File.Exists(target))
        {
            File.Move(target, aside);
            _undo.Push(() => File.Move(aside, target));
        }

        File.Move(source, target);
        _undo.Push(() => File.Delete(target));
    }

    /// <summary>Undoes all moves, the last first.</summary>
    public void Undo()
    {
        while (_undo.Count > 0) _undo.Pop()();
    }
}
