using System;
using System.Collections.Generic;

namespace MtaSts.Lab.Scenarios;

/// <summary>Mistakes in the policy's text.</summary>
public static class PolicyFaults
{
    private const string Version = "version: STSv1";
    private const string Enforce = "mode: enforce";
    private const string Week = "max_age: 604800";

    public static IReadOnlyList<LabDomain> All =>
    [
        Bad("policy-no-version.test", "The policy has no version.", "Policy.Version", mx => [Enforce, mx, Week]),
        Bad("policy-wrong-version.test", "The policy's version is STSv2.", "Policy.Version", mx => ["version: STSv2", Enforce, mx, Week]),
        Bad("policy-no-mode.test", "The policy has no mode.", "Policy.Mode", mx => [Version, mx, Week]),
        Bad("policy-mode-upper.test", "The mode is written Enforce, but the mode is case-sensitive.", "Policy.Mode",
            mx => [Version, "mode: Enforce", mx, Week]),
        Bad("policy-mode-report.test", "The mode is report, the name of testing in an earlier draft.", "Policy.Mode",
            mx => [Version, "mode: report", mx, Week]),
        Bad("policy-no-max-age.test", "The policy has no max_age.", "Policy.MaxAge", mx => [Version, Enforce, mx]),
        Bad("policy-max-age-large.test", "max_age is one more than the maximum.", "Policy.MaxAge", mx => [Version, Enforce, mx, "max_age: 31557601"]),
        Bad("policy-max-age-11-digits.test", "max_age has 11 digits.", "Policy.MaxAge", mx => [Version, Enforce, mx, "max_age: 00000604800"]),
        Bad("policy-max-age-negative.test", "max_age is negative.", "Policy.MaxAge", mx => [Version, Enforce, mx, "max_age: -1"]),
        Bad("policy-max-age-words.test", "max_age is 7d instead of a number of seconds.", "Policy.MaxAge", mx => [Version, Enforce, mx, "max_age: 7d"]),
        new("policy-max-age-zero.test", "max_age is 0: allowed, but no sender keeps the policy.", Expected.Works("Policy.MaxAge"))
        {
            Policy = PolicyText.Of("enforce", 0, "mail.policy-max-age-zero.test"),
        },
        new("policy-max-age-short.test", "max_age is one minute in enforce: an attacker only needs to wait for a minute.", Expected.Works("Policy.MaxAge"))
        {
            Policy = PolicyText.Of("enforce", 60, "mail.policy-max-age-short.test"),
        },
        Bad("policy-no-mx.test", "The policy is in mode enforce, but has no mx.", "Policy.Mx", _ => [Version, Enforce, Week]),
        Bad("policy-mx-u-label.test", "An mx pattern has a non-ASCII letter instead of an A-label.", "Policy.Mx",
            _ => [Version, Enforce, "mx: mail.bücher.test", Week]),
        Bad("policy-mx-star.test", "The mx pattern is only *.", "Policy.Mx", _ => [Version, Enforce, "mx: *", Week]),
        Bad("policy-mx-partial-star.test", "The mx pattern has a * within a label.", "Policy.Mx",
            _ => [Version, Enforce, "mx: *mail.policy-mx-partial-star.test", Week]),
        Bad("policy-mx-inner-star.test", "The mx pattern has a * that is not the left-most label.", "Policy.Mx",
            _ => [Version, Enforce, "mx: mail.*.test", Week]),
        Bad("policy-mx-final-dot.test", "The mx pattern ends in a dot, which the grammar does not allow.", "Policy.Mx",
            mx => [Version, Enforce, mx + ".", Week]),
        Bad("policy-mx-list.test", "All mx patterns are in one line, separated by commas.", "Policy.Mx",
            mx => [Version, Enforce, mx + ", backup.policy-mx-list.test", Week]),
        Bad("policy-bom.test", "The file begins with a byte order mark.", "Policy.Hygiene", mx => ["\uFEFF" + Version, Enforce, mx, Week]),
        Bad("policy-comment.test", "The file has a comment line.", "Policy.Hygiene", mx => ["# our MTA-STS policy", Version, Enforce, mx, Week]),
        Bad("policy-indented.test", "Some lines begin with white space.", "Policy.Hygiene", mx => [Version, "  " + Enforce, "  " + mx, Week]),
        Bad("policy-blank-line.test", "The file has a blank line between the fields.", "Policy.Hygiene", mx => [Version, Enforce, "", mx, Week]),
        new("policy-blank-end.test", "The file ends in a blank line.", Expected.Works("Policy.Hygiene"))
        {
            Policy = PolicyText.Enforce("mail.policy-blank-end.test") + "\r\n",
        },
        new("policy-duplicates.test", "mode occurs twice (the first one counts), and an mx occurs twice.", Expected.Works("Policy.Mode", "Policy.Hygiene"))
        {
            Policy = PolicyText.Lines(
                Version, Enforce, "mode: testing", "mx: mail.policy-duplicates.test", "mx: mail.policy-duplicates.test", Week),
        },
        Bad("policy-key-upper.test", "The keys begin with capitals, but keys are case-sensitive.",
            ["Policy.Version", "Policy.Mode", "Policy.Mx"], mx => ["Version: STSv1", "Mode: enforce", "M" + mx[1..], Week]),
        Bad("policy-equals.test", "The fields are written with = instead of a colon.", "Policy.Syntax",
            mx => ["version=STSv1", "mode=enforce", mx.Replace(": ", "=", StringComparison.Ordinal), "max_age=604800"]),
        Bad("policy-empty.test", "The file is empty.", "Policy.Syntax", _ => []),
        new("policy-one-line.test", "The line ends are missing: the whole policy is one line.", Expected.NoUsablePolicy("Policy.Syntax"))
        {
            Policy = "version: STSv1 mode: enforce mx: mail.policy-one-line.test max_age: 604800",
        },
        new("policy-written-breaks.test", "The line breaks are the two characters backslash and n.", Expected.NoUsablePolicy("Policy.Syntax"))
        {
            Policy = "version: STSv1\\nmode: enforce\\nmx: mail.policy-written-breaks.test\\nmax_age: 604800\\n",
        },
        new("policy-cr-cr-lf.test", "Every line ends in CR CR LF.", Expected.NoUsablePolicy("Policy.Syntax"))
        {
            Policy = "version: STSv1\r\r\nmode: enforce\r\r\nmx: mail.policy-cr-cr-lf.test\r\r\nmax_age: 604800\r\r\n",
        },
        new("policy-nbsp.test", "There are non-breaking spaces from a web page after the colons.", Expected.NoUsablePolicy("Policy.Syntax"))
        {
            Policy = "version:\u00A0STSv1\nmode:\u00A0enforce\nmx:\u00A0mail.policy-nbsp.test\nmax_age:\u00A0604800\n",
        },
        new("policy-n-mx.test", "The line break before mx lost its backslash, so the key is nmx.", Expected.NoUsablePolicy("Policy.Syntax"))
        {
            Policy = "version: STSv1\nmode: enforce\nnmx: mail.policy-n-mx.test\nmax_age: 604800\n",
        },
    ];

    private static LabDomain Bad(string name, string standsFor, string problem, Func<string, IEnumerable<string>> lines) =>
        new(name, standsFor, Expected.NoUsablePolicy(problem)) { Policy = PolicyText.Lines(lines("mx: mail." + name)) };

    private static LabDomain Bad(
        string name, string standsFor, string[] problems, Func<string, IEnumerable<string>> lines) =>
        new(name, standsFor, Expected.NoUsablePolicy(problems)) { Policy = PolicyText.Lines(lines("mx: mail." + name)) };
}
