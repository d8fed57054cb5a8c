using System.Collections.Generic;
using System.Management.Automation;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Input;

/// <summary>Resolves a path as an admin writes it to paths of files; a path that leads nowhere becomes an error and the rest is read.</summary>
internal static class FilePaths
{
    /// <summary>Resolves wildcards.</summary>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, string path)
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

    /// <summary>Takes the path literally; writes an error and returns nothing when it is not a path of the file system.</summary>
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
            // An unknown drive or provider: the other paths are read anyway.
            cmdlet.WriteError(ErrorRecords.PathNotFound(path, error));
        }

        return [];
    }
}
