using System;
using System.Globalization;
using System.Management.Automation;
using MtaSts.PowerShell.Input;
using MtaSts.Text;

namespace MtaSts.PowerShell.Output;

/// <summary>
/// Dates for views: ISO 8601, in UTC and in the Gregorian calendar, whatever the session's culture is. PowerShell's own -f would
/// write the year of the culture's calendar (2570 for 2027 in th-TH), which then agrees with no report and no certificate.
/// </summary>
public static class DateText
{
    /// <summary>The day of a moment; empty for null.</summary>
    /// <param name="time">A time. Anything else is shown as it is.</param>
    public static string Day(object? time) => Format(time, "yyyy-MM-dd", "");

    /// <summary>A moment to the minute; empty for null.</summary>
    /// <param name="time">A time. Anything else is shown as it is.</param>
    public static string Minute(object? time) => Format(time, "yyyy-MM-dd HH:mm", " UTC");

    /// <summary>A moment to the second; empty for null.</summary>
    /// <param name="time">A time. Anything else is shown as it is.</param>
    public static string Second(object? time) => Format(time, "yyyy-MM-dd HH:mm:ss", " UTC");

    private static string Format(object? time, string format, string zone) =>
        (time is PSObject wrapped ? wrapped.BaseObject : time) is DateTime moment
        ? UtcTime.From(moment).ToString(format, CultureInfo.InvariantCulture) + zone
        : SafeText.Show(time);
}
