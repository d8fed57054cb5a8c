using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MtaSts.Text;

namespace MtaSts.PowerShell.Input;

/// <summary>TLS reports that were saved: what Import-Clixml, jobs, remoting and ConvertFrom-Json make of them.</summary>
internal static class SavedReport
{
    /// <summary>The report that an object is, or was; null when it lacks what is counted.</summary>
    public static TlsReport? From(PSObject? input)
    {
        if (input?.BaseObject is TlsReport report) return report.Policies is null ? null : report;
        if (input is null || SavedValue.Text(input, nameof(TlsReport.OrganizationName)) is not { } organization) return null;
        if (Items(input, nameof(TlsReport.Policies), Policy) is not { } policies) return null;
        return new TlsReport
        {
            OrganizationName = organization,
            ReportId = SavedValue.Text(input, nameof(TlsReport.ReportId)) ?? "",
            ContactInfo = SavedValue.Text(input, nameof(TlsReport.ContactInfo)),
            StartDate = SavedValue.Time(input, nameof(TlsReport.StartDate)),
            EndDate = SavedValue.Time(input, nameof(TlsReport.EndDate)),
            PolicyDomains = Texts(input, nameof(TlsReport.PolicyDomains)),
            SuccessCount = SavedValue.Number(input, nameof(TlsReport.SuccessCount)) ?? 0,
            FailureCount = SavedValue.Number(input, nameof(TlsReport.FailureCount)) ?? 0,
            TopFailure = SavedValue.Text(input, nameof(TlsReport.TopFailure)),
            DkimResult = SavedValue.Text(input, nameof(TlsReport.DkimResult)),
            DkimDomain = SavedValue.Text(input, nameof(TlsReport.DkimDomain)),
            // Where it was lost, nothing shows that the report did not come by mail.
            DkimAlignment = SavedName.TryRead<DkimAlignment>(SavedValue.Text(input, nameof(TlsReport.DkimAlignment)), out var alignment)
                ? alignment
                : DkimAlignment.None,
            MailReportDomain = SavedValue.Text(input, nameof(TlsReport.MailReportDomain)),
            MailSubmitter = SavedValue.Text(input, nameof(TlsReport.MailSubmitter)),
            Source = SavedValue.Text(input, nameof(TlsReport.Source)) ?? "",
            Policies = policies,
        };
    }

    private static TlsReportPolicy? Policy(PSObject input) =>
        SavedValue.Number(input, nameof(TlsReportPolicy.SuccessCount)) is { } successes
        && SavedValue.Number(input, nameof(TlsReportPolicy.FailureCount)) is { } failures
        && Items(input, nameof(TlsReportPolicy.FailureDetails), Failure) is { } details
            ? new TlsReportPolicy
            {
                PolicyType = SavedValue.Text(input, nameof(TlsReportPolicy.PolicyType)),
                PolicyDomain = SavedValue.Text(input, nameof(TlsReportPolicy.PolicyDomain)),
                SuccessCount = successes,
                FailureCount = failures,
                MxHost = Texts(input, nameof(TlsReportPolicy.MxHost)),
                PolicyString = Texts(input, nameof(TlsReportPolicy.PolicyString)),
                FailureDetails = details,
            }
            : null;

    private static TlsReportFailure? Failure(PSObject input) =>
        SavedValue.Number(input, nameof(TlsReportFailure.FailedSessionCount)) is { } count
            ? new TlsReportFailure
            {
                ResultType = SavedValue.Text(input, nameof(TlsReportFailure.ResultType)),
                FailedSessionCount = count,
                SendingMtaIp = SavedValue.Text(input, nameof(TlsReportFailure.SendingMtaIp)),
                ReceivingMxHostname = SavedValue.Text(input, nameof(TlsReportFailure.ReceivingMxHostname)),
                ReceivingMxHelo = SavedValue.Text(input, nameof(TlsReportFailure.ReceivingMxHelo)),
                ReceivingIp = SavedValue.Text(input, nameof(TlsReportFailure.ReceivingIp)),
                AdditionalInformation = SavedValue.Text(input, nameof(TlsReportFailure.AdditionalInformation)),
                FailureReasonCode = SavedValue.Text(input, nameof(TlsReportFailure.FailureReasonCode)),
            }
            : null;

    /// <summary>The items of a list; null when one of them was cut to its text, as a small -Depth does.</summary>
    private static ReadableList<T>? Items<T>(PSObject input, string name, Func<PSObject, T?> read)
        where T : class
    {
        var value = SavedValue.Of(input, name);
        if (value is string || value is not IEnumerable list) return null;
        var items = new List<T>();
        foreach (var item in list)
        {
            if (item is null || read(PSObject.AsPSObject(item)) is not { } one) return null;
            items.Add(one);
        }

        return items.ToReadableList();
    }

    private static ReadableList<string> Texts(PSObject input, string name) => SavedValue.Of(input, name) is IEnumerable list and not string
        ? list.Cast<object?>().Select(item => item?.ToString() ?? "").ToReadableList()
        : ReadableList<string>.Empty;
}
