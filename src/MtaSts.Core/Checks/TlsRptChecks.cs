using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;
using MtaSts.Providers;
using MtaSts.Records;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>The TLS-RPT record.</summary>
internal static class TlsRptChecks
{
    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        new()
        {
            Id = "TlsRpt.Present",
            Title = "There is one TLS-RPT record at _smtp._tls",
            Why = "Without it no sender reports that delivery over TLS fails.",
            Fix = "Publish the TXT record _smtp._tls.<domain>: 'v=TLSRPTv1; rua=<rua>'.",
            Reference = "RFC 8460 §3",
            Evaluate = Present,
        },
        new()
        {
            Id = "TlsRpt.Syntax",
            Title = "The TLS-RPT record is well-formed",
            Why = "Senders send no reports for a malformed record.",
            Fix = "Change the TXT record _smtp._tls.<domain> to: 'v=TLSRPTv1; rua=<rua>'.",
            Reference = "RFC 8460 §3",
            Evaluate = o => Read(o, "TlsRpt.Syntax", "The record is well-formed."),
        },
        new()
        {
            Id = "TlsRpt.Rua",
            Title = "The record says where reports go",
            Why = "Reports go to 'mailto:' and 'https:' URIs only.",
            Fix = "Change the TXT record _smtp._tls.<domain> to: 'v=TLSRPTv1; rua=<rua>'.",
            Reference = "RFC 8460 §3",
            Evaluate = o => Read(
                o, "TlsRpt.Rua", ShortList.Join((o.TlsRpt?.Rua ?? ReadableList<string>.Empty).Select(uri => SafeText.Excerpt(uri, 120)), 10, "; ")),
        },
    ];

    private static CheckOutcome Present(DomainScan o)
    {
        if (o.IsNonexistent) return CheckOutcome.Skipped("The domain does not exist.");
        if ((o.IsNullMx || o.HasNoHost) && (o.TlsRptAnswer.Status != DnsStatus.Success || o.IsTlsRptWildcard))
            return CheckOutcome.Skipped("The domain receives no mail, so it needs no record.");
        var name = "_smtp._tls." + o.Domain;
        if (!o.TlsRptAnswer.IsDefinite)
            return CheckOutcome.Unknown($"{name} could not be looked up: {o.TlsRptAnswer.Error}", LookupAdvice.For(o.TlsRptAnswer));
        if (o.TlsRpt is null && o.TlsRptSelection.Candidates.Count == 0 && TenantDomains.Has(o.Domain))
            return CheckOutcome.Skipped(TenantDomains.Explain(o.Domain));
        if (o.MisplacedTlsRpt is { } place)
        {
            return CheckOutcome.Warning(
                $"There is no TLS-RPT record at {name}, but one at {place}, where senders do not look.",
                $"{SentenceStart.Of(DomainAdvice.ChangeTlsRpt(o))}. Then delete the record at {place}, which no sender reads.");
        }
        if (o.IsTlsRptWildcard)
        {
            return CheckOutcome.Warning(
                $"There is no TLS-RPT record at {name}: a wildcard record answers there with {SafeText.Excerpt(o.TlsRptSelection.Discarded[0])}, as it does "
                    + "for a random test name.",
                FixMissing(o));
        }
        if (o.TlsRptAnswer.Status != DnsStatus.Success)
            return CheckOutcome.Warning($"There is no TXT record at {name}.{NegativeAnswer.Note(o.TlsRptAnswer)}", FixMissing(o));
        if (o.TlsRptSelection.Candidates.Count > 1)
        {
            return CheckOutcome.Fail(
                $"There are {DomainChecks.Count(o.TlsRptSelection.Candidates.Count, "record")} that begin with 'v=TLSRPTv1;'. "
                    + "Senders act as if there were none.",
                $"Keep one record with all addresses in it, separated by commas: {DomainAdvice.ChangeTlsRpt(o)}.");
        }

        return o.TlsRpt is null
            ? CheckOutcome.Warning($"No TXT record at {name} is a TLS-RPT record: {SafeText.Excerpt(o.TlsRptSelection.Discarded[0])}", FixMissing(o))
            : CheckOutcome.Pass($"{name} is '{SafeText.Excerpt(o.TlsRpt.Text, 120)}'. {ReportTiming.FirstReports}");
    }

    /// <summary>The parser's findings, without its advice for texts whose domain is not known.</summary>
    private static string Own(string? fix) => (fix ?? "").Replace(TlsRptRecordParser.Write, "").Replace(TlsRptRecordParser.NewRecord, "").Trim();

    private static string FixMissing(DomainScan o) =>
        DomainAdvice.Run($"{SentenceStart.Of(DomainAdvice.ChangeTlsRpt(o))}, with an address whose mail you read.", DomainAdvice.NewTlsRptRecord(o));

    private static CheckOutcome Read(DomainScan o, string id, string good)
    {
        if (o.TlsRpt is null) return CheckOutcome.Skipped("There is no single TLS-RPT record to read.");
        if (id == "TlsRpt.Rua" && o.TlsRpt.Version is null) return CheckOutcome.Skipped("The record does not begin with its version.");
        var outcome = FindingOutcome.Judge(o.TlsRpt.Findings.Where(f => f.Severity != FindingSeverity.Info || id != "TlsRpt.Rua"), id, good);
        return outcome.Status is CheckStatus.Warning or CheckStatus.Fail
            ? outcome with { Fix = $"{Own(outcome.Fix)} {SentenceStart.Of(DomainAdvice.ChangeTlsRpt(o))}.".Trim() }
            : outcome;
    }
}
