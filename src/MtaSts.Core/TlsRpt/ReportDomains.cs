using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.TlsRpt;

/// <summary>
/// The rule that assigns a report's policies to a mail domain. A policy is for its policy-domain, except:
/// <list type="number">
/// <item>A DANE policy (type tlsa) may name the MX host whose TLSA records it is about (RFC 8460 §1.1). It is for the
/// domain of the mail's TLS-Report-Domain header; else for the one domain in the report's other policies; else
/// for the one in the file's name (§5.1) or at the end of the report-id, where large senders put it.</item>
/// <item>A policy without a domain is for the domain of the others, or else for the one in the same places.</item>
/// </list>
/// </summary>
internal sealed class ReportDomains
{
    private readonly TlsReport _report;
    private readonly HashSet<string> _named; // by policies of another type than tlsa
    private readonly string? _header;

    public ReportDomains(TlsReport report)
    {
        _report = report;
        _header = DomainKey.Ascii(report.MailReportDomain);
        _named = [.. report.Policies.Where(policy => policy.PolicyType != "tlsa").Select(policy => DomainKey.Ascii(policy.PolicyDomain)).OfType<string>()];
    }

    /// <summary>The domains of the report's policies, each once, in its order; unknown domains are omitted.</summary>
    public static ReadableList<string> ListOf(TlsReport report)
    {
        if (IsAboutOne(report)) return report.PolicyDomains;
        var domains = new ReportDomains(report);
        return report.Policies.Select(policy => domains.Of(policy).Domain).Where(domain => domain.Length > 0).Distinct(StringComparer.Ordinal).ToReadableList();
    }

    /// <summary>The domain of a policy of the report, in A-labels; empty when it is not known.</summary>
    /// <returns><c>IsMaybeHost</c>: the name comes only from a DANE policy and may be that of an MX host.</returns>
    public (string Domain, bool IsMaybeHost) Of(TlsReportPolicy policy)
    {
        var own = DomainKey.Ascii(policy.PolicyDomain);
        if (own is not null && policy.PolicyType != "tlsa") return (own, false);
        if (own is not null && (own == _header || _named.Contains(own))) return (own, false);
        var told = own is null
            ? OnlyNamed() ?? _header ?? Hint()
            : _header ?? OnlyNamed() ?? (_named.Count == 0 ? Hint() : null);
        if (told is not null) return (told, false);
        if (own is not null) return (own, true);
        return _report.PolicyDomains.Count == 1 && DomainKey.Ascii(_report.PolicyDomains[0]) is string only ? (only, true) : (string.Empty, false);
    }

    /// <summary>What most reports are: all policies name the same domain, and none may name a host instead.</summary>
    private static bool IsAboutOne(TlsReport report)
    {
        if (report.PolicyDomains.Count != 1) return false;
        var only = report.PolicyDomains[0];
        foreach (var policy in report.Policies)
        {
            if (policy.PolicyType == "tlsa" || policy.PolicyDomain != only) return false;
        }

        return DomainKey.Ascii(only) == only;
    }

    private string? OnlyNamed() => _named.Count == 1 ? _named.First() : null;

    private string? Hint() => InFileName(_report.Source) ?? InReportId(_report.ReportId);

    /// <summary><c>sender!policy-domain!begin!end[!id].json[.gz]</c> (RFC 8460 §5.1).</summary>
    private static string? InFileName(string source)
    {
        var name = source.Substring(source.LastIndexOfAny(['/', '\\', '>']) + 1).Trim();
        var words = name.Split('!');
        return words.Length is 4 or 5 && IsSeconds(words[2]) ? AsDomain(words[1]) : null;
    }

    /// <summary><c>2026-01-10T00:00:00Z_contoso.com</c> (Google and others), <c>133198585438131172+contoso.com</c> (Microsoft).</summary>
    private static string? InReportId(string id)
    {
        var isDated = id.Length > 20 && id[4] == '-' && id[7] == '-' && id[10] == 'T';
        if (isDated && id.LastIndexOf('_') is int mark and > 0) return AsDomain(id.Substring(mark + 1));
        var plus = id.IndexOf('+');
        return plus > 0 && IsSeconds(id.Substring(0, plus)) ? AsDomain(id.Substring(plus + 1)) : null;
    }

    private static bool IsSeconds(string text) => text.Length > 0 && text.All(c => c is >= '0' and <= '9');

    private static string? AsDomain(string text) => DomainName.TryParse(text, out var domain, out _) && domain!.IndexOf('.') > 0 ? domain : null;
}
