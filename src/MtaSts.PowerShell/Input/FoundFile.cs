namespace MtaSts.PowerShell.Input;

/// <summary>A file that was found in a folder.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Length">Its length in bytes when it was found; 0 when it is not known, as that of a link.</param>
internal readonly record struct FoundFile(string Path, long Length);
