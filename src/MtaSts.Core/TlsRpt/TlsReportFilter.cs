using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt.Json;

namespace MtaSts.TlsRpt;

/// <summary>Keeps the part of a report that is about some domains.</summary>
public static class TlsReportFilter
{
    /// <summary>
    /// The report with the policies for these domains (see <see cref="TlsReport.ReportDomains"/>). A policy whose domain
    /// is not known stays with the others, and so does a DANE policy that may name the MX host of any of them.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="domains">Domain names, in any case, with or without a final dot, as A-labels or not.</param>
    /// <returns>The report itself when nothing is left out; null when it is about none of the domains.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TlsReport? ForDomains(TlsReport report, IEnumerable<string> domains) => ForDomains(report, domains, out _);

    /// <summary>The same, with what was left out.</summary>
    /// <param name="report">The report.</param>
    /// <param name="domains">Domain names, in any case, with or without a final dot, as A-labels or not.</param>
    /// <param name="leftOut">The policies that were left out.</param>
    /// <returns>The report itself when nothing is left out; null when it is about none of the domains.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TlsReport? ForDomains(TlsReport report, IEnumerable<string> domains, out IReadOnlyList<TlsReportLeftOut> leftOut)
    {
        if (report is null) throw new ArgumentNullException(nameof(report));
        if (domains is null) throw new ArgumentNullException(nameof(domains));
        var wanted = new HashSet<string>(domains.Select(DomainKey.Ascii).OfType<string>(), StringComparer.Ordinal);
        var ofReport = new ReportDomains(report);
        var kept = new List<TlsReportPolicy>();
        var left = new List<TlsReportLeftOut>();
        var isWanted = DomainKey.Ascii(report.MailReportDomain) is string header && wanted.Contains(header);
        foreach (var policy in report.Policies)
        {
            (var domain, var isMaybeHost) = ofReport.Of(policy);
            var isFor = wanted.Contains(domain);
            isWanted |= isFor;
            if (isFor || domain.Length == 0 || isMaybeHost) kept.Add(policy);
            else left.Add(new TlsReportLeftOut(SafeText.Clean(domain), false));
        }

        leftOut = left;
        if (isWanted && kept.Count > 0) return left.Count == 0 ? report : With(report, kept);
        left.AddRange(kept.Select(ofReport.Of).Select(policy => new TlsReportLeftOut(SafeText.Clean(policy.Domain), true)));
        return null;
    }

    private static TlsReport With(TlsReport report, List<TlsReportPolicy> policies)
    {
        var left = report.Policies.Count - policies.Count;
        var note = left == 1
            ? "One policy for another domain was left out as requested."
            : string.Format(CultureInfo.InvariantCulture, "{0} policies for other domains were left out as requested.", left);
        return ReportTotals.Build(
            new ReportOrigin(report.Source, MailSignature.Judged(report), report.MailReportDomain, report.MailSubmitter),
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
