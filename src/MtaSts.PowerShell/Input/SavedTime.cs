using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using MtaSts.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// A time in an object that was saved. Export-Csv writes times as the session's culture does, and the file does not say which
/// culture that was: '01/02/2026' is two dates. What can be read in one way alone is read; the rest is refused.
/// </summary>
internal static class SavedTime
{
    private const DateTimeStyles UtcUnlessSaid = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // The first reports came in 2018 (RFC 8460). A year far from now is one of another calendar.
    private const int FirstYear = 2015;

    private static readonly string[] Iso = [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mmK", "yyyy-MM-dd"];

    // The invariant culture writes the month first; much of the world writes the day first.
    private static readonly DateTimeFormatInfo DayFirst = new() {
        ShortDatePattern = "dd/MM/yyyy", LongDatePattern = "dddd, dd MMMM yyyy", MonthDayPattern = "dd MMMM" };

    /// <summary>Reads a property's time; a text is taken from the ISO text in <c>NameUtc</c> where there is one.</summary>
    /// <param name="from">The object.</param>
    /// <param name="name">The property.</param>
    /// <param name="problem">Why the text cannot be read, as a sentence; null when it was read, or when there is nothing to read.</param>
    /// <returns>The time in UTC; null when there is none.</returns>
    public static DateTime? Read(PSObject from, string name, out string? problem)
    {
        problem = null;
        var value = SavedValue.Of(from, name);
        if (value is null or string && SavedValue.Of(from, name + "Utc") is { } iso && ReadValue(iso, name + "Utc", out _) is { } exact) return exact;
        return ReadValue(value, name, out problem);
    }

    private static DateTime? ReadValue(object? value, string name, out string? problem)
    {
        problem = null;
        if (value is DateTime known) return UtcTime.From(known);
        if (value is DateTimeOffset offset) return offset.UtcDateTime;
        if (value is not string text || text.Trim().Length == 0) return null;
        text = text.Trim();
        if (DateTime.TryParseExact(text, Iso, CultureInfo.InvariantCulture, UtcUnlessSaid, out var time)) return time;
        var readings = Readings(text).Distinct().ToList();
        if (readings.Count == 1) return readings[0];
        problem = readings.Count == 0
            ? $"'{SafeText.Excerpt(text, 60)}' in {name} cannot be read as a date."
            : $"'{SafeText.Excerpt(text, 60)}' in {name} can be {string.Join(" or ", readings.Select(Day))}: the text does not say whether the day or "
                + "the month comes first.";
        return null;
    }

    /// <summary>How the text can be read, without years that no report and no test is of.</summary>
    private static IEnumerable<DateTime> Readings(string text)
    {
        var last = DateTime.UtcNow.Year + 1;
        foreach (var format in new IFormatProvider[] { CultureInfo.CurrentCulture, CultureInfo.InvariantCulture, DayFirst })
        {
            if (DateTime.TryParse(text, format, UtcUnlessSaid, out var time) && time.Year >= FirstYear && time.Year <= last) yield return time;
        }
    }

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
