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
            Why = "Senders that know DANE use TLSA records in signed zones before MTA-STS; both may stand side by side.",
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
        // A failed lookup is no "none" to such senders (RFC 7672 §2.1.1): they leave the host out.
        if (!tlsa.IsDefinite)
        {
            return $"{host}: its TLSA records could not be looked up ({(tlsa.Error ?? "").TrimEnd('.')}); where its zone is signed, senders that know DANE "
                + "do not deliver there until they can be";
        }
        return $"{host}: {DomainChecks.Count(tlsa.Records.Count, "TLSA record")}, "
            + $"{(tlsa.IsAuthenticated ? "authenticated by DNSSEC" : "not authenticated by DNSSEC as the resolver says, so senders do not use them")}";
    }
}
