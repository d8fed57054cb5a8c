using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;
using MtaSts.Policies;
using MtaSts.PolicyFetching;
using MtaSts.Providers;
using MtaSts.Records;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>The MTA-STS TXT record.</summary>
internal static class RecordChecks
{
    private const string Reference = "RFC 8461 §3.1";
    private const string Unpublished = "The test is about a policy that is not published.";

    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        new()
        {
            Id = "Record.Present",
            Title = "There is an MTA-STS record at _mta-sts",
            Why = "Without the record senders do not look for a policy.",
            Fix = "Put a policy in place first, then publish the TXT record _mta-sts.<domain>: 'v=STSv1; id=<id>;'. Step-MtaStsPolicy returns both.",
            Reference = Reference,
            Evaluate = Present,
        },
        new()
        {
            Id = "Record.Single",
            Title = "There is exactly one MTA-STS record",
            Why = "With two records senders act as if there were none.",
            Fix = "Delete all TXT records _mta-sts.<domain> that begin with v=STSv1, and publish one: 'v=STSv1; id=<id>;'.",
            Reference = Reference,
            TlsRptResult = "",
            Evaluate = Single,
        },
        new()
        {
            Id = "Record.Syntax",
            Title = "The record is well-formed",
            Why = "Senders act as if a malformed record were not there.",
            Fix = "Change the TXT record _mta-sts.<domain> to: 'v=STSv1; id=<id>;'.",
            Reference = Reference,
            Evaluate = o => Syntax(o, "Record.Syntax", "The record is well-formed."),
        },
        new()
        {
            Id = "Record.Id",
            Title = "The record has a valid id",
            Why = "Senders fetch the policy again when the id changes; without a valid id the record does not count.",
            Fix = "Use an id of 1 to 32 letters and digits. Change the TXT record _mta-sts.<domain> to: 'v=STSv1; id=<id>;'.",
            Reference = Reference,
            Evaluate = o => Syntax(o, "Record.Id", $"The id is '{SafeText.Excerpt(o.Record?.Id)}'."),
        },
    ];

    private static CheckOutcome Present(DomainScan o)
    {
        if (o.StsAnswer is null) return CheckOutcome.Skipped(Unpublished);
        if (o.IsNonexistent) return CheckOutcome.Skipped("The domain does not exist.");
        if ((o.IsNullMx || o.HasNoHost) && o.IsNotConfigured) return CheckOutcome.Skipped("The domain receives no mail, so it needs no record.");
        var name = "_mta-sts." + o.Domain;
        if (!o.StsAnswer.IsDefinite)
            return CheckOutcome.Unknown($"{name} could not be looked up: {o.StsAnswer.Error}", LookupAdvice.For(o.StsAnswer));
        if (o.IsNotConfigured && TenantDomains.Has(o.Domain)) return CheckOutcome.Info(TenantDomains.Explain(o.Domain), TenantDomains.Fix);
        if (o.MisplacedRecord is { } place)
        {
            return CheckOutcome.Fail(
                $"There is no record at {name}, but one at {place}, where senders do not look.",
                $"{SentenceStart.Of(DomainAdvice.ChangeSts(o))}. Then delete the record at {place}, which no sender reads.");
        }
        if (o.IsStsWildcard)
        {
            return CheckOutcome.Fail(
                $"There is no MTA-STS record at {name}: a wildcard record answers there with {SafeText.Excerpt(o.StsSelection!.Discarded[0])}, as it does "
                    + $"for a random test name.{Served(o)}",
                FixMissing(o));
        }
        if (o.StsAnswer.Status != DnsStatus.Success)
            return CheckOutcome.Fail($"There is no TXT record at {name}{Leads(o)}.{Served(o)}{NegativeAnswer.Note(o.StsAnswer)}", FixMissing(o));

        var via = Leads(o);
        if (o.StsSelection!.Candidates.Count > 0 || o.Record is not null)
            return CheckOutcome.Pass($"{name}{via}: {SafeText.Excerpt(o.StsSelection.Selected ?? o.Record?.Text ?? o.StsSelection.Candidates[0], 120)}");
        var (message, _) = RecordMistakes.Explain(o.StsSelection.Discarded[0]);
        return CheckOutcome.Fail($"No TXT record at {name} is an MTA-STS record. {message}", $"Remove from {name} what does not belong there. {FixMissing(o)}");
    }

    private static string Leads(DomainScan o) => o.StsAnswer!.CnameChain is { Count: > 0 } chain ? $" (via CNAME at {chain[chain.Count - 1]})" : "";

    /// <summary>The parser's findings, without its advice for texts whose domain is not known.</summary>
    private static string Own(string? fix) => (fix ?? "").Replace(RecordMistakes.Write, "").Replace(RecordMistakes.NewRecord, "").Trim();

    /// <summary>If a policy is served, only the record is missing; otherwise the file comes first.</summary>
    private static string FixMissing(DomainScan o) => IsServed(o)
        ? DomainAdvice.Run($"{SentenceStart.Of(DomainAdvice.ChangeSts(o))}.", "New-MtaStsRecord " + o.Domain)
        : o.MxAnswer.IsDefinite && MxListing.Of(o.Mx.Select(mx => (mx.Host, mx.IsMissing))).Patterns.Count == 0
        ? "First publish an MX record that points to the host that receives the domain's mail: without one there is nothing that a policy could list. "
            + $"Then run Step-MtaStsPolicy {o.Domain}, which returns the policy and the record."
        : DomainAdvice.Run(
            $"Put a policy in place at {DomainAdvice.PolicyUrl(o)} first, then "
                + (o.StsAnswer!.CnameChain.Count > 0 ? DomainAdvice.ChangeSts(o) : $"publish the TXT record _mta-sts.{o.Domain}") + ". "
                + "The command returns both, in mode testing, in which senders refuse no mail.",
            "Step-MtaStsPolicy " + o.Domain);

    private static bool IsServed(DomainScan o) => o is { Fetch: { Failure: FetchFailure.None, Status: 200 }, Policy: not null };

    private static string Served(DomainScan o) => IsServed(o) ? " A policy is served anyway, but no sender fetches it." : "";

    private static CheckOutcome Single(DomainScan o)
    {
        if (o.StsSelection is null) return CheckOutcome.Skipped(Unpublished);
        if (o.StsSelection.Candidates.Count == 0) return CheckOutcome.Skipped("There is no MTA-STS record.");
        if (o.StsSelection.Candidates.Count > 1)
        {
            return CheckOutcome.Fail(
                $"There are {DomainChecks.Count(o.StsSelection.Candidates.Count, "record")} that begin with 'v=STSv1;': "
                    + $"{ShortList.Join(o.StsSelection.Candidates.Select(t => SafeText.Excerpt(t)), 3, " | ")}",
                $"{SentenceStart.Of(DomainAdvice.ChangeSts(o))}.");
        }

        return o.StsSelection.Discarded.Count > 0
            ? CheckOutcome.Info(
                $"One MTA-STS record, and {DomainChecks.Count(o.StsSelection.Discarded.Count, "other TXT record")} that senders discard.",
                "Remove the other TXT records at _mta-sts.")
            : CheckOutcome.Pass("There is one record.");
    }

    private static CheckOutcome Syntax(DomainScan o, string id, string good)
    {
        if (o.StsAnswer is null) return CheckOutcome.Skipped(Unpublished);
        if (o.Record is null) return CheckOutcome.Skipped("There is no single MTA-STS record to read.");
        if (id == "Record.Id" && o.Record.Version is null) return CheckOutcome.Skipped("The record does not begin with its version.");
        var outcome = FindingOutcome.Judge(o.Record.Findings, id, good);
        return outcome.Status is CheckStatus.Warning or CheckStatus.Fail
            ? outcome with { Fix = $"{Own(outcome.Fix)} {SentenceStart.Of(DomainAdvice.ChangeSts(o))}.".Trim() }
            : outcome;
    }
}
