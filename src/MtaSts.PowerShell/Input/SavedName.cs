using System;

namespace MtaSts.PowerShell.Input;

/// <summary>States of objects that were saved.</summary>
internal static class SavedName
{
    /// <summary>Reads a state by name or, as ConvertTo-Json of another version writes it, by number; a number without a name is not one.</summary>
    public static bool TryRead<T>(string? text, out T value)
        where T : struct, Enum => Enum.TryParse(text, ignoreCase: true, out value) && char.IsLetter(value.ToString()[0]);
}
