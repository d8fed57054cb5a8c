using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Providers;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>Cases in which senders read a valid policy differently from what its author probably meant.</summary>
public static class PolicyTraps
{
    private const long Day = 86400;

    /// <summary>Looks for traps.</summary>
    /// <param name="policy">A valid policy.</param>
    /// <param name="hosts">The names in the domain's MX records; null when they are not known.</param>
    /// <returns>One or two sentences each: what senders do, and what to write.</returns>
    public static ReadableList<string> Find(Policy policy, IReadOnlyCollection<string>? hosts)
    {
        if (policy is null) throw new ArgumentNullException(nameof(policy));
        var found = policy.Patterns.Where(p => p.IsWildcard).Select(p => InWildcard(p, hosts, policy.PolicyDomain?.Replace('.', '-') ?? "your-domain"))
            .Where(text => text is not null).Select(text => text!).ToList();
        if (policy is { Mode: PolicyMode.Enforce, MaxAge: < Day })
        {
            found.Add(
                string.Format(
                    CultureInfo.InvariantCulture,
                    "max_age is {0} s, less than a day: in enforce an attacker only needs to block senders from the policy host for that long. "
                        + "Use 604800 (a week) to begin with.",
                    policy.MaxAge));
        }

        if (hosts is not null && policy.Mode != PolicyMode.None && Uncovered(policy, hosts) is { } uncovered) found.Add(uncovered);
        return found.ToReadableList();
    }

    private static string? InWildcard(MxPattern pattern, IReadOnlyCollection<string>? hosts, string label)
    {
        if (pattern.Name.IndexOf('.') < 0)
            return $"'{pattern}' covers every domain directly below '{pattern.Name}': the owner of any of them could pose as the MX host. List the hosts.";
        if (hosts?.FirstOrDefault(pattern.CoversOnlyIfManyLabels) is { } host) return Explain(pattern, host);
        if (pattern.Name == "mx.microsoft") return Explain(pattern, label + ".a-v1.mx.microsoft");
        var missed = ProviderCatalogue.WithPatterns.SelectMany(provider => provider.Patterns).FirstOrDefault(other => IsMissed(pattern, other));
        return missed is null ? null : Explain(pattern, missed.Replace("*.", LabelBelow(missed, label) + "."));
    }

    /// <summary>The first label of a real host below a provider's pattern.</summary>
    private static string LabelBelow(string pattern, string label) => pattern switch
    {
        "*.aspmx.l.google.com" => "alt1",
        "*.googlemail.com" => "aspmx2",
        "*.mx.cloudflare.net" => "route1",
        _ => label,
    };

    /// <summary>True when the pattern seems to cover a provider's hosts but does not.</summary>
    private static bool IsMissed(MxPattern pattern, string other) =>
        MxPattern.TryParse(other, out var provider, out _) && pattern.CoversOnlyIfManyLabels(provider.IsWildcard ? "host." + provider.Name : provider.Name);

    private static string Explain(MxPattern pattern, string host)
    {
        var better = string.Join(", ", PolicyBuilder.PatternsFor([host]).Select(p => $"'{p}'"));
        return $"'{pattern}' does not cover {SafeText.Excerpt(host, 100)}: '*' stands for exactly one label (RFC 8461 "
            + $"§4.1).{(better.Length == 0 ? "" : $" For that host write {better}.")}";
    }

    private static string? Uncovered(Policy policy, IEnumerable<string> hosts)
    {
        var open = hosts.Where(host => !policy.Covers(host)).ToList();
        if (open.Count == 0) return null;
        var names = ShortList.Join(open.Select(host => SafeText.Excerpt(host, 100)), 5);
        var effect = policy.Mode == PolicyMode.Enforce ? "Senders will not deliver there." : "Senders will report it, and would not deliver there in enforce.";
        var patterns = PolicyBuilder.PatternsFor(open);
        var fix = patterns.Count == 0
            ? "No pattern can cover it: give the host another name."
            : $"Add {ShortList.Join(patterns.Select(p => $"'{p}'"), 10)}.";
        return $"No pattern covers the MX host {names}. {effect} {fix}";
    }
}
