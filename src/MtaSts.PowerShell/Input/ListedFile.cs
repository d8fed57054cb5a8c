namespace MtaSts.PowerShell.Input;

/// <summary>A file as its folder lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length in bytes, where the system lists it too, as Windows does; 0 when the file must be looked at, as a link must.</param>
internal readonly record struct ListedFile(string Name, long Length);
