using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;

namespace MtaSts.Checking;

/// <summary>DANE beside MTA-STS: for information only.</summary>
internal static class DaneChecks
{
    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        new()
        {
            Id = "Dane.Tlsa",
            Title = "DANE for the MX hosts",
            Why = "Senders that know DANE use TLSA records in signed zones before MTA-STS; both may stand side by side.",
            Fix = "Nothing needs to be done.",
            Reference = "RFC 7672, RFC 8461 §2",
            Evaluate = Tlsa,
        },
    ];

    private static Judgement Tlsa(Observation o)
    {
        var asked = o.Mx.Where(mx => mx.Tlsa is { IsDefinite: true }).ToList();
        if (asked.Count == 0) return Judgement.Skipped("TLSA records were not looked up.");
        var present = asked.Where(mx => mx.Tlsa!.Status == DnsStatus.Success).ToList();
        if (present.Count == 0) return Judgement.Info("The MX hosts have no TLSA records.");
        var parts = present.Select(mx => $"{mx.Host}: {DomainChecks.Count(mx.Tlsa!.Records.Count, "TLSA record")}, {(mx.Tlsa.IsAuthenticated ? "authenticated by DNSSEC" : "not authenticated by DNSSEC as the resolver says, so senders do not use them")}");
        return Judgement.Info(DomainChecks.Sentence(parts));
    }
}
