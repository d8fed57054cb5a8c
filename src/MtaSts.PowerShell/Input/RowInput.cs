using System;
using System.Globalization;
using System.Management.Automation;

namespace MtaSts.PowerShell.Input;

/// <summary>Rows of a flattened TLS report that were saved: what Import-Csv, ConvertFrom-Json, Import-Clixml and Select-Object make of them.</summary>
internal static class RowInput
{
    /// <summary>Reads a row; false when the object lacks what makes one.</summary>
    /// <param name="input">The object.</param>
    /// <param name="row">The row; null when it was not read.</param>
    /// <param name="problem">Why a date of the row cannot be read; null when that is not what is wrong.</param>
    public static bool TryRead(PSObject? input, out TlsReportRow? row, out string? problem)
    {
        row = null;
        problem = null;
        if (input is null || Text(input, "OrganizationName") is not { } organization || input.Properties["PolicyDomain"] is null) return false;
        if (SavedTime.Read(input, "StartDate", out problem) is not { } start || SavedTime.Read(input, "EndDate", out problem) is not { } end) return false;
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
}
