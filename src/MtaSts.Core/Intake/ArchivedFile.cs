namespace MtaSts.Intake;

/// <summary>A file of an archive.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="IsNew">False when a file with the same rows was there.</param>
public sealed record ArchivedFile(string Path, int Rows, bool IsNew);
