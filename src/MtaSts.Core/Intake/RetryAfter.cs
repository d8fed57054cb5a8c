using System;
using System.Globalization;

namespace MtaSts.Intake;

/// <summary>The Retry-After header (RFC 9110 §10.2.3): seconds, or a date.</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait; null when the value says nothing that can be read.</summary>
    public static TimeSpan? Read(string? value, DateTime utcNow)
    {
        if (value is null) return null;
        value = value.Trim();
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(seconds);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTime.TryParse(value, CultureInfo.InvariantCulture, Utc, out var date)) return null;
        return date > utcNow ? date - utcNow : TimeSpan.Zero;
    }
}
