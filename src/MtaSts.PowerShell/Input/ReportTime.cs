using System;

namespace MtaSts.PowerShell.Input;

/// <summary>Times that are compared with those of reports.</summary>
internal static class ReportTime
{
    /// <summary>Reports are about UTC days, so a time without a zone is one of those.</summary>
    public static DateTime ToUtc(DateTime time) =>
        time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
