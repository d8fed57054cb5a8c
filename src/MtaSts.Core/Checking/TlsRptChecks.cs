using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;
using MtaSts.Text;

namespace MtaSts.Checking;

/// <summary>The TLS-RPT record.</summary>
internal static class TlsRptChecks
{
    private const string Example = "v=TLSRPTv1; rua=mailto:tls-reports@contoso.com";

    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        new()
        {
            Id = "TlsRpt.Present",
            Title = "There is one TLS-RPT record at _smtp._tls",
            Why = "Without it no sender says when delivery over TLS fails.",
            Fix = $"Publish a TXT record at _smtp._tls with a value such as '{Example}'.",
            Reference = "RFC 8460 §3",
            Evaluate = Present,
        },
        new()
        {
            Id = "TlsRpt.Syntax",
            Title = "The TLS-RPT record is well-formed",
            Why = "Senders send no reports for a malformed record.",
            Fix = $"Write the record as '{Example}' with your own address.",
            Reference = "RFC 8460 §3",
            Evaluate = o => Read(o, "TlsRpt.Syntax", "The record is well-formed."),
        },
        new()
        {
            Id = "TlsRpt.Rua",
            Title = "It says where reports go",
            Why = "Reports go to 'mailto:' and 'https:' URIs only.",
            Fix = "Write 'rua=mailto:' and an address, or 'rua=https://…'.",
            Reference = "RFC 8460 §3",
            Evaluate = o => Read(o, "TlsRpt.Rua", o.TlsRpt?.Rua.ToString() ?? ""),
        },
    ];

    private static Judgement Present(Observation o)
    {
        if (o.IsNonexistent) return Judgement.Skipped("The domain does not exist.");
        if (o.IsNullMx && o.TlsRptAnswer.Status != DnsStatus.Success) return Judgement.Skipped("The domain receives no mail, so it needs none.");
        var name = "_smtp._tls." + o.Domain;
        if (!o.TlsRptAnswer.IsDefinite) return Judgement.Unknown($"{name} could not be looked up: {o.TlsRptAnswer.Error}", "Check the domain's name servers, and test again.");
        if (o.TlsRptAnswer.Status != DnsStatus.Success) return Judgement.Warning($"There is no TXT record at {name}.");
        if (o.TlsRptSelection.Candidates.Count > 1)
            return Judgement.Fail($"There are {DomainChecks.Count(o.TlsRptSelection.Candidates.Count, "record")} that begin with 'v=TLSRPTv1;'. Senders act as if there were none.", "Keep one record with all addresses in it, separated by commas.");
        return o.TlsRpt is null
            ? Judgement.Warning($"No TXT record at {name} is a TLS-RPT record: {SafeText.Excerpt(o.TlsRptSelection.Discarded[0])}")
            : Judgement.Pass($"{name}: {SafeText.Excerpt(o.TlsRpt.Text, 120)}");
    }

    private static Judgement Read(Observation o, string id, string good)
    {
        if (o.TlsRpt is null) return Judgement.Skipped("There is no single TLS-RPT record to read.");
        if (id == "TlsRpt.Rua" && o.TlsRpt.Version is null) return Judgement.Skipped("The record does not begin as it must.");
        return FindingJudge.Judge(o.TlsRpt.Findings.Where(f => f.Severity != FindingSeverity.Info || id != "TlsRpt.Rua"), id, good);
    }
}
