using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.PolicyFetching;

/// <summary>A service that hosts policies, how it is recognized, and how it fails.</summary>
/// <param name="Name">The name people know.</param>
/// <param name="Suffixes">The ends of the names to which its customers' CNAMEs point, without a leading dot.</param>
/// <param name="Rules">The most specific first.</param>
internal sealed record WebHost(string Name, IReadOnlyList<string> Suffixes, IReadOnlyList<HostRule> Rules)
{
    /// <summary>Recognizes the service by an address or an answer when there is no CNAME.</summary>
    public Func<HostFacts, bool> IsSeen { get; init; } = _ => false;

    /// <summary>True when a CNAME leads to this service.</summary>
    public bool CnameLeadsTo(HostFacts facts) => facts.CnameBelow(Suffixes) is not null;

    /// <summary>True when this service hosts the policy.</summary>
    public bool Hosts(HostFacts facts) => CnameLeadsTo(facts) || IsSeen(facts);

    /// <summary>The first rule that matches, with the names filled in; null when none does.</summary>
    public HostDiagnosis? Diagnose(HostFacts facts)
    {
        if (Rules.FirstOrDefault(rule => rule.Fits(facts)) is not { } rule) return null;
        return new HostDiagnosis(Name, Fill(rule.Cause, facts), Fill(rule.Fix, facts), rule.MayConcernUsAlone);
    }

    private string Fill(string text, HostFacts facts) => text
        .Replace("<host>", facts.Host)
        .Replace("<domain>", facts.Domain)
        .Replace("<target>", facts.CnameBelow(Suffixes) ?? Name);
}
