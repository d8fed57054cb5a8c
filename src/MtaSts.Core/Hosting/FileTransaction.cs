using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MtaSts.Files;

namespace MtaSts.Hosting;

/// <summary>Moves files into place, each in one step, and puts everything back when one of them cannot be moved.</summary>
internal sealed class FileTransaction
{
    private readonly Stack<Action> _undo = new();

    /// <summary>Moves a file over what is in its place.</summary>
    /// <param name="source">The file.</param>
    /// <param name="target">Its place.</param>
    /// <param name="aside">Where to keep a copy of what is there now.</param>
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
            Keep(target, aside);
            AtomicMove.Over(source, target);
            _undo.Push(() => AtomicMove.Over(aside, target));
            return;
        }

        AtomicMove.Over(source, target);
        _undo.Push(() => File.Delete(target));
    }

    /// <summary>Undoes all moves, the last first.</summary>
    public void Undo()
    {
        while (_undo.Count > 0) _undo.Pop()();
    }

    // What has no length may be a pipe, and whoever opens one may wait for ever.
    private static void Keep(string target, string aside)
    {
        if (new FileInfo(target).Length == 0) File.WriteAllBytes(aside, []);
        else File.Copy(target, aside);
    }
}
