using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Lab.Dns;

/// <summary>What a recursive resolver would find in the zones.</summary>
/// <param name="Rcode">0 or 3 (NXDOMAIN).</param>
/// <param name="Answers">The CNAMEs followed, then the records.</param>
/// <param name="LastName">The end of the CNAME chain.</param>
internal sealed record DnsLookup(int Rcode, IReadOnlyList<ZoneRecord> Answers, string LastName)
{
    private const int MaxChain = 40;

    public static DnsLookup Find(Zone zone, SyntheticAnswers? synthetic, string name, LabDnsType type, bool chase)
    {
        var answers = new List<ZoneRecord>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            var made = synthetic?.Invoke(name, type);
            var found = made ?? zone.Find(name, type);
            if (found.Count > 0)
            {
                answers.AddRange(found);
                return new DnsLookup(0, answers, name);
            }

            if (!zone.Has(name) && zone.WildcardFor(name) is { } wildcard)
            {
                found = [.. zone.Find(wildcard, type).Select(record => record with { Name = name })];
                answers.AddRange(found);
                var aliases = type == LabDnsType.Cname ? [] : zone.Find(wildcard, LabDnsType.Cname);
                if (found.Count > 0 || aliases.Count == 0)
                    return new DnsLookup(0, answers, name);
                answers.Add(aliases[0] with { Name = name });
                name = aliases[0].Target!;
                if (!chase || answers.Count >= MaxChain)
                    return new DnsLookup(0, answers, name);
                continue;
            }

            var cnames = type == LabDnsType.Cname ? [] : zone.Find(name, LabDnsType.Cname);
            if (cnames.Count == 0)
                return new DnsLookup(made is not null || zone.Has(name) ? 0 : 3, answers, name);

            answers.Add(cnames[0]);

            // A loop is answered with its CNAMEs, as by some resolvers; others answer SERVFAIL.
            if (!chase || !seen.Add(name) || answers.Count >= MaxChain)
                return new DnsLookup(0, answers, name);
            name = cnames[0].Target!;
        }
    }
}
