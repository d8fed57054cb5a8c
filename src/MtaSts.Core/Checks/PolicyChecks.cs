using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Policies;
using MtaSts.PolicyFetching;
using MtaSts.Scanning;
using MtaSts.Text;

namespace MtaSts.Checks;

/// <summary>The text of the policy.</summary>
internal static class PolicyChecks
{
    private const string Invalid = "sts-policy-invalid";

    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        Define("Policy.Syntax", "The policy is well-formed", "Senders reject a malformed policy and deliver as if there were none.",
            "Write one 'key: value' per line.", o => Field(o, "Policy.Syntax", "Every line is well-formed.")),
        Define("Policy.Version", "The version is STSv1", "Senders accept no other version.", "Begin the file with 'version: STSv1'.",
            o => Field(o, "Policy.Version", "The version is STSv1.")),
        Define("Policy.Mode", "The mode protects the domain", "The mode says what senders do when validation fails.",
            "Publish 'mode: testing' to begin with, 'mode: enforce' when the reports are clean.", Mode, "RFC 8461 §5"),
        Define("Policy.MaxAge", "max_age is in range and long enough",
            "It says how long senders keep the policy; an attacker must block them from a new one for that long.",
            "Use 86400 (a day) while testing, 604800 (a week) or more in enforce.", MaxAge),
        Define("Policy.Mx", "The mx patterns are well-formed", "Senders deliver only to hosts that a pattern covers.",
            "Write one host name, or '*.' and a domain, per line.", Mx),
        Define("Policy.Hygiene", "The file contains nothing that strict senders reject",
            "A byte order mark, blank line, comment or leading white space makes strict senders reject the policy.",
            "Remove what does not belong in the file.", o => Field(o, "Policy.Hygiene", "Nothing found.")),
    ];

    private static CheckDefinition Define(
        string id, string title, string why, string fix, Func<DomainScan, CheckOutcome> evaluate, string reference = "RFC 8461 §3.2") => new()
    {
        Id = id,
        Title = title,
        Why = why,
        Fix = fix,
        Reference = reference,
        TlsRptResult = Invalid,
        Evaluate = o => o.Policy is null ? CheckOutcome.Skipped("There is no policy to read.") : evaluate(o),
    };

    private static CheckOutcome Field(DomainScan o, string id, string good)
    {
        var found = FindingOutcome.Judge(o.Policy!.Findings, id, good);
        if (id != "Policy.Syntax") return OrUnreadable(o, found);
        return IsOtherPage(o) && found.Status == CheckStatus.Fail && HostedJudgement.TryHosted(found, o.Fetch!, HostFault.Page) is { } hosted
            ? hosted
            : WithNextStep(o, found);
    }

    /// <summary>The host answers with its own page, so its settings must be changed, not the policy.</summary>
    private static bool IsOtherPage(DomainScan o) => o.Fetch is { Status: 200, MediaType: not (null or "text/plain") } && !FetchProblem.HoldsPolicy(o.Policy);

    /// <summary>If nothing of the file could be read, its fields cannot pass.</summary>
    private static CheckOutcome OrUnreadable(DomainScan o, CheckOutcome found)
    {
        var isUnreadable = found.Status == CheckStatus.Pass && o.Policy is { Version: null, Mode: null, MaxAge: null, Mx.Count: 0 };
        return isUnreadable ? CheckOutcome.Skipped("The text is not a policy.") : WithNextStep(o, found);
    }

    /// <summary>How the fix reaches senders: the file, then the record; and the command that writes a policy without the mistake.</summary>
    private static CheckOutcome WithNextStep(DomainScan o, CheckOutcome outcome)
    {
        if (outcome.Status is not (CheckStatus.Fail or CheckStatus.Warning) || o.IsPreflight) return outcome;
        var fix = $"{outcome.Fix} {DomainAdvice.FileThenRecord(o)}".TrimStart();
        return outcome with { Fix = outcome.Status == CheckStatus.Fail ? DomainAdvice.Run(fix, DomainAdvice.NewPolicy(o)) : fix };
    }

    private static CheckOutcome Mx(DomainScan o)
    {
        // Findings about the patterns of a text alone give way to Coverage.Mx, which compares with the MX records.
        var outcome = FindingOutcome.Judge(
            o.Policy!.Findings.Where(f => f.Reference != KnownPatterns.Reference), "Policy.Mx",
            o.Policy.Mx.Count == 0 ? "There are no patterns, and the mode needs none." : o.Policy.Mx.ToString());
        if (outcome.Status is CheckStatus.Fail or CheckStatus.Warning
            && MxListing.Of(o.Mx.Select(mx => (mx.Host, mx.IsMissing))).Patterns is { Count: > 0 } patterns)
        {
            var open = patterns.Where(p => !o.Policy.Patterns.Any(known => DomainName.AreSame(known.Text, p))).ToList();
            outcome = outcome with
            {
                Fix = open.Count == 0
                    ? $"Remove {Lines(o)}: the other mx lines cover the MX records."
                    : $"{(NamesPattern(outcome.Fix) ? $"Replace {Lines(o)}." : outcome.Fix)} "
                        + $"The MX records need {ShortList.Join(open.Select(p => $"'mx: {p}'"), 10)}.",
            };
        }

        return OrUnreadable(o, outcome);
    }

    /// <summary>True for a fix with a pattern that is taken from the text; where the MX records are known, these say what to write.</summary>
    private static bool NamesPattern(string? fix) => fix is not null && fix.IndexOf("'mx: ", StringComparison.Ordinal) >= 0;

    /// <summary>The lines of the findings that are worst.</summary>
    private static string Lines(DomainScan o)
    {
        var own = o.Policy!.Findings.Where(f => f.Id == "Policy.Mx" && f.Reference != KnownPatterns.Reference).ToList();
        var lines = own.Where(f => f.Severity == own.Max(other => other.Severity)).Select(f => f.Line).Distinct().ToList();
        return (lines.Count == 1 ? "line " : "lines ")
            + ShortList.Join(lines.Select(line => line.ToString(System.Globalization.CultureInfo.InvariantCulture)), 10);
    }

    private static CheckOutcome Mode(DomainScan o)
    {
        var outcome = Field(o, "Policy.Mode", "");
        if (outcome.Status != CheckStatus.Pass) return outcome;
        return o.Policy!.Mode switch
        {
            PolicyMode.Enforce => CheckOutcome.Pass("enforce: senders do not deliver to a host that fails validation."),
            PolicyMode.Testing =>
                CheckOutcome.Info(
                    "testing: senders deliver even when validation fails, and report it.",
                    o.IsPreflight
                        ? "Change to enforce when the reports have been clean for some weeks."
                        : DomainAdvice.Run(
                            "Change to enforce when the reports have been clean for some weeks. With the folder of the reports, the command says when, and "
                                + "returns the policy.",
                            ReportCommand.Step(o.Domain))),
            _ => CheckOutcome.Warning(
                "none: senders act as if there were no policy.",
                DomainAdvice.Run(
                    "If MTA-STS is being removed, wait for the largest max_age served before, then remove the record and the file. Otherwise publish 'mode: "
                        + "testing' to begin with: the command returns the policy and the record.",
                    o.IsPreflight ? null : "Step-MtaStsPolicy " + o.Domain),
                ""),
        };
    }

    private static CheckOutcome MaxAge(DomainScan o)
    {
        var outcome = Field(o, "Policy.MaxAge", "");
        if (outcome.Status != CheckStatus.Pass || o.Policy!.MaxAge is not { } seconds) return outcome;
        var shown =
            FormattableString.Invariant($"max_age is {seconds} s ({(seconds < 60 ? "less than a minute" : TimeText.Of(TimeSpan.FromSeconds(seconds)))}).");
        return o.Policy.Mode == PolicyMode.Enforce && seconds < 86400
            ? WithNextStep(
                o,
                CheckOutcome.Warning(
                    $"{shown} Senders forget the policy after that time, and an attacker must block them from it only for that long.",
                    FormattableString.Invariant($"Use at least 'max_age: {PolicyBuilder.DefaultMaxAge(PolicyMode.Enforce)}' (a week) in enforce."), ""))
            : CheckOutcome.Pass(shown);
    }
}
