using System;
using System.IO;
#if !NET8_0_OR_GREATER
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
#endif

namespace MtaSts.Files;

/// <summary>Follows symbolic links, so that a file that is replaced or renamed is the target, and the link stays a link.</summary>
public static class LinkTarget
{
    /// <summary>The file at which a chain of links ends.</summary>
    /// <param name="path">A full path.</param>
    /// <returns>The full path of the last target, whether it exists or not; the path itself when it is not a link.</returns>
    /// <exception cref="IOException">The links form a loop, or cannot be followed.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to read the link is missing.</exception>
    public static string Of(string path)
    {
        if (path is null) throw new ArgumentNullException(nameof(path));
        var file = new FileInfo(path);
#if NET8_0_OR_GREATER
        return file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
#else
        // Other kinds of reparse points, such as the files of a synced folder, have no other path: the result is the same path.
        var attributes = file.Attributes;
        if ((int)attributes == -1 || (attributes & FileAttributes.ReparsePoint) == 0) return path;
        if (Path.DirectorySeparatorChar != '\\') throw new IOException("It is a symbolic link, which is not followed here.");
        return FinalPath(path);
#endif
    }

    /// <summary>Whether a link still leads to a file; true also when that cannot be seen.</summary>
    /// <param name="link">The link; it may be gone.</param>
    /// <param name="path">The file.</param>
    public static bool Leads(string link, string path)
    {
        try
        {
            return Of(link) == path;
        }
        catch (IOException)
        {
            return false; // a loop
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
    }

#if !NET8_0_OR_GREATER
    private const uint ShareAll = 7;
    private const uint OpenExisting = 3;

    private static string FinalPath(string path)
    {
        using var handle = CreateFile(path, 0, ShareAll, IntPtr.Zero, OpenExisting, 0, IntPtr.Zero);
        if (handle.IsInvalid) throw Fault(path);
        var text = new char[1024];
        var length = GetFinalPathNameByHandle(handle, text, text.Length, 0);
        if (length > text.Length)
        {
            text = new char[length];
            length = GetFinalPathNameByHandle(handle, text, text.Length, 0);
        }

        if (length == 0) throw Fault(path);
        var found = new string(text, 0, length);
        if (found.StartsWith(@"\\?\UNC\", StringComparison.Ordinal)) return @"\\" + found.Substring(8);
        return found.StartsWith(@"\\?\", StringComparison.Ordinal) ? found.Substring(4) : found;
    }

    private static IOException Fault(string path)
    {
        var error = new Win32Exception(Marshal.GetLastWin32Error());
        return new IOException($"The link '{path}' cannot be followed (Windows error {error.NativeErrorCode}).", error);
    }

    [DllImport("kernel32.dll", EntryPoint = "CreateFileW", ExactSpelling = true, CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern SafeFileHandle CreateFile(
        string path, uint access, uint share, IntPtr security, uint disposition, uint flags, IntPtr template);

    [DllImport("kernel32.dll", EntryPoint = "GetFinalPathNameByHandleW", ExactSpelling = true, CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetFinalPathNameByHandle(SafeFileHandle handle, [Out] char[] text, int length, uint flags);
#endif
}
