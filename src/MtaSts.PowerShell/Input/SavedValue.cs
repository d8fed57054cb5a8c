using System;
using System.Globalization;
using System.Management.Automation;

namespace MtaSts.PowerShell.Input;

/// <summary>Values of objects that were saved: what Import-Csv, ConvertFrom-Json and Import-Clixml make of text, numbers and times.</summary>
internal static class SavedValue
{
    public static object? Of(PSObject input, string name) =>
        input.Properties[name]?.Value is PSObject wrapped ? wrapped.BaseObject : input.Properties[name]?.Value;

    public static string? Text(PSObject input, string name) => Of(input, name)?.ToString();

    public static long? Number(PSObject input, string name) =>
        long.TryParse(Convert.ToString(Of(input, name), CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The time in UTC; null when there is none that can be read.</summary>
    public static DateTime? Time(PSObject input, string name) => SavedTime.Read(input, name, out _);
}
