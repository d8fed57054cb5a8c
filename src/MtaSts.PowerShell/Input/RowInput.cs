using System.Management.Automation;

namespace MtaSts.PowerShell.Input;

/// <summary>Saved rows of a flattened TLS report, as returned by Import-Csv, ConvertFrom-Json, Import-Clixml and Select-Object.</summary>
internal static class RowInput
{
    /// <summary>Whether an object is a row of a flattened TLS report, of this session or saved.</summary>
    public static bool IsRow(PSObject? input) => input?.BaseObject is TlsReportRow || TryRead(input, out _, out var problem) || problem is not null;

    /// <summary>Reads a row; false when the object lacks what makes one.</summary>
    /// <param name="input">The object.</param>
    /// <param name="row">The row; null when it was not read.</param>
    /// <param name="problem">Why a date of the row cannot be read; null when that is not what is wrong.</param>
    public static bool TryRead(PSObject? input, out TlsReportRow? row, out string? problem)
    {
        row = null;
        problem = null;
        if (input is null || SavedValue.Text(input, "OrganizationName") is not { } organization || input.Properties["PolicyDomain"] is null) return false;
        // A report without dates has rows without dates.
        if (input.Properties["StartDate"] is null || input.Properties["EndDate"] is null) return false;
        var start = SavedTime.Read(input, "StartDate", out problem);
        if (problem is not null) return false;
        var end = SavedTime.Read(input, "EndDate", out problem);
        if (problem is not null) return false;
        if (SavedValue.Number(input, "PolicySuccessCount") is not { } successes || SavedValue.Number(input, "PolicyFailureCount") is not { } failures)
            return false;
        row = new TlsReportRow
        {
            OrganizationName = organization,
            ReportId = SavedValue.Text(input, "ReportId") ?? "",
            StartDate = start,
            EndDate = end,
            PolicyDomain = SavedValue.Text(input, "PolicyDomain") ?? "",
            PolicyType = SavedValue.Text(input, "PolicyType") ?? "",
            PolicySuccessCount = successes,
            PolicyFailureCount = failures,
            ResultType = SavedValue.Text(input, "ResultType") ?? "",
            FailedSessionCount = SavedValue.Number(input, "FailedSessionCount") ?? failures,
            ReceivingMxHostname = SavedValue.Text(input, "ReceivingMxHostname") ?? "",
            SendingMtaIp = SavedValue.Text(input, "SendingMtaIp") ?? "",
            // Where it was lost, nothing shows that the report did not come by mail.
            DkimAlignment = SavedName.TryRead<DkimAlignment>(SavedValue.Text(input, "DkimAlignment"), out var alignment) ? alignment : DkimAlignment.None,
            Source = SavedValue.Text(input, "Source") ?? "",
        };
        return true;
    }
}
