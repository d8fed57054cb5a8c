using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Reports.Json;
using MtaSts.Reports.Summary;
using MtaSts.Text;

namespace MtaSts.Reports;

/// <summary>Keeps of a report what is about some domains.</summary>
public static class TlsReportFilter
{
    /// <summary>
    /// The report with the policies for these domains. A policy of type tlsa stays too: it may name the domain of the MX
    /// host's TLSA records instead of the mail domain (RFC 8460 §1.1). So does one that names no domain.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="domains">Domain names, in any case, with or without a final dot, as A-labels or not.</param>
    /// <returns>The report itself when nothing is left out; null when it is about none of the domains.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TlsReport? ForDomains(TlsReport report, IEnumerable<string> domains)
    {
        if (report is null) throw new ArgumentNullException(nameof(report));
        if (domains is null) throw new ArgumentNullException(nameof(domains));
        var wanted = new HashSet<string>(domains.Select(Names.Ascii).OfType<string>(), StringComparer.Ordinal);
        bool IsWanted(string? domain) => Names.Ascii(domain) is string name && wanted.Contains(name);

        if (!IsWanted(report.MailReportDomain) && !report.Policies.Any(policy => IsWanted(policy.PolicyDomain))) return null;
        List<TlsReportPolicy> kept = [.. report.Policies.Where(policy => policy.PolicyDomain is null || policy.PolicyType == "tlsa" || IsWanted(policy.PolicyDomain))];
        return kept.Count == report.Policies.Count ? report : With(report, kept);
    }

    private static TlsReport With(TlsReport report, List<TlsReportPolicy> policies)
    {
        int left = report.Policies.Count - policies.Count;
        string note = left == 1 ? "One policy for another domain was left out, as asked." : string.Format(CultureInfo.InvariantCulture, "{0} policies for other domains were left out, as asked.", left);
        return ReportTotals.Build(
            new ReportOrigin(report.Source, report.DkimResult, report.DkimDomain, report.MailReportDomain, report.MailSubmitter),
            report.OrganizationName,
            report.ReportId,
            report.ContactInfo,
            report.StartDate,
            report.EndDate,
            policies,
            report.OtherMembers,
            report.Warnings.Append(new TlsReportWarning("$.policies", note)).ToReadableList());
    }
}
