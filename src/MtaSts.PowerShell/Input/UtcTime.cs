using System;

namespace MtaSts.PowerShell.Input;

/// <summary>Dates that an admin gives. A date without a zone is UTC, as in TLS reports and in everything that the module writes.</summary>
internal static class UtcTime
{
    /// <summary>The same moment in UTC.</summary>
    /// <param name="time">A local time (Get-Date), a UTC time, or one without a zone ('2026-01-31').</param>
    public static DateTime From(DateTime time) =>
        time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
