using System;
using System.Globalization;
using System.Management.Automation;

namespace MtaSts.PowerShell.Input;

/// <summary>Rows of a flattened TLS report that were saved: what Import-Csv, ConvertFrom-Json, Import-Clixml and Select-Object make of them.</summary>
internal static class RowInput
{
    private const DateTimeStyles UtcUnlessSaid = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Reads a row; false when the object lacks what makes one.</summary>
    public static bool TryRead(PSObject? input, out TlsReportRow? row)
    {
        row = null;
        if (input is null || Text(input, "OrganizationName") is not { } organization || input.Properties["PolicyDomain"] is null) return false;
        if (Time(input, "StartDate") is not { } start || Time(input, "EndDate") is not { } end) return false;
        if (Number(input, "PolicySuccessCount") is not { } successes || Number(input, "PolicyFailureCount") is not { } failures) return false;
        row = new TlsReportRow
        {
            OrganizationName = organization,
            ReportId = Text(input, "ReportId") ?? "",
            StartDate = start,
            EndDate = end,
            PolicyDomain = Text(input, "PolicyDomain") ?? "",
            PolicyType = Text(input, "PolicyType") ?? "",
            PolicySuccessCount = successes,
            PolicyFailureCount = failures,
            ResultType = Text(input, "ResultType") ?? "",
            FailedSessionCount = Number(input, "FailedSessionCount") ?? failures,
            ReceivingMxHostname = Text(input, "ReceivingMxHostname") ?? "",
            SendingMtaIp = Text(input, "SendingMtaIp") ?? "",
            // Tables of an earlier version have no such column; like any file they are taken as given.
            DkimAlignment = Enum.TryParse<DkimAlignment>(Text(input, "DkimAlignment"), ignoreCase: true, out var alignment)
                && alignment is >= DkimAlignment.NotByMail and <= DkimAlignment.Aligned
                    ? alignment : DkimAlignment.NotByMail,
            Source = Text(input, "Source") ?? "",
        };
        return true;
    }

    private static object? Value(PSObject input, string name) =>
        input.Properties[name]?.Value is PSObject wrapped ? wrapped.BaseObject : input.Properties[name]?.Value;

    private static string? Text(PSObject input, string name) => Value(input, name)?.ToString();

    private static long? Number(PSObject input, string name) =>
        long.TryParse(Convert.ToString(Value(input, name), CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static DateTime? Time(PSObject input, string name) => Value(input, name) switch
    {
        DateTime time => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc),
        // Export-Csv writes times as the session's culture does.
        string text when DateTime.TryParseExact(text, "o", CultureInfo.InvariantCulture, UtcUnlessSaid, out var time) => time,
        string text when DateTime.TryParse(text, CultureInfo.CurrentCulture, UtcUnlessSaid, out var time) => time,
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, UtcUnlessSaid, out var time) => time,
        _ => null,
    };
}
