using System;

namespace MtaSts.PolicyFetching;

/// <summary>
/// One fault as one kind of host shows it. <c>&lt;host&gt;</c>, <c>&lt;domain&gt;</c> and <c>&lt;target&gt;</c> (the CNAME that
/// leads to the host) stand for the names at hand.
/// </summary>
/// <param name="Fault">At what the policy host fails.</param>
/// <param name="Shows">What else must be seen.</param>
/// <param name="Cause">What it means there.</param>
/// <param name="Fix">What to set there.</param>
internal sealed record HostRule(HostFault Fault, Func<HostFacts, bool> Shows, string Cause, string Fix)
{
    /// <summary>True when other visitors may get another answer.</summary>
    public bool MayConcernUsAlone { get; init; }

    /// <summary>True when the rule fits what was seen.</summary>
    public bool Fits(HostFacts facts) => facts.Fault == Fault && Shows(facts);
}
