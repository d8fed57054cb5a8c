using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>Does the domain receive mail, and where?</summary>
internal static class DomainChecks
{
    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        new()
        {
            Id = "Domain.ReceivesMail",
            Title = "The domain receives mail",
            Why = "MTA-STS protects mail on its way to the domain; a domain that receives no mail has nothing to protect.",
            Fix = "Check the spelling of the domain, or add the domain or its MX record to DNS.",
            Reference = "RFC 5321 §5.1, RFC 7505",
            Evaluate = ReceivesMail,
        },
        new()
        {
            Id = "Mx.Lookup",
            Title = "The MX records can be looked up",
            Why = "Senders compare the names in the MX records with the policy.",
            Fix = "Check the domain's name servers, and test again.",
            Reference = "RFC 5321 §5.1",
            Evaluate = Lookup,
        },
        new()
        {
            Id = "Mx.Target",
            Title = "Every MX record points to a host that has an address",
            Why = "An MX record must contain a host name with A or AAAA records; senders cannot reach any other target, or match it only by chance.",
            Fix = "Point every MX record to a host that has its own A or AAAA records, and remove those whose host does not exist.",
            Reference = "RFC 5321 §5.1, RFC 2181 §10.3",
            Evaluate = o => LeftOutHosts.Limit(o, Target(o)),
        },
    ];

    private static CheckOutcome ReceivesMail(DomainScan o)
    {
        if (o.IsNullMx) return CheckOutcome.Info("The domain has a null MX: it declares that it receives no mail.");
        if (o.IsNonexistent) return CheckOutcome.Fail($"{o.Domain} does not exist in DNS.");
        if (!o.MxAnswer.IsDefinite) return CheckOutcome.Skipped("The MX records could not be looked up.");
        if (!o.IsImplicitMx) return CheckOutcome.Pass($"Mail goes to {Count(o.Mx.Count, "MX host")}.");
        return o.Mx[0].Lookup.Addresses.Count > 0
            ? CheckOutcome.Info(
                "The domain has no MX record, so it is its own MX host; the policy must list the domain itself.",
                "Publish an explicit MX record.")
            : NoMail(o);
    }

    private static CheckOutcome NoMail(DomainScan o) => o.Mx[0].Lookup.HasFailed
        ? CheckOutcome.Unknown($"The domain has no MX record, and its address could not be looked up: {o.Mx[0].Lookup.Error}", LookupAdvice.For(o.Mx[0].Lookup))
        : CheckOutcome.Fail("The domain has no MX record and no address, so no mail can be delivered to it.");

    private static CheckOutcome Lookup(DomainScan o) => o.MxAnswer.Status switch
    {
        DnsStatus.Success when o.IsNullMx => CheckOutcome.Pass("The answer is a null MX."),
        DnsStatus.Success when o.MxAnswer.RecordsOf<MxRecord>().Any(mx => mx.Exchange.Length == 0) => CheckOutcome.Warning(
            "A null MX ('.') is published beside other MX records: the domain says both that it receives mail and that it does not (RFC 7505 §3). "
                + "Senders handle this in different ways.", "Remove the record whose host is '.'."),
        DnsStatus.Success => CheckOutcome.Pass(ShortList.Join(o.Mx.Select(m => FormattableString.Invariant($"{m.Preference} {m.Host}")), 10, "; ")),
        DnsStatus.NoData => CheckOutcome.Info("There is no MX record."),
        DnsStatus.NxDomain => CheckOutcome.Skipped("The domain does not exist."),
        _ => CheckOutcome.Unknown($"The MX records could not be looked up: {o.MxAnswer.Error}", LookupAdvice.For(o.MxAnswer)),
    };

    private static CheckOutcome Target(DomainScan o)
    {
        if (o.Mx.Count == 0) return CheckOutcome.Skipped(o.MxAnswer.IsDefinite ? "There is no MX host." : "The MX hosts are not known.");
        if (o.HasNoHost) return CheckOutcome.Skipped("There is no MX record, and the domain has no address.");
        if (o.IsDnsOnly && !o.IsImplicitMx) return CheckOutcome.DnsOnly(o);
        if (o.IsImplicitMx && o.Mx[0].Lookup.HasFailed) return CheckOutcome.Skipped("There is no MX record, and the domain's address could not be looked up.");
        var faults = o.Mx.Where(m => !m.IsImplicit).Select(MxTarget.Of).OfType<MxTarget>().ToList();
        var unknown = o.Mx.Where(m => !m.IsMissing && !m.IsLeftOut && m.Lookup.HasFailed && !AddressText.IsAddress(m.Host)).ToList();
        if (faults.Count > 0)
        {
            var detail = Sentence(faults.Select(fault => fault.Detail));
            var isOnlyHost = o.Mx.All(m => m.IsMissing);
            var fix = string.Join(" ", faults.Select(fault => fault.Fix).Distinct().Take(5))
                + (isOnlyHost ? " Publish an MX record that points to the host that receives the domain's mail." : "");
            return !isOnlyHost && faults.All(fault => fault.WorksYet) ? CheckOutcome.Warning(detail, fix) : CheckOutcome.Fail(detail, fix);
        }

        return unknown.Count > 0
            ? CheckOutcome.Unknown(
                Sentence(unknown.Select(m => $"{SafeText.Excerpt(m.Host, 100)}: {SafeText.Excerpt(m.Lookup.Error, 300)}")),
                string.Join(" ", unknown.Select(m => LookupAdvice.For(m.Lookup).Replace("the domain's name servers", "the name servers of the host")).Distinct()
                    .Take(5)))
            : CheckOutcome.Pass($"{Count(o.Mx.Count(m => !m.IsLeftOut), "MX host")} with an address.");
    }

    internal static string Count(int count, string thing) => FormattableString.Invariant($"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>The parts as one sentence; those beyond <paramref name="most"/> are only counted.</summary>
    internal static string Sentence(IEnumerable<string> parts, int most = 5)
    {
        var text = ShortList.Join(parts, most, "; ");
        return text.EndsWith(".", StringComparison.Ordinal) ? text : text + ".";
    }
}
