using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Input;

/// <summary>The files of a path: the file itself or, if requested, all files below a folder.</summary>
internal static class ReportFiles
{
    public static IEnumerable<string> Find(PSCmdlet cmdlet, string path, bool recurse)
    {
        if (!Directory.Exists(path))
        {
            yield return path;
            yield break;
        }

        if (!recurse)
        {
            cmdlet.WriteError(ErrorRecords.IsFolder(path));
            yield break;
        }

        var folders = new Stack<string>();
        folders.Push(path);
        while (folders.Count > 0)
        {
            var folder = folders.Pop();
            if (!TryList(cmdlet, folder, out var files, out var below)) continue;
            foreach (var file in files) yield return file;
            for (var i = below.Length - 1; i >= 0; i--)
                if (!IsLink(cmdlet, below[i])) folders.Push(below[i]);
        }
    }

    /// <summary>A link may lead back up. A folder that cannot be read is reported and skipped, and the others are read.</summary>
    private static bool IsLink(PSCmdlet cmdlet, string folder)
    {
        try
        {
            return (File.GetAttributes(folder) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            cmdlet.WriteError(ErrorRecords.FileUnreadable(folder, error));
            return true;
        }
    }

    private static bool TryList(PSCmdlet cmdlet, string folder, out string[] files, out string[] folders)
    {
        files = folders = [];
        try
        {
            files = Directory.GetFiles(folder);
            folders = Directory.GetDirectories(folder);
            Array.Sort(files, StringComparer.Ordinal);
            Array.Sort(folders, StringComparer.Ordinal);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            cmdlet.WriteError(ErrorRecords.FileUnreadable(folder, error));
            return false;
        }
    }
}
