using System;
using System.Collections.Generic;
using MtaSts.Text;

namespace MtaSts.TlsRpt;

/// <summary>Converts a report to rows: one per failure detail, or one per policy without details.</summary>
public static class TlsReportFlattener
{
    /// <summary>The rows of a report, in its order.</summary>
    /// <param name="report">The report.</param>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public static IEnumerable<TlsReportRow> Flatten(TlsReport report)
    {
        if (report is null) throw new ArgumentNullException(nameof(report));
        return Rows(report);
    }

    private static IEnumerable<TlsReportRow> Rows(TlsReport report)
    {
        var domains = new ReportDomains(report);
        var number = 0;
        foreach (var policy in report.Policies)
        {
            var domain = domains.Of(policy).Domain;
            if (policy.FailureDetails.Count == 0) yield return Row(report, policy, null, domain, number++);
            foreach (var failure in policy.FailureDetails) yield return Row(report, policy, failure, domain, number++);
        }
    }

    private static TlsReportRow Row(TlsReport report, TlsReportPolicy policy, TlsReportFailure? failure, string domain, int number)
    {
        var type = TlsResultTypes.Find(failure?.ResultType);
        return new TlsReportRow
        {
            OrganizationName = SpreadsheetText.Clean(report.OrganizationName),
            ReportId = SpreadsheetText.Clean(report.ReportId),
            StartDate = report.StartDate,
            EndDate = report.EndDate,
            PolicyDomain = SpreadsheetText.Clean(policy.PolicyDomain),
            PolicyType = SpreadsheetText.Clean(policy.PolicyType),
            PolicySuccessCount = policy.SuccessCount,
            PolicyFailureCount = policy.FailureCount,
            ResultType = SpreadsheetText.Clean(failure?.ResultType),
            FailedSessionCount = failure?.FailedSessionCount ?? policy.FailureCount,
            Meaning = ForDomain(type?.Meaning, domain),
            Severity = type?.Severity.ToString() ?? (failure is null ? string.Empty : "Unknown"),
            Action = ForDomain(type?.Action, domain),
            ReceivingMxHostname = SpreadsheetText.Clean(failure?.ReceivingMxHostname),
            ReceivingMxHelo = SpreadsheetText.Clean(failure?.ReceivingMxHelo),
            ReceivingIp = SpreadsheetText.Clean(failure?.ReceivingIp),
            SendingMtaIp = SpreadsheetText.Clean(failure?.SendingMtaIp),
            FailureReasonCode = SpreadsheetText.Clean(failure?.FailureReasonCode),
            AdditionalInformation = SpreadsheetText.Clean(failure?.AdditionalInformation),
            ContactInfo = SpreadsheetText.Clean(report.ContactInfo),
            DkimResult = SpreadsheetText.Clean(report.DkimResult),
            DkimAlignment = report.DkimAlignment,
            Source = SpreadsheetText.Clean(report.Source),
            ReportDomain = SpreadsheetText.Clean(domain),
            Report = report,
            Number = number,
            Owner = failure?.Owner ?? string.Empty,
            Explanation = SpreadsheetText.Clean(failure?.Explanation),
        };
    }

    /// <summary>A sentence about a result type with the actual domain, if there is one.</summary>
    private static string ForDomain(string? sentence, string domain) =>
        sentence is null ? string.Empty : DomainName.TryParse(domain, out var name, out _) ? sentence.Replace("<domain>", name) : sentence;
}
