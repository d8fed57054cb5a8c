using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MtaSts.Intake;
using MtaSts.TlsRpt;

namespace MtaSts.PowerShell.Input;

/// <summary>The files of a folder that were not read yet, or that changed since.</summary>
/// <param name="folder">The full path.</param>
/// <param name="state">What is known; null to know nothing.</param>
internal sealed class GrowingFolder(string folder, IntakeState state)
{
    private readonly HashSet<ContentKey> _present = [];

    /// <summary>The files that are new, in the order of their paths, each with the key that it is known by once it was read.</summary>
    /// <param name="files">All files, with full paths.</param>
    /// <param name="unreadable">Takes a file that cannot be looked at, and why.</param>
    public List<(string Path, ContentKey Key)> New(IEnumerable<string> files, Action<string, Exception> unreadable)
    {
        var found = new List<(string, ContentKey)>();
        var sorted = new List<string>(files);
        sorted.Sort(StringComparer.Ordinal);
        foreach (var file in sorted)
        {
            try
            {
                var key = KeyOf(file);
                _present.Add(key);
                if (!state.Files.Contains(key)) found.Add((file, key));
            }
            catch (Exception error) when (FileKind.IsFault(error))
            {
                unreadable(file, error);
            }
        }

        return found;
    }

    /// <summary>Forgets the files that are gone or changed, so that the state grows no larger than the folder.</summary>
    public void ForgetOthers() => state.Files.Keep(_present);

    /// <summary>A file that is written to again has another length or time.</summary>
    private ContentKey KeyOf(string file)
    {
        var info = new FileInfo(file);
        var name = file.Substring(folder.Length).TrimStart('/', '\\').Replace('\\', '/');
        return ContentKey.Of(string.Format(CultureInfo.InvariantCulture, "{0}\n{1}\n{2}", name, info.Length, info.LastWriteTimeUtc.Ticks));
    }
}
