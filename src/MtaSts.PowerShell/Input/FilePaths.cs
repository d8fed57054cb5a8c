using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Runtime.InteropServices;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Input;

/// <summary>From a path as an admin writes it to paths of files; what leads nowhere becomes an error and the rest goes on.</summary>
internal static class FilePaths
{
    /// <summary>Whether two full paths name the same file; on Windows and macOS upper and lower case are the same.</summary>
    public static bool AreSame(string left, string right) => string.Equals(
        Path.GetFullPath(left), Path.GetFullPath(right),
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

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
