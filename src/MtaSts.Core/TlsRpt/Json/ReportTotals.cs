using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;
using MtaSts.TlsRpt.Senders;

namespace MtaSts.TlsRpt.Json;

/// <summary>Builds a report with the figures that follow from its policies.</summary>
internal static class ReportTotals
{
    public static TlsReport Build(
        in ReportOrigin origin,
        string organization,
        string reportId,
        string? contact,
        DateTime? start,
        DateTime? end,
        List<TlsReportPolicy> policies,
        ReadableList<TlsReportMember> others,
        ReadableList<TlsReportWarning> warnings,
        JsonCursor? json = null)
    {
        long successes = 0;
        long failures = 0;
        foreach (var policy in policies)
        {
            successes = SessionMath.Add(successes, policy.SuccessCount);
            failures = SessionMath.Add(failures, policy.FailureCount);
        }

        (var alignment, var signer) = SenderAlignment.Of(organization, contact, origin.Signature);
        return new TlsReport
        {
            OrganizationName = organization,
            ReportId = reportId,
            ContactInfo = contact,
            StartDate = start,
            EndDate = end,
            PolicyDomains = DomainsOf(policies, json),
            DomainRule = ReportDomains.ListOf,
            SuccessCount = successes,
            FailureCount = failures,
            TopFailure = TopFailureOf(policies),
            DkimResult = origin.Signature?.Result,
            DkimDomain = signer,
            DkimAlignment = alignment,
            MailReportDomain = origin.MailReportDomain,
            MailSubmitter = origin.MailSubmitter,
            Source = origin.Source,
            Warnings = warnings,
            Policies = policies.ToReadableList(),
            OtherMembers = others,
        };
    }

    private static ReadableList<string> DomainsOf(List<TlsReportPolicy> policies, JsonCursor? json)
    {
        if (OnlyDomainOf(policies) is string only) return json?.ListOf(only) ?? ReadableList<string>.Of(only);
        return policies.Where(policy => policy.PolicyDomain is not null)
            .Select(policy => policy.PolicyDomain!)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToReadableList();
    }

    /// <summary>The domain of all policies, which nearly every report has; null when there are several, or one is missing.</summary>
    private static string? OnlyDomainOf(List<TlsReportPolicy> policies)
    {
        var first = policies.Count == 0 ? null : policies[0].PolicyDomain;
        foreach (var policy in policies)
        {
            if (policy.PolicyDomain != first) return null;
        }

        return first;
    }

    private static string? TopFailureOf(List<TlsReportPolicy> policies)
    {
        Dictionary<string, long>? counts = null;
        foreach (var policy in policies)
        {
            foreach (var failure in policy.FailureDetails)
            {
                if (failure.ResultType is null) continue;
                counts ??= new Dictionary<string, long>(StringComparer.Ordinal);
                counts.TryGetValue(failure.ResultType, out var count);
                counts[failure.ResultType] = SessionMath.Add(count, failure.FailedSessionCount);
            }
        }

        if (counts is null) return null;
        (string? top, long most) = (null, 0);
        foreach (var pair in counts)
        {
            if (top is null || pair.Value > most || (pair.Value == most && string.CompareOrdinal(pair.Key, top) < 0)) (top, most) = (pair.Key, pair.Value);
        }

        return top;
    }
}
