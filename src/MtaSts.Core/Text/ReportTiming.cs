using System;
using System.Globalization;

namespace MtaSts.Text;

/// <summary>When TLS reports arrive, and the length of their period (RFC 8460 §4.1 recommends one day).</summary>
internal static class ReportTiming
{
    /// <summary>What to expect after the TLS-RPT record was published.</summary>
    public const string FirstReports =
        "Senders report once a day: Google's first reports arrive the day after the TLS-RPT record is published, Microsoft's after 48 to 72 hours.";

    // Many senders end a day at 23:59:59, some at 23:59.
    private static readonly TimeSpan Day = TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1);

    /// <summary>
    /// True for a report over fewer than 24 hours. False for a period that ends before it begins; without
    /// dates it is not known.
    /// </summary>
    public static bool IsShort(DateTime? start, DateTime? end) => end >= start && end - start < Day;

    /// <summary>For example <c>13 hours</c> or <c>30 minutes</c>.</summary>
    public static string LengthOf(TimeSpan period)
    {
        var (number, unit) = period >= TimeSpan.FromHours(1) ? (period.TotalHours, "hour") : (period.TotalMinutes, "minute");
        var shown = (Math.Floor(number * 10) / 10).ToString("0.#", CultureInfo.InvariantCulture);
        return shown == "1" ? "1 " + unit : $"{shown} {unit}s";
    }
}
