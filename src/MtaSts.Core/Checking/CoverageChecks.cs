using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Policies;
using MtaSts.Text;

namespace MtaSts.Checking;

/// <summary>Does the policy cover the MX hosts (RFC 8461 §4.1)?</summary>
internal static class CoverageChecks
{
    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        Define("Coverage.Mx", "Every MX host is covered by a pattern of the policy", "In enforce, senders do not deliver to an MX host that no pattern covers.", "Add an mx line for every MX host, then change the record's id.", "validation-failure", Mx),
        Define("Coverage.Wildcard", "Wildcards cover what they seem to", "'*' stands for exactly one label: *.example.com covers mail.example.com, and neither example.com nor a.b.example.com.", "Name the hosts, or put the '*' right before the part they share.", "validation-failure", Wildcard),
        Define("Coverage.Unused", "Every pattern covers an MX host", "A pattern without a host is left over, or misspelt, or waits for a move.", "Remove the pattern, unless the domain is about to move to that host.", "", Unused),
    ];

    private static CheckDefinition Define(string id, string title, string why, string fix, string result, Func<Observation, Judgement> evaluate) => new()
    {
        Id = id,
        Title = title,
        Why = why,
        Fix = fix,
        Reference = "RFC 8461 §4.1",
        TlsRptResult = result,
        Evaluate = o => o.Policy is null || o.Policy.Patterns.Count == 0 ? Judgement.Skipped("There is no pattern to compare.")
            : o.Mx.Count == 0 ? Judgement.Skipped(o.MxAnswer.IsDefinite ? "There is no MX host to compare." : "The MX hosts are not known.")
            : o.HasNoHost ? Judgement.Skipped("The domain receives no mail.")
            : Judgement.UnderMode(o, evaluate(o)),
    };

    private static Judgement Mx(Observation o)
    {
        var open = o.Mx.Where(mx => !o.Policy!.Covers(mx.Host)).Select(mx => mx.Host).ToList();
        if (open.Count == 0) return Judgement.Pass(ShortList.Join(o.Mx.Select(mx => $"{mx.Host} by {o.Policy!.CoveringPattern(mx.Host)}"), 5, "; "));
        var names = ShortList.Join(open.Select(host => SafeText.Excerpt(host, 100)), 5);
        var effect = o.Policy!.Mode switch
        {
            _ when !o.HasUsablePolicy => " Senders cannot use the policy now; once they can, they go by it.",
            PolicyMode.Enforce => open.Count == o.Mx.Count ? " Senders refuse the domain's mail." : " Senders do not deliver there.",
            PolicyMode.Testing => " Senders report it now, and would not deliver there in enforce.",
            _ => "",
        };
        return Judgement.Fail($"No pattern covers {names}.{effect}", "Add to the policy: " + ShortList.Join(MxAdvice.PatternsFor(open).Select(p => $"'mx: {p}'"), 10) + ". Then change the record's id.", o.HasUsablePolicy ? null : "");
    }

    private static Judgement Wildcard(Observation o)
    {
        var wildcards = o.Policy!.Patterns.Where(p => p.IsWildcard).ToList();
        if (wildcards.Count == 0) return Judgement.Pass("There is no wildcard.");
        foreach (var pattern in wildcards)
        {
            var open = o.Mx.Where(mx => !o.Policy.Covers(mx.Host) && (pattern.CoversOnlyIfManyLabels(mx.Host) || IsApex(pattern, mx.Host))).Select(mx => mx.Host).ToList();
            if (open.Count > 0) return Judgement.Fail(Explain(pattern, open[0]), "Use instead: " + string.Join(", ", MxAdvice.PatternsFor(open).Select(p => $"'mx: {p}'")));
        }

        return Judgement.Pass(string.Join("; ", wildcards.Select(p => p.Text)));
    }

    private static bool IsApex(MxPattern pattern, string host) => DomainName.AreSame(pattern.Name, host);

    private static string Explain(MxPattern pattern, string host) =>
        $"'{pattern}' does not cover {host}: '*' stands for exactly one label.{(DomainName.AreSame(pattern.Name, "google.com") ? " Many guides give this pattern for Google Workspace; it is wrong." : "")}";

    private static Judgement Unused(Observation o)
    {
        var unused = o.Policy!.Patterns.Where(p => !o.Mx.Any(mx => p.Covers(mx.Host))).Select(p => p.Text).ToList();
        return unused.Count == 0 ? Judgement.Pass("All patterns are in use.") : Judgement.Info($"No MX host is covered by {ShortList.Join(unused.Select(p => SafeText.Excerpt(p, 100)), 5)}.", "Remove them, unless the domain is about to move to such a host.");
    }
}
