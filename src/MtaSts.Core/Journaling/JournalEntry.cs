namespace MtaSts.Journaling;

/// <summary>Where a journal has a result.</summary>
/// <param name="Offset">Where its line begins, in bytes.</param>
/// <param name="Length">The length of the line in bytes, without the line ending.</param>
/// <param name="IsUnknown">True when the status of the result is Unknown.</param>
public readonly record struct JournalEntry(long Offset, int Length, bool IsUnknown);
