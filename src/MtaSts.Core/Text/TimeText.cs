using System;
using System.Globalization;

namespace MtaSts.Text;

/// <summary>Lengths of time for people: the largest unit that fits, with at most one decimal.</summary>
internal static class TimeText
{
    /// <summary>For example <c>1 day</c>, <c>1.5 hours</c> or <c>30 seconds</c>.</summary>
    public static string Of(TimeSpan span)
    {
        if (span.TotalDays >= 1) return Counted(span.TotalDays, "day");
        if (span.TotalHours >= 1) return Counted(span.TotalHours, "hour");
        return span.TotalMinutes >= 1 ? Counted(span.TotalMinutes, "minute") : Counted(Math.Floor(span.TotalSeconds), "second");
    }

    private static string Counted(double number, string unit)
    {
        var shown = number.ToString("0.#", CultureInfo.InvariantCulture);
        return shown == "1" ? "1 " + unit : shown + " " + unit + "s";
    }
}
