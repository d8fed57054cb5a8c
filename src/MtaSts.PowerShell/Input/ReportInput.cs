using System;
using System.IO;
using MtaSts.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>One thing to read reports from.</summary>
/// <param name="Name">Its name in results: a file's path, or a name given with the bytes.</param>
/// <param name="Target">The target object of errors.</param>
/// <param name="Opener">Opens it, on the pool; null for a file of this name.</param>
/// <param name="IsOwn">The stream is ours to close.</param>
/// <param name="IsNamed">It is a file that was named itself, and not found in a folder: it may be a pipe or a device.</param>
internal sealed record ReportInput(string Name, object Target, Func<Stream>? Opener = null, bool IsOwn = true, bool IsNamed = false)
{
    /// <summary>Its place in the order in which the results are taken, from 0; the inputs of a group share one.</summary>
    public long Number { get; set; }

    /// <summary>Its length in bytes, as far as it is known without opening it; otherwise 0.</summary>
    public long Length { get; init; }

    public static ReportInput File(string path, bool isNamed = false) => new(path, path, IsNamed: isNamed);

    public static ReportInput File(FoundFile file) => new(file.Path, file.Path) { Length = file.Length };

    /// <summary>Opens it, on the pool.</summary>
    public Stream Open() => Opener is not null ? Opener() : OpenFile(Name, Length);

    /// <summary>
    /// Whether it may be a pipe or a device, which looks empty until it is opened, and may then never return data.
    /// </summary>
    public bool MayWait() => IsNamed && !FileKind.IsRegular(Name);

    /// <summary>
    /// The last part of the name, for a progress bar. A stranger chose the name of an attachment; <c>Path.GetFileName</c> of .NET
    /// Framework throws for the characters <c>" &lt; &gt; |</c> in it.
    /// </summary>
    public string ShortName => SafeText.Excerpt(Name.Substring(Name.LastIndexOfAny(['/', '\\']) + 1), 60);

    /// <summary>It is an attachment: whoever sent the mail around it wrote it.</summary>
    public bool IsAttachment { get; init; }

    public static ReportInput Bytes(byte[] bytes, string name) => new(name, name, () => new MemoryStream(bytes, false));

#if NET8_0_OR_GREATER
    private const int MaxSmall = 64 * 1024;

    private static Stream OpenFile(string path, long length) =>
        length is > 0 and <= MaxSmall && SmallFile.Open(path, (int)length) is { } small ? small : OpenFile(path);
#else
    private static FileStream OpenFile(string path, long _) => OpenFile(path);
#endif

    // Sequential reads through the reader's own buffers: another one would only copy.
    private static FileStream OpenFile(string path) => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
}
