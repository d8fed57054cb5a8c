using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MtaSts.Policies;
using MtaSts.PolicyFetching;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>What a policy that is not published yet would change for senders. It only informs; the other checks say whether the policy is good.</summary>
internal static class PreflightChecks
{
    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        new()
        {
            Id = "Preflight.Change",
            Title = "What the policy would change for senders",
            Why = "Senders that have the published policy keep using it until they see a new id or it expires.",
            Fix = "Put the new file in place first, then change the TXT record _mta-sts.<domain> to: 'v=STSv1; id=<id>;'.",
            Reference = "RFC 8461 §5.1, §8.1",
            Applies = o => o.Published is not null,
            Evaluate = o => o.Published is { } published ? Judge(o, published) : CheckOutcome.Skipped("The test is about the published policy itself."),
        },
    ];

    private static CheckOutcome Judge(DomainScan o, PublishedState published)
    {
        var isSame = published is { Record.IsValid: true, Fetch.IsUsable: true, Policy: { IsValid: true } before } && !Changes(before, o.Policy!).Any();
        if (isSame) return CheckOutcome.Info("Nothing changes: the published policy says the same.");
        var isGood = o.Policy is { IsValid: true } && Verdict.Action(o) != SenderAction.Refuse;
        return CheckOutcome.Info(Describe(o, published), isGood ? NextStep(o, published) : "Do not publish it yet: first fix what the other checks report.");
    }

    private static string Describe(DomainScan o, PublishedState published)
    {
        if (!published.Answer.IsDefinite || (published.Record is { IsValid: true } && published.Fetch.Failure is FetchFailure.Connect or FetchFailure.TimedOut))
            return "It could not be determined what is published now, so the change is not known. With the new policy " + Effect(o) + ".";
        if (published is not { Record.IsValid: true, Fetch.IsUsable: true, Policy: { IsValid: true } before })
            return "Senders cannot use any policy of the domain now, and deliver unprotected. With this one " + Effect(o) + ".";
        return $"Changes compared with the published policy: {string.Join("; ", Changes(before, o.Policy!))}. With the new one {Effect(o)}.";
    }

    private static IEnumerable<string> Changes(Policy before, Policy after)
    {
        if (before.Mode != after.Mode) yield return $"mode {Name(before.Mode)} to {Name(after.Mode)}";
        if (before.MaxAge != after.MaxAge)
        {
            yield return string.Format(
                CultureInfo.InvariantCulture, "max_age {0} to {1}", before.MaxAge, after.MaxAge is { } seconds ? seconds : "(not valid)");
        }
        foreach (var change in Missing(after, before, "new").Concat(Missing(before, after, "gone"))) yield return change;
    }

    private static IEnumerable<string> Missing(Policy from, Policy other, string word)
    {
        const int Most = 5;
        var missing = from.Mx.Where(pattern => !other.Mx.Contains(pattern, StringComparer.OrdinalIgnoreCase)).ToList();
        foreach (var pattern in missing.Take(Most)) yield return $"'mx: {SafeText.Excerpt(pattern, 100)}' is {word}";
        if (missing.Count > Most)
            yield return FormattableString.Invariant($"and {missing.Count - Most} more {(missing.Count - Most == 1 ? "pattern is" : "patterns are")} {word}");
    }

    private static string Name(PolicyMode? mode) => mode is { } known ? PolicyWriter.NameOf(known) : "(not valid)";

    private static string Effect(DomainScan o) => Verdict.Action(o) switch
    {
        SenderAction.Deliver => "senders deliver, unprotected",
        SenderAction.DeliverVerified => "senders deliver over verified TLS",
        SenderAction.DeliverAndReport => "senders deliver although validation fails, and report it",
        SenderAction.Refuse => "senders do not deliver: no MX host validates",
        SenderAction.TlsNotTested when o.Policy?.Mode == PolicyMode.Testing => "senders deliver; whether over verified TLS was not tested (-SkipStartTls)",
        SenderAction.TlsNotTested => "senders deliver to MX hosts with valid TLS, which was not tested (-SkipStartTls)",
        SenderAction.NotApplicable => "nothing changes: the domain receives no mail",
        _ => "what senders do cannot be determined from here",
    };

    private static string NextStep(DomainScan o, PublishedState published) => published.Record is { IsValid: true, Id: { } id }
        ? $"{DomainAdvice.FileThenRecord(o)} The record's id is {id} now."
        : DomainAdvice.FileThenRecord(o);
}
