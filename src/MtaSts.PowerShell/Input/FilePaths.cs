using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Runtime.InteropServices;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Input;

/// <summary>Resolves a path as an admin writes it to paths of files; a path that leads nowhere becomes an error and the rest is read.</summary>
internal static class FilePaths
{
    /// <summary>Longer texts are not looked for as files.</summary>
    private const int LongestName = 1024;

    /// <summary>Policies have line breaks, and records have these signs; so do file names that nobody gives to a policy.</summary>
    private static readonly char[] NotInNames = ['\r', '\n', '\0', ';', '='];

    /// <summary>Compares full paths; on Windows and macOS upper and lower case are the same.</summary>
    public static StringComparer Comparer { get; } =
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>Whether two paths name the same file.</summary>
    public static bool AreSame(string left, string right) => Comparer.Equals(Path.GetFullPath(left), Path.GetFullPath(right));

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

    /// <summary>
    /// The file that a text names, when it is the name of an existing file and not a policy or record: null otherwise.
    /// </summary>
    public static string? NamedBy(PSCmdlet cmdlet, string text)
    {
        var colon = text.IndexOf(':');
        if (text.Length is 0 or > LongestName || colon > 1 || text.IndexOfAny(NotInNames) >= 0) return null;
        try
        {
            var file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(text.Trim(), out var provider, out _);
            return provider.Name == "FileSystem" && File.Exists(file) ? file : null;
        }
        catch (Exception error) when (error is SessionStateException or ArgumentException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The file to write at a path, whose folder must exist; a path that cannot be one ends the cmdlet.</summary>
    public static string ToWrite(PSCmdlet cmdlet, string path)
    {
        if (string.IsNullOrWhiteSpace(path)) cmdlet.ThrowTerminatingError(ErrorRecords.NotAFile(path, "is blank, so it is not the path of a file"));
        var file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem") cmdlet.ThrowTerminatingError(ErrorRecords.NotAFile(path));
        if (Directory.Exists(file)) cmdlet.ThrowTerminatingError(ErrorRecords.NotAFile(file, "is a folder, not a file"));
        if (!Directory.Exists(Path.GetDirectoryName(file)!)) cmdlet.ThrowTerminatingError(ErrorRecords.FolderNotFound(file));
        return file;
    }

    /// <summary>The file to read and write at a path, which may not be a pipe: opening that would wait for somebody at its other end.</summary>
    public static string ToKeep(PSCmdlet cmdlet, string path)
    {
        var file = ToWrite(cmdlet, path);
        if (!FileKind.IsRegular(file)) cmdlet.ThrowTerminatingError(ErrorRecords.NotAFile(file, "is a pipe, a socket or a device, not a regular file"));
        return file;
    }

    /// <summary>The folder to write to at a path, which need not exist; a path that cannot be one ends the cmdlet.</summary>
    public static string FolderToWrite(PSCmdlet cmdlet, string path)
    {
        if (string.IsNullOrWhiteSpace(path)) cmdlet.ThrowTerminatingError(ErrorRecords.NotAFolder(path, "is blank, so it is not the path of a folder"));
        var folder = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem") cmdlet.ThrowTerminatingError(ErrorRecords.NotAFile(path, kind: "folder"));
        if (File.Exists(folder)) cmdlet.ThrowTerminatingError(ErrorRecords.NotAFolder(folder, "is a file, not a folder"));
        return folder;
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
            // An unknown drive or provider: the other paths are read anyway.
            cmdlet.WriteError(ErrorRecords.PathNotFound(path, error));
        }

        return [];
    }
}
