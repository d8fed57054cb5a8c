using System;
using System.IO;
#if NET8_0_OR_GREATER
using System.Formats.Tar;
#endif

namespace MtaSts.PowerShell.Input;

/// <summary>Tells regular files from pipes, sockets and devices without opening them: opening a pipe may wait for ever.</summary>
internal static class FileKind
{
    /// <summary>Whether a file is a regular one; also true when that cannot be told, for reading it says why.</summary>
    /// <param name="path">The file. A link is followed.</param>
    public static bool IsRegular(string path)
    {
        try
        {
            return IsKnownRegular(path);
        }
        catch (Exception error) when (IsFault(error))
        {
            return true;
        }
    }

    /// <summary>Whether this is an exception that the file system answers with.</summary>
    public static bool IsFault(Exception error) =>
        error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;

#if NET8_0_OR_GREATER
    private const int TypeOffset = 156; // the type in the header of a tar entry (POSIX.1-1988, ustar)

    private static bool IsKnownRegular(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) return true;
        var isLink = (file.Attributes & FileAttributes.ReparsePoint) != 0;
        if (isLink && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
        if (!file.Exists || file.Length > 0) return true; // what is not regular has no length
        if (OperatingSystem.IsWindows()) return (file.Attributes & FileAttributes.Device) == 0;
        return TypeOf(file.FullName) is '0' or '\0';
    }

    /// <summary>.NET asks the system for the type of a file in one place that can be reached: where it adds one to an archive.</summary>
    private static char TypeOf(string path)
    {
        using var header = new MemoryStream();
        using var archive = new TarWriter(header, TarEntryFormat.Ustar, leaveOpen: true);
        try
        {
            archive.WriteEntry(path, "file");
        }
        catch (IOException) when (File.Exists(path))
        {
            return 's'; // a socket has no type in an archive
        }

        return header.Length > TypeOffset ? (char)header.GetBuffer()[TypeOffset] : '0';
    }
#else
    // Windows PowerShell 5.1: pipes are not in folders there.
    private static bool IsKnownRegular(string path) => !File.Exists(path) || (File.GetAttributes(path) & FileAttributes.Device) == 0;
#endif
}
