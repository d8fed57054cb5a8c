using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Policies;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>Does the policy cover the MX hosts (RFC 8461 §4.1)?</summary>
internal static class CoverageChecks
{
    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        Define("Coverage.Mx", "Every MX host is covered by a pattern of the policy", "In enforce, senders do not deliver to an MX host that no pattern covers.",
            "Add an mx line for every MX host, put the file in place, then change the TXT record _mta-sts.<domain> to: 'v=STSv1; id=<id>;'.",
            "validation-failure", Mx),
        Define("Coverage.Wildcard", "Wildcards cover the intended hosts",
            "'*' stands for exactly one label: *.example.com covers mail.example.com, but neither example.com nor a.b.example.com.",
            "List the hosts, or put the '*' directly before the part they share.", "validation-failure", Wildcard),
        Define("Coverage.Unused", "Every pattern covers an MX host", "A pattern that covers no host is left over, misspelled, or meant for a planned move.",
            "Remove the pattern, unless the domain is about to move to that host.", "", Unused),
    ];

    private static CheckDefinition Define(string id, string title, string why, string fix, string result, Func<DomainScan, CheckOutcome> evaluate) => new()
    {
        Id = id,
        Title = title,
        Why = why,
        Fix = fix,
        Reference = "RFC 8461 §4.1",
        TlsRptResult = result,
        Evaluate = o => o.Policy is null || o.Policy.Patterns.Count == 0 ? CheckOutcome.Skipped("There is no pattern to compare.")
            : o.Mx.Count == 0 ? CheckOutcome.Skipped(o.MxAnswer.IsDefinite ? "There is no MX host to compare." : "The MX hosts are not known.")
            : o.HasNoHost ? CheckOutcome.Skipped("The domain receives no mail.")
            : o.Mx.All(mx => mx.IsMissing) ? CheckOutcome.Skipped("None of the MX hosts exists, so there is nothing to compare.")
            : CheckOutcome.UnderMode(o, evaluate(o)),
    };

    private static CheckOutcome Mx(DomainScan o)
    {
        var open = o.LiveMx.Where(mx => !o.Policy!.Covers(mx.Host)).Select(mx => mx.Host).ToList();
        if (open.Count == 0) return CheckOutcome.Pass(ShortList.Join(o.LiveMx.Select(mx => $"{mx.Host} by {o.Policy!.CoveringPattern(mx.Host)}"), 5, "; "));
        var names = ShortList.Join(open.Select(host => SafeText.Excerpt(host, 100)), 5);
        var effect = o.Policy!.Mode switch
        {
            PolicyMode.None => "",
            _ when !o.HasUsablePolicy => " Senders cannot use the policy now; once they can, they apply it.",
            PolicyMode.Enforce => open.Count == o.LiveMx.Count ? " Senders refuse the domain's mail." : " Senders do not deliver there.",
            PolicyMode.Testing => " Senders report it now, and would not deliver there in enforce.",
            _ => "",
        };
        var cause = open.Select(host => CoverageCause.Of(o.Policy.Patterns, host)).FirstOrDefault(text => text.Length > 0);
        return CheckOutcome.Fail(
            $"No pattern covers {names}.{effect}{(cause is null ? "" : " " + cause)}", FixFor(o, open, "Add to the policy: "), o.HasUsablePolicy ? null : "");
    }

    /// <summary>The lines that cover the hosts, each checked by our own parser; what to do about a host that no line can cover; the order of work.</summary>
    private static string FixFor(DomainScan o, IReadOnlyCollection<string> open, string verb)
    {
        var parts = new List<string>();
        var patterns = MxAdvice.PatternsFor(open);
        if (patterns.Count > 0) parts.Add(verb + ShortList.Join(patterns.Select(p => $"'mx: {p}'"), 10) + ".");
        foreach (var host in open.Take(5))
        {
            var shown = SafeText.Excerpt(host, 100);
            if (MxAdvice.WhyUnnamed(host) is not { } why) continue;
            parts.Add(MxAdvice.PatternFor(host) is { } pattern
                ? $"'mx: {pattern}' covers {shown}, whose own name cannot be a pattern: {why}."
                : $"No pattern can cover {shown}: {why}. Give the host another name, and use that name in the MX record.");
        }

        if (patterns.Count == 0) return string.Join(" ", parts);
        if (o.IsPreflight) return string.Join(" ", parts.Append($"Do this before it is published. {DomainAdvice.FileThenRecord(o)}"));
        parts.Add(DomainAdvice.FileThenRecord(o));
        return DomainAdvice.Run(string.Join(" ", parts), DomainAdvice.NewPolicy(o));
    }

    private static CheckOutcome Wildcard(DomainScan o)
    {
        var wildcards = o.Policy!.Patterns.Where(p => p.IsWildcard).ToList();
        if (wildcards.Count == 0) return CheckOutcome.Pass("There is no wildcard.");
        foreach (var pattern in wildcards)
        {
            var open = o.LiveMx.Where(mx => !o.Policy.Covers(mx.Host) && CoverageCause.IsNear(pattern, mx.Host)).Select(mx => mx.Host).ToList();
            if (open.Count > 0) return CheckOutcome.Fail(CoverageCause.OfWildcard(pattern, open[0]), FixFor(o, open, "Use instead: "));
        }

        return CheckOutcome.Pass(ShortList.Join(wildcards.Select(p => SafeText.Excerpt(p.Text, 100)), 5, "; "));
    }

    private static CheckOutcome Unused(DomainScan o)
    {
        var unused = o.Policy!.Patterns.Where(p => !o.LiveMx.Any(mx => p.Covers(mx.Host))).ToList();
        if (unused.Count == 0) return CheckOutcome.Pass("All patterns are in use.");
        var never = unused.Where(p => IsForNothing(o, p)).ToList();
        var maybe = unused.Except(never).ToList();
        var fixes = new List<string>();
        if (never.Count > 0) fixes.Add($"Remove {Names(never)}: {(never.Count == 1 ? "it covers" : "they cover")} no host that receives the domain's mail.");
        if (maybe.Count > 0)
        {
            fixes.Add(
                $"Remove {(never.Count > 0 ? Names(maybe) : maybe.Count == 1 ? "it" : "them")}, unless the domain is about to move to "
                    + $"{(maybe.Count == 1 && !maybe[0].IsWildcard ? "that" : "such a")} host.");
        }

        return CheckOutcome.Info($"No MX host is covered by {Names(unused)}.", string.Join(" ", fixes));
    }

    /// <summary>
    /// True for a pattern that no planned move explains: an address, a name that cannot exist, a host whose MX record leads nowhere,
    /// or a wildcard that seems to cover a host of the domain and does not.
    /// </summary>
    private static bool IsForNothing(DomainScan o, MxPattern pattern) =>
        MxAdvice.NeverExists(pattern.Name) || AddressText.IsAddress(pattern.Name)
        || (!pattern.IsWildcard && o.Mx.Any(mx => mx.IsMissing && pattern.Covers(mx.Host)))
        || o.LiveMx.Any(mx => CoverageCause.IsNear(pattern, mx.Host))
        || KnownPatterns.Find(o.Policy!).Any(finding => finding.Message.Contains($"'{pattern}'"));

    private static string Names(IEnumerable<MxPattern> patterns) => ShortList.Join(patterns.Select(p => SafeText.Excerpt(p.Text, 100)), 5);
}
