using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>What has changed since an earlier test.</summary>
internal static class DriftChecks
{
    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        Define("Drift.IdUnchanged", "The id changed with the policy",
            "Senders fetch a policy again when the id changes. With the old id they keep using the old policy until it expires.",
            "Change the TXT record _mta-sts.<domain> to: 'v=STSv1; id=<id>;'.", "RFC 8461 §3.1, §5.1", Id),
        Define("Drift.PolicyChanged", "The policy is the same as in the earlier test", "A change that nobody made on purpose is a mistake or an attack.",
            "If the change was not intended, restore the earlier policy, then change the TXT record _mta-sts.<domain> to: 'v=STSv1; id=<id>;'.",
            "RFC 8461 §10.2", PolicyText),
        Define("Drift.MxChanged", "The MX hosts are the same as in the earlier test", "A policy must list new MX hosts before mail goes to them.",
            "If the change was intended, make sure that the policy covers the new hosts; if not, find out who changed the zone.", "RFC 8461 §4.1", Mx),
        Define("Drift.CertificateChanged", "The certificates are the same as in the earlier test",
            "Certificates change when they are renewed; a change at another time may be an attack.",
            "If no renewal was due, find out who requested the certificate.", "RFC 8461 §3.3, §4.2", Certificate),
    ];

    private static CheckDefinition Define(
        string id, string title, string why, string fix, string reference, Func<DomainScan, EarlierResult, CheckOutcome> evaluate) => new()
    {
        Id = id,
        Title = title,
        Why = why,
        Fix = fix,
        Reference = reference,
        Applies = o => o.Earlier is not null,
        Evaluate = o => evaluate(o, o.Earlier!),
    };

    private static CheckOutcome Id(DomainScan o, EarlierResult earlier)
    {
        if (!HasBothPolicies(o, earlier)) return CheckOutcome.Skipped("The policy was not seen in both tests.");
        if (IsSamePolicy(o, earlier)) return CheckOutcome.Pass("The policy has not changed.");
        return o.Record?.Id is { } id && id == earlier.PolicyId
            ? CheckOutcome.Fail(
                $"The policy has changed{Since(earlier)}, and the id is still '{SafeText.Excerpt(id)}'. Senders that have the earlier policy do not notice.")
            : CheckOutcome.Pass($"The policy has changed, and the id too: '{SafeText.Excerpt(earlier.PolicyId)}' to '{SafeText.Excerpt(o.Record?.Id)}'.");
    }

    private static CheckOutcome PolicyText(DomainScan o, EarlierResult earlier)
    {
        if (string.IsNullOrEmpty(earlier.PolicyText))
        {
            return o.Policy is null
                ? CheckOutcome.Skipped("There was no policy before, and there is still no policy.")
                : CheckOutcome.Info("There was no policy, and there is one now.");
        }
        if (o.IsDnsOnly)
        {
            return o.StsAnswer is { IsDefinite: true }
                ? CheckOutcome.Warning("There was a policy in the earlier test, and there is no record now.", "See the check Record.Present.")
                : CheckOutcome.DnsOnly(o);
        }

        if (o.Policy is null)
            return CheckOutcome.Warning($"The policy has disappeared{Since(earlier)}.", "See the PolicyHost checks for the reason.");
        if (IsSamePolicy(o, earlier)) return CheckOutcome.Pass("The policy has not changed.");
        var gone = Lines(earlier.PolicyText!).Except(Lines(o.Policy.Text)).ToList();
        var added = Lines(o.Policy.Text).Except(Lines(earlier.PolicyText!)).ToList();
        return CheckOutcome.Warning(DomainChecks.Sentence([$"The policy has changed{Since(earlier)}", .. Listed("gone", gone), .. Listed("new", added)]));
    }

    private static CheckOutcome Mx(DomainScan o, EarlierResult earlier)
    {
        if (!o.MxAnswer.IsDefinite) return CheckOutcome.Skipped("The MX hosts could not be looked up this time.");
        var before = earlier.MxHosts.Select(DomainName.Normalize).Distinct().ToList();
        var now = o.Mx.Select(mx => DomainName.Normalize(mx.Host)).Distinct().ToList();
        var gone = before.Except(now).ToList();
        var added = now.Except(before).ToList();
        return gone.Count + added.Count == 0
            ? CheckOutcome.Pass("The MX hosts have not changed.")
            : CheckOutcome.Warning(DomainChecks.Sentence([$"The MX hosts have changed{Since(earlier)}", .. Listed("gone", gone), .. Listed("new", added)]));
    }

    private static CheckOutcome Certificate(DomainScan o, EarlierResult earlier)
    {
        if (o.IsDnsOnly) return CheckOutcome.DnsOnly(o);
        var known = earlier.MxFingerprints.Count + (earlier.PolicyHostFingerprint is { Length: > 0 } ? 1 : 0);
        if (known == 0) return CheckOutcome.Skipped("The earlier result does not mention certificates.");
        var seen = Compared(o, earlier).ToList();
        var changed = seen.Where(pair => !Same(pair.Now.Fingerprint, pair.Before)).Select(pair => Describe(pair.Now)).ToList();
        if (changed.Count > 0) return CheckOutcome.Info(DomainChecks.Sentence([$"New certificates{Since(earlier)}: {ShortList.Join(changed, 5, "; ")}"]), null);
        return seen.Count == 0 ? CheckOutcome.Skipped("No certificate of the earlier test was seen this time.")
            : CheckOutcome.Pass(seen.Count == known ? "The certificates have not changed." : "The certificates that were seen again have not changed.");
    }

    /// <summary>The certificates that were seen both times, with the fingerprint of the earlier time.</summary>
    private static IEnumerable<(CertificateInfo Now, string Before)> Compared(DomainScan o, EarlierResult earlier)
    {
        if (o.Fetch?.Certificate is { } policyHost && earlier.PolicyHostFingerprint is { Length: > 0 } before) yield return (policyHost, before);
        foreach (var certificate in o.Mx.Select(mx => mx.Probe?.Certificate))
        {
            if (certificate is not null && earlier.MxFingerprints.TryGetValue(DomainName.Normalize(certificate.Host), out var print))
                yield return (certificate, print);
        }
    }

    private static bool HasBothPolicies(DomainScan o, EarlierResult earlier) => o.Policy is not null && !string.IsNullOrEmpty(earlier.PolicyText);

    /// <summary>Line by line: the kind of line ending does not matter to a sender.</summary>
    private static bool IsSamePolicy(DomainScan o, EarlierResult earlier) =>
        Lines(o.Policy!.Text).SequenceEqual(Lines(earlier.PolicyText!), StringComparer.Ordinal);

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.TrimEnd('\r', ' ', '\t')).Where(line => line.Length > 0);

    private static IEnumerable<string> Listed(string word, List<string> items)
    {
        if (items.Count == 0) return [];
        return [$"{word}: {ShortList.Join(items.Select(item => $"'{SafeText.Excerpt(item, 100)}'"), 5)}"];
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static string Describe(CertificateInfo certificate) =>
        FormattableString.Invariant($"{certificate.Host} by {SafeText.Excerpt(certificate.Issuer)}, until {certificate.NotAfter:yyyy-MM-dd}");

    private static string Since(EarlierResult earlier) =>
        earlier.Tested is { } tested ? FormattableString.Invariant($" since {tested:yyyy-MM-dd HH:mm} UTC") : " since the earlier test";
}
