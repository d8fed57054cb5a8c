using MtaSts.Dns;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>What to do about a DNS query without a definite answer: who can change it depends on how the query ended.</summary>
public static class LookupAdvice
{
    private const string Server = "the DNS server that was asked: the one given with -Server, or the system's DNS servers";

    /// <summary>The fix, in whole sentences.</summary>
    /// <param name="answer">An answer that is not definite.</param>
    public static string For(DnsResponse answer)
    {
        if (answer is null) throw new System.ArgumentNullException(nameof(answer));
        var name = SafeText.Excerpt(answer.Name, 150);
        return answer.Status switch
        {
            DnsStatus.ServFail => "Check the domain's name servers (and DNSSEC, if the zone is signed), and test again.",
            DnsStatus.CnameLoop => $"Change the CNAME record at {name}, so that it leads to the host or record that is meant, directly and without a loop.",
            DnsStatus.Timeout => $"Check {Server}. If it answers for other domains, check the domain's name servers. Then test again.",
            _ => $"Check {Server}. Then test again.",
        };
    }

    /// <summary>The fix for a host whose address could not be looked up.</summary>
    /// <param name="lookup">A lookup that has failed.</param>
    public static string For(AddressLookup lookup)
    {
        if (lookup is null) throw new System.ArgumentNullException(nameof(lookup));
        return For(lookup.A.IsDefinite ? lookup.Aaaa : lookup.A);
    }
}
