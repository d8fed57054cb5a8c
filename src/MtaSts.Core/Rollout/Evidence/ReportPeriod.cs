using System;

namespace MtaSts.Rollout.Evidence;

/// <summary>The days (UTC, counted from 0001-01-01) that a report is about.</summary>
/// <param name="FirstDay">The first day.</param>
/// <param name="LastDay">The last day, the same for a report of one day.</param>
internal readonly record struct ReportPeriod(int FirstDay, int LastDay)
{
    private const int MaxDays = 31; // a longer period is an error or a trick; its last day counts, and its failures count on the days before too

    /// <summary>The first day on which failures of the report count; before <see cref="FirstDay"/> for a period that is too long.</summary>
    public int FirstFailureDay { get; init; } = FirstDay;

    /// <summary>
    /// Reports are about one UTC day (RFC 8460 §4.1). One that is not aligned to it counts for the day of its middle,
    /// so that 00:00 to 24:00 is one day, not two. A report with only its start or its end counts for that day.
    /// </summary>
    /// <returns>Null when the report has no date.</returns>
    public static ReportPeriod? Of(TlsReport report)
    {
        if (report.StartDate is not DateTime start) return End(report) is DateTime onlyEnd ? Single(onlyEnd) : null;
        if (report.EndDate is not DateTime end) return Single(start);
        var length = end - start;
        if (length < TimeSpan.Zero) return Single(start);
        if (length <= TimeSpan.FromHours(25)) return Single(start.AddTicks(length.Ticks / 2));
        var first = DayOf(start);
        var last = DayOf(end.AddTicks(-1));
        return last - first < MaxDays ? new ReportPeriod(first, last) : new ReportPeriod(last, last) { FirstFailureDay = last - MaxDays + 1 };
    }

    /// <summary>The last moment of a report's period: the midnight that begins the next day is not part of it.</summary>
    /// <returns>Null when the report does not contain its end.</returns>
    public static DateTime? End(TlsReport report)
    {
        if (report.EndDate is not DateTime end) return null;
        var isNextMidnight = end.TimeOfDay == TimeSpan.Zero && end > DateTime.MinValue && !(report.StartDate >= end);
        return isNextMidnight ? end.AddSeconds(-1) : end;
    }

    /// <summary>The date of a day number.</summary>
    public static DateTime ToDate(int day) => new(day * TimeSpan.TicksPerDay, DateTimeKind.Utc);

    private static ReportPeriod Single(DateTime time) => new(DayOf(time), DayOf(time));

    private static int DayOf(DateTime time) => (int)(time.Ticks / TimeSpan.TicksPerDay);
}
