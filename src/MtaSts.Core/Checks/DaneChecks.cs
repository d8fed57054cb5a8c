using System.Collections.Generic;
using System.Linq;
using MtaSts.Dns;
using MtaSts.Scanning;

namespace MtaSts.Checks;

/// <summary>DANE beside MTA-STS: for information only.</summary>
internal static class DaneChecks
{
    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        new()
        {
            Id = "Dane.Tlsa",
            Title = "DANE for the MX hosts",
            Why = "Senders that support DANE prefer TLSA records in signed zones to MTA-STS; a domain can have both.",
            Fix = "Nothing needs to be done.",
            Reference = "RFC 7672, RFC 8461 §2",
            Evaluate = o => LeftOutHosts.Limit(o, Tlsa(o)),
        },
    ];

    private static CheckOutcome Tlsa(DomainScan o)
    {
        var asked = o.Mx.Where(mx => mx.Tlsa is not null).ToList();
        if (asked.Count == 0) return CheckOutcome.Skipped("TLSA records were not looked up.");
        var said = asked.Where(mx => mx.Tlsa!.Status == DnsStatus.Success || !mx.Tlsa.IsDefinite).ToList();
        return CheckOutcome.Info(
            said.Count == 0 ? "The MX hosts have no TLSA records." : DomainChecks.Sentence(said.Select(mx => Describe(mx.Host, mx.Tlsa!)), 5));
    }

    private static string Describe(string host, DnsResponse tlsa)
    {
        // To such senders a failed lookup does not mean "none" (RFC 7672 §2.1.1): they skip the host.
        if (!tlsa.IsDefinite)
        {
            return $"{host}: its TLSA records could not be looked up ({(tlsa.Error ?? "").TrimEnd('.')}); if its zone is signed, senders that support DANE "
                + "do not deliver there until the lookup succeeds";
        }
        return $"{host}: {DomainChecks.Count(tlsa.Records.Count, "TLSA record")}, "
            + $"{(tlsa.IsAuthenticated ? "authenticated by DNSSEC" : "not authenticated by DNSSEC according to the resolver, so senders do not use them")}";
    }
}
