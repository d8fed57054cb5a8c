using System;
using System.IO;

namespace MtaSts.PowerShell.Input;

/// <summary>One thing to read reports from.</summary>
/// <param name="Name">Its name in results: a file's path, or a name given with the bytes.</param>
/// <param name="Target">The target object of errors.</param>
/// <param name="Open">Opens it, on the pool.</param>
/// <param name="IsOwn">True when we must close the stream.</param>
/// <param name="IsFile">True when it is a file on disk, according to its name.</param>
internal sealed record ReportInput(string Name, object Target, Func<Stream> Open, bool IsOwn = true, bool IsFile = false)
{
    // Sequential reads through the reader's own buffers: another buffer would only copy.
    public static ReportInput File(string path) =>
        new(path, path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1), IsFile: true);

    /// <summary>
    /// Whether it may be a pipe or a device, which looks empty until it is opened, and may then never return data.
    /// </summary>
    public bool MayWait() => IsFile && new FileInfo(Name) is { Exists: true, Length: 0 };

    public static ReportInput Bytes(byte[] bytes, string name) => new(name, name, () => new MemoryStream(bytes, false));
}
