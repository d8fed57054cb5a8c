using System;

namespace MtaSts.PowerShell.Input;

/// <summary>Dates from an admin. A date without a zone is UTC, as in TLS reports and in all output of the module.</summary>
internal static class UtcTime
{
    /// <summary>The same for a time that may be missing.</summary>
    public static DateTime? FromOrNull(DateTime? time) => time is { } given ? From(given) : null;

    /// <summary>The same moment in UTC.</summary>
    /// <param name="time">A local time (Get-Date), a UTC time, or one without a zone ('2026-01-31').</param>
    public static DateTime From(DateTime time) =>
        time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
