using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Input;

/// <summary>From a path as an admin writes it to paths of files; what leads nowhere becomes an error and the rest goes on.</summary>
internal static class FilePaths
{
    private static readonly WildcardFiles Wildcards = new(
        WildcardPattern.ContainsWildcardCharacters, WildcardPattern.Unescape, part => new WildcardPattern(part, WildcardOptions.IgnoreCase).IsMatch);

    /// <summary>Resolves wildcards, while they are enumerated.</summary>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path)) return ResolveOne(cmdlet, path);
        return Literal(cmdlet, path).SelectMany(whole => Expand(cmdlet, path, whole));
    }

    private static IEnumerable<string> Expand(PSCmdlet cmdlet, string path, string whole)
    {
        var count = 0;
        var isFault = false;
        using var found = Wildcards.Find(whole).GetEnumerator();
        while (TryNext(cmdlet, found, path, out isFault))
        {
            count++;
            yield return found.Current;
        }

        if (count == 0 && !isFault) cmdlet.WriteError(ErrorRecords.PathNotFound(path));
    }

    private static bool TryNext(PSCmdlet cmdlet, IEnumerator<string> found, string path, out bool isFault)
    {
        isFault = false;
        try
        {
            return found.MoveNext();
        }
        catch (Exception error) when (FileKind.IsFault(error))
        {
            cmdlet.WriteError(ErrorRecords.FileUnreadable(path, error));
            isFault = true;
            return false;
        }
    }

    private static Collection<string> ResolveOne(PSCmdlet cmdlet, string path)
    {
        try
        {
            var found = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
            if (provider.Name == "FileSystem" && found.Count > 0) return found;
            cmdlet.WriteError(provider.Name == "FileSystem" ? ErrorRecords.PathNotFound(path) : ErrorRecords.NotAFile(path));
        }
        catch (SessionStateException error)
        {
            cmdlet.WriteError(ErrorRecords.PathNotFound(path, error));
        }

        return [];
    }

    /// <summary>Takes the path literally; nothing, after an error, when it is not a path of the file system.</summary>
    public static IEnumerable<string> Literal(PSCmdlet cmdlet, string path)
    {
        try
        {
            var file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name == "FileSystem") return [file];
            cmdlet.WriteError(ErrorRecords.NotAFile(path));
        }
        catch (SessionStateException error)
        {
            // An unknown drive or provider: the other paths are read all the same.
            cmdlet.WriteError(ErrorRecords.PathNotFound(path, error));
        }

        return [];
    }
}
