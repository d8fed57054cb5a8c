using System;
using System.Globalization;
using System.Management.Automation;

namespace MtaSts.PowerShell.Input;

/// <summary>Values of objects that were saved: what Import-Csv, ConvertFrom-Json and Import-Clixml make of text, numbers and times.</summary>
internal static class SavedValue
{
    private const DateTimeStyles UtcUnlessSaid = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public static object? Of(PSObject input, string name) =>
        input.Properties[name]?.Value is PSObject wrapped ? wrapped.BaseObject : input.Properties[name]?.Value;

    public static string? Text(PSObject input, string name) => Of(input, name)?.ToString();

    public static long? Number(PSObject input, string name) =>
        long.TryParse(Convert.ToString(Of(input, name), CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static DateTime? Time(PSObject input, string name) => Of(input, name) switch
    {
        DateTime time => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc),
        // Export-Csv writes times in the culture of the session.
        string text when DateTime.TryParseExact(text, "o", CultureInfo.InvariantCulture, UtcUnlessSaid, out var time) => time,
        string text when DateTime.TryParse(text, CultureInfo.CurrentCulture, UtcUnlessSaid, out var time) => time,
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, UtcUnlessSaid, out var time) => time,
        _ => null,
    };
}
