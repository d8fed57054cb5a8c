using System;

namespace MtaSts.PolicyFetching;

/// <summary>
/// One fault at one kind of host. <c>&lt;host&gt;</c>, <c>&lt;domain&gt;</c> and <c>&lt;target&gt;</c> (the CNAME that
/// leads to the host) are placeholders for the actual names.
/// </summary>
/// <param name="Fault">The step at which the policy host fails.</param>
/// <param name="Shows">The other conditions.</param>
/// <param name="Cause">The meaning at this host.</param>
/// <param name="Fix">What to change there.</param>
internal sealed record HostRule(HostFault Fault, Func<HostFacts, bool> Shows, string Cause, string Fix)
{
    /// <summary>True when other visitors may get a different answer.</summary>
    public bool MayConcernUsAlone { get; init; }

    /// <summary>True when the rule matches the facts.</summary>
    public bool Fits(HostFacts facts) => facts.Fault == Fault && Shows(facts);
}
