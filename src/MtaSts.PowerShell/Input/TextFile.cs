using System;
using System.IO;
using System.Management.Automation;
using MtaSts.PowerShell.Output;

namespace MtaSts.PowerShell.Input;

/// <summary>Reads a small text file, or returns an error.</summary>
internal static class TextFile
{
    // A policy has at most 64 KiB; more than this is some other file.
    private const int Limit = 1024 * 1024;

    public static bool TryRead(string file, out byte[]? bytes, out ErrorRecord? error)
    {
        bytes = null;
        error = null;
        try
        {
            if (Directory.Exists(file)) error = ErrorRecords.NotAFile(file, "is a folder, not a file");
            else if (!File.Exists(file)) error = ErrorRecords.PathNotFound(file);
            else bytes = BoundedFile.Read(file, Limit);
        }
        catch (InvalidDataException)
        {
            error = ErrorRecords.FileTooLarge(file, Limit);
        }
        catch (Exception exception) when (FileKind.IsFault(exception))
        {
            error = ErrorRecords.FileUnreadable(file, exception);
        }

        return bytes is not null;
    }

    /// <summary>True when the bytes are not text in any encoding that people save text in.</summary>
    public static bool IsBinary(byte[] bytes)
    {
        var isUtf16 = bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
        return !isUtf16 && Array.IndexOf(bytes, (byte)0) >= 0;
    }
}
