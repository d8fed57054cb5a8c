using System;
using System.IO;
#if !NET8_0_OR_GREATER
using System.ComponentModel;
using System.Runtime.InteropServices;
#endif

namespace MtaSts.Files;

/// <summary>
/// Moves a file to a place where another one may be, in one step: whoever opens the path finds the old file or the new one,
/// and so does whoever looks after this process has been killed. Both paths must be on one volume.
/// </summary>
public static class AtomicMove
{
    /// <summary>Moves the file.</summary>
    /// <param name="source">The file; it is gone afterwards.</param>
    /// <param name="target">Its place; what is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be moved; the target is what it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The right to move it is missing; the target is what it was.</exception>
    public static void Over(string source, string target)
    {
#if NET8_0_OR_GREATER
        File.Move(source, target, overwrite: true);
#else
        if (Path.DirectorySeparatorChar == '\\') MoveOnWindows(source, target);
        else if (File.Exists(target)) File.Replace(source, target, null);
        else File.Move(source, target);
#endif
    }

#if !NET8_0_OR_GREATER
    private const uint ReplaceExisting = 1;
    private const uint WriteThrough = 8;
    private const int AccessDenied = 5;

    // .NET Framework has no move that overwrites. Its File.Replace takes two steps, between which there is no target.
    private static void MoveOnWindows(string source, string target)
    {
        if (MoveFileEx(Long(source), Long(target), ReplaceExisting | WriteThrough)) return;
        var error = new Win32Exception(Marshal.GetLastWin32Error());
        throw error.NativeErrorCode == AccessDenied
            ? new UnauthorizedAccessException($"'{target}' could not be replaced: access is denied.", error)
            : new IOException($"'{target}' could not be replaced (Windows error {error.NativeErrorCode}).", error);
    }

    /// <summary>Paths from 260 characters on need the prefix; shorter ones are taken as they are.</summary>
    private static string Long(string path)
    {
        var full = Path.GetFullPath(path);
        if (full.Length < 248 || full.StartsWith(@"\\?\", StringComparison.Ordinal)) return full;
        return full.StartsWith(@"\\", StringComparison.Ordinal) ? @"\\?\UNC\" + full.Substring(2) : @"\\?\" + full;
    }

    [DllImport("kernel32.dll", EntryPoint = "MoveFileExW", ExactSpelling = true, CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFileEx(string source, string target, uint flags);
#endif
}
