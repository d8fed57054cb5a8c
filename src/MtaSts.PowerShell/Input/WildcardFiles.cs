using System;
using System.Collections.Generic;
using System.IO;
using MtaSts.Intake;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// Finds what a path with wildcards stands for, in the order that PowerShell gives: folders before files, each by name. It
/// holds the names of one folder per wildcard; PowerShell makes an object of several kilobytes for each file before it gives the first.
/// </summary>
/// <param name="isWildcard">Whether a part of a path has wildcards.</param>
/// <param name="unescape">Takes the escapes out of a part without wildcards.</param>
/// <param name="matcher">Makes the comparison for a part with wildcards.</param>
internal sealed class WildcardFiles(Func<string, bool> isWildcard, Func<string, string> unescape, Func<string, Func<string, bool>> matcher)
{
    /// <summary>The attributes of an entry that is not found by its name, as one whose name is not UTF-8. Reading it says why.</summary>
    private const FileAttributes Unknown = (FileAttributes)(-1);

    private static readonly char[] Separators = Path.DirectorySeparatorChar == '\\' ? ['\\', '/'] : ['/'];

    /// <summary>The paths that exist.</summary>
    /// <param name="path">A whole path of the file system.</param>
    /// <exception cref="IOException">A folder cannot be listed.</exception>
    public IEnumerable<string> Find(string path)
    {
        var root = RootOf(path);
        return Find(root, path.Substring(root.Length).Split(Separators, StringSplitOptions.RemoveEmptyEntries), 0);
    }

    private IEnumerable<string> Find(string folder, string[] parts, int at)
    {
        var isLast = at == parts.Length - 1;
        foreach (var name in Names(folder, parts[at], isLast))
        {
            var found = folder.Length == 0 ? name : Path.Combine(folder, name);
            if (isLast)
            {
                yield return found;
            }
            else if (Directory.Exists(found))
            {
                foreach (var inner in Find(found, parts, at + 1)) yield return inner;
            }
        }
    }

    private List<string> Names(string folder, string part, bool withFiles)
    {
        if (!isWildcard(part))
        {
            var name = unescape(part);
            var path = Path.Combine(folder, name);
            return Directory.Exists(path) || (withFiles && File.Exists(path)) ? [name] : [];
        }

        var matches = matcher(part);
        var info = new DirectoryInfo(folder);
        var names = Matching(info.EnumerateDirectories(), matches);
        if (withFiles) names.AddRange(Matching(info.EnumerateFiles(), matches));
        return names;
    }

    private static List<string> Matching(IEnumerable<FileSystemInfo> entries, Func<string, bool> matches)
    {
        var names = new List<string>();
        foreach (var entry in entries)
        {
            // Windows does not hide what begins with a dot, and the drafts of Export-TlsRptReport are hidden everywhere.
            if (matches(entry.Name) && !ReportArchive.IsDrafts(entry.Name)
                && (entry.Attributes == Unknown || (entry.Attributes & FileAttributes.Hidden) == 0))
            {
                names.Add(entry.Name);
            }
        }

        names.Sort(StringComparer.CurrentCultureIgnoreCase);
        return names;
    }

    private static string RootOf(string path)
    {
        if (Path.DirectorySeparatorChar == '/') return "/";
        var isShare = path.StartsWith(@"\\", StringComparison.Ordinal);
        var at = 2;
        for (var parts = isShare ? 2 : 0; parts > 0 && at < path.Length; parts--)
        {
            var end = path.IndexOfAny(Separators, at);
            at = end < 0 ? path.Length : end + 1;
        }

        return isShare ? path.Substring(0, at) : path.Substring(0, Math.Min(path.Length, 3));
    }
}
