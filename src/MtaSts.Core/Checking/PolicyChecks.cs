using System;
using System.Collections.Generic;
using System.Globalization;

namespace MtaSts.Checking;

/// <summary>The text of the policy.</summary>
internal static class PolicyChecks
{
    private const string Invalid = "sts-policy-invalid";

    public static IReadOnlyList<CheckDefinition> Definitions { get; } =
    [
        Define("Policy.Syntax", "The policy is well-formed", "Senders reject a malformed policy and deliver as if there were none.", "Write one 'key: value' a line.", o => Field(o, "Policy.Syntax", "Every line is well-formed.")),
        Define("Policy.Version", "The version is STSv1", "Senders read no other version.", "Begin the file with 'version: STSv1'.", o => Field(o, "Policy.Version", "The version is STSv1.")),
        Define("Policy.Mode", "The mode is one that protects", "The mode says what senders do when validation fails.", "Publish 'mode: testing' to begin with, 'mode: enforce' when the reports are clean.", Mode, "RFC 8461 §5"),
        Define("Policy.MaxAge", "max_age is in range and long enough", "It says how long senders keep the policy, which is how long an attacker must keep them from it.", "Use 86400 (a day) while testing, 604800 (a week) or more in enforce.", MaxAge),
        Define("Policy.Mx", "The mx patterns are well-formed", "Senders deliver only to hosts that a pattern covers.", "Write one host name, or one '*.' and a domain, a line.", o => Field(o, "Policy.Mx", o.Policy!.Mx.Count == 0 ? "There are no patterns, and the mode needs none." : o.Policy.Mx.ToString())),
        Define("Policy.Hygiene", "The file has nothing that strict senders trip over", "A byte order mark, blank line, comment or leading white space makes strict senders reject the policy.", "Remove what does not belong into the file.", o => Field(o, "Policy.Hygiene", "Nothing found.")),
    ];

    private static CheckDefinition Define(string id, string title, string why, string fix, Func<Observation, Judgement> evaluate, string reference = "RFC 8461 §3.2") => new()
    {
        Id = id,
        Title = title,
        Why = why,
        Fix = fix,
        Reference = reference,
        TlsRptResult = Invalid,
        Evaluate = o => o.Policy is null ? Judgement.Skipped("There is no policy to read.") : evaluate(o),
    };

    private static Judgement Field(Observation o, string id, string good)
    {
        var found = FindingJudge.Judge(o.Policy!.Findings, id, good);

        // Where nothing of the file could be read there is nothing good to say about its fields.
        var isUnreadable = found.Status == CheckStatus.Pass && id != "Policy.Syntax" && o.Policy is { Version: null, Mode: null, MaxAge: null, Mx.Count: 0 };
        return isUnreadable ? Judgement.Skipped("The text is no policy.") : found;
    }

    private static Judgement Mode(Observation o)
    {
        var judgement = Field(o, "Policy.Mode", "");
        if (judgement.Status != CheckStatus.Pass) return judgement;
        return o.Policy!.Mode switch
        {
            PolicyMode.Enforce => Judgement.Pass("enforce: senders do not deliver to a host that fails validation."),
            PolicyMode.Testing => Judgement.Info("testing: senders deliver even when validation fails, and report it.", "Go to enforce when the reports have been clean for some weeks."),
            _ => Judgement.Warning("none: senders act as if there were no policy.", "Publish 'mode: testing' to begin with. If MTA-STS is being removed, wait out the largest max_age served before, then remove record and file.", ""),
        };
    }

    private static Judgement MaxAge(Observation o)
    {
        var judgement = Field(o, "Policy.MaxAge", "");
        if (judgement.Status != CheckStatus.Pass || o.Policy!.MaxAge is not { } seconds) return judgement;
        var shown = FormattableString.Invariant($"max_age is {seconds} s ({Duration(seconds)}).");
        return o.Policy.Mode == PolicyMode.Enforce && seconds < 86400
            ? Judgement.Warning(shown + " Senders forget the policy within a day, and an attacker has to keep them from it only so long.", "Use at least 604800 (a week) in enforce.", "")
            : Judgement.Pass(shown);
    }

    private static string Duration(long seconds)
    {
        var span = TimeSpan.FromSeconds(seconds);
        if (span.TotalDays >= 1) return Counted(span.TotalDays, "day");
        return span.TotalHours >= 1 ? Counted(span.TotalHours, "hour") : span.TotalMinutes >= 1 ? Counted(span.TotalMinutes, "minute") : "less than a minute";
    }

    private static string Counted(double number, string unit)
    {
        var shown = number.ToString("0.#", CultureInfo.InvariantCulture);
        return shown == "1" ? "1 " + unit : shown + " " + unit + "s";
    }
}
