using System;
using System.Globalization;

namespace MtaSts.TlsRpt.Json;

/// <summary>Reads the date-times of reports: RFC 3339 §5.6, and the forms that senders use instead.</summary>
internal static class ReportDate
{
    private static readonly string[] WithoutZone =
        ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd", "yyyyMMdd"];

    /// <summary>Reads a date-time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="utc">The time in UTC.</param>
    /// <param name="note">How it differs from RFC 3339, or null.</param>
    /// <returns>False when it is not a date-time.</returns>
    public static bool TryParse(string text, out DateTime utc, out string? note)
    {
        note = null;
        if (TryParseUtc(text, out utc)) return true;
        if (HasZone(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var withZone))
        {
            utc = withZone.UtcDateTime;
            if (!HasRfc3339Marks(text)) note = "The date-time is not in the form of RFC 3339.";
            return true;
        }

        if (DateTime.TryParseExact(text, WithoutZone, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out utc))
        {
            note = "The date-time has no time zone, or is not whole; it was read as UTC.";
            return true;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253402300800)
        {
            utc = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;
            note = "The date-time is a number; it was read as seconds since 1970.";
            return true;
        }

        if (text.Length > 8
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out utc))
        {
            note = "The date-time is not in the form of RFC 3339.";
            return true;
        }

        utc = default;
        return false;
    }

    /// <summary>The one form that nearly all reports have: <c>2025-01-31T23:59:59Z</c>; 24:00:00 and a leap second too.</summary>
    private static bool TryParseUtc(string text, out DateTime utc)
    {
        utc = default;
        if (!HasUtcShape(text)) return false;
        var year = Number(text, 0, 4);
        var month = Number(text, 5, 2);
        var day = Number(text, 8, 2);
        var hour = Number(text, 11, 2);
        var minute = Number(text, 14, 2);
        var second = Number(text, 17, 2);
        var endOfDay = hour == 24 && minute == 0 && second == 0;
        var valid = year is >= 1 and < 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && (hour < 24 || endOfDay) && minute < 60 && second <= 60;
        if (!valid) return false;
        utc = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).AddSeconds((hour * 3600) + (minute * 60) + Math.Min(second, 59));
        return true;
    }

    private static bool HasUtcShape(string text)
    {
        const string Shape = "0000-00-00T00:00:00Z";
        const string Lower = "0000-00-00t00:00:00z";
        if (text.Length != Shape.Length) return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var fits = c is >= '0' and <= '9' ? Shape[i] == '0' : c == Shape[i] || c == Lower[i];
            if (!fits) return false;
        }

        return true;
    }

    private static bool HasRfc3339Marks(string text) => text.Length >= 20
        && text[4] == '-' && text[7] == '-' && text[10] is 'T' or 't' or ' '
        && text[13] == ':' && text[16] == ':';

    private static int Number(string text, int start, int count)
    {
        var value = 0;
        for (var i = start; i < start + count; i++) value = (value * 10) + text[i] - '0';
        return value;
    }

    private static bool HasZone(string text)
    {
        if (text.EndsWith("Z", StringComparison.OrdinalIgnoreCase)) return true;
        var at = text.Length - 6;
        return at > 10 && text[at] is '+' or '-' && text[at + 3] == ':';
    }
}
