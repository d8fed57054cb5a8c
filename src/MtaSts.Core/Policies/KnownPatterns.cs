using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Providers;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>
/// Patterns that guides give for well-known providers and that do not cover the providers' MX hosts (RFC 8461 §4.1). They
/// are recognized from the text alone, for a policy whose domain and MX records are not known.
/// </summary>
internal static class KnownPatterns
{
    /// <summary>The rule of these findings; no other finding about a policy's text has it.</summary>
    public const string Reference = "RFC 8461 §4.1";

    private static readonly string[] MicrosoftDane = ["mx.microsoft"];

    /// <summary>One finding for each pattern that is known to be wrong.</summary>
    public static IEnumerable<Finding> Find(Policy policy)
    {
        foreach (var pattern in policy.Patterns)
        {
            if ((OfWildcard(pattern, policy) ?? OfName(pattern)) is not (string cause, string fix)) continue;
            var (line, column) = PlaceOf(policy.Text, pattern.Text);
            yield return new Finding
            {
                Id = "Policy.Mx",
                Severity = FindingSeverity.Warning,
                Line = line,
                Column = column,
                Message = cause,
                SenderEffect = policy.Mode == PolicyMode.None
                    ? "Nothing happens in mode none."
                    : "Senders treat an MX host that no pattern covers as forged: they report it, and in enforce they do not deliver there.",
                Fix = fix,
                Rule = "sts-policy-mx-value",
                Reference = Reference,
            };
        }
    }

    private static (string Cause, string Fix)? OfWildcard(MxPattern pattern, Policy policy)
    {
        if (!pattern.IsWildcard) return null;
        if (pattern.Name == "google.com")
        {
            return policy.Covers("aspmx.l.google.com") ? null : (
                "'*.google.com' covers smtp.google.com, but not aspmx.l.google.com or alt1.aspmx.l.google.com: '*' stands for exactly one label. "
                    + "Many guides recommend this pattern for Google Workspace; it is wrong if the MX records contain these hosts.",
                "For MX host smtp.google.com write 'mx: smtp.google.com'. For aspmx.l.google.com and alt1 to alt4 write 'mx: aspmx.l.google.com' and 'mx: "
                    + "*.aspmx.l.google.com'; for aspmx2 to aspmx5.googlemail.com add 'mx: *.googlemail.com'.");
        }

        if (MicrosoftDane.Contains(pattern.Name) || (pattern.Name == "microsoft" && !policy.Patterns.Any(IsMicrosoftDane)))
        {
            return policy.Patterns.Any(IsMicrosoftDane) ? null : (
                $"'{pattern}' covers no MX host of Microsoft 365, such as contoso-com.a-v1.mx.microsoft: '*' stands for exactly one label, and there are "
                    + "two before mx.microsoft.",
                "Use the name in the domain's MX record, as in 'mx: contoso-com.a-v1.mx.microsoft', or '*.' and its last three labels, as in 'mx: "
                    + "*.a-v1.mx.microsoft'. The label before mx.microsoft differs from domain to domain.");
        }

        // One label too few, as in *.outlook.com, or one too many, as in *.contoso-com.mail.protection.outlook.com.
        foreach (var provider in ProviderCatalogue.WithPatterns)
        {
            foreach (var right in provider.Patterns)
            {
                if (!MxPattern.TryParse(right, out var good, out _) || provider.Patterns.Contains(pattern.Text, StringComparer.OrdinalIgnoreCase)) continue;
                if (good.IsWildcard && good.Covers(pattern.Name))
                {
                    return ($"'{pattern}' covers hosts below {Shown(pattern.Name)}, but not that host itself: '*' stands for exactly one label.",
                        $"Write 'mx: {Shown(pattern.Name)}' or 'mx: {right}'.");
                }

                if (pattern.Name.IndexOf('.') > 0 && pattern.CoversOnlyIfManyLabels(Example(good)) && !provider.Patterns.Any(p => policy.Covers(Example(p))))
                {
                    return ($"'{pattern}' does not cover the MX hosts of {provider.Name}, such as {Example(good)}: '*' stands for exactly one label.",
                        $"For {provider.Name} write {Lines(provider.Patterns)}.");
                }
            }
        }

        return null;
    }

    private static (string Cause, string Fix)? OfName(MxPattern pattern)
    {
        if (pattern.IsWildcard) return null;
        if (MicrosoftDane.Contains(pattern.Name) || (pattern.Name.EndsWith(".mx.microsoft", StringComparison.Ordinal) && pattern.Name.Split('.').Length == 3))
        {
            return ($"No MX host has the name {Shown(pattern.Name)}: the hosts of Microsoft 365 are below it, for example contoso-com.a-v1.mx.microsoft.",
                "Use the name in the domain's MX record, as in 'mx: contoso-com.a-v1.mx.microsoft', or '*.' and its last three labels, as in 'mx: "
                    + "*.a-v1.mx.microsoft'.");
        }

        foreach (var provider in ProviderCatalogue.WithPatterns)
        {
            if (provider.Patterns.Contains(pattern.Name, StringComparer.Ordinal)) return null;
            if (!provider.Patterns.Contains("*." + pattern.Name, StringComparer.Ordinal)) continue;
            return ($"'*.' is missing in 'mx: {Shown(pattern.Text)}': without it the pattern covers only a host of exactly that name, and the MX hosts of "
                + $"{provider.Name} are below it, for example {Example("*." + pattern.Name)}.",
                $"Write 'mx: *.{Shown(pattern.Name)}'.");
        }

        return null;
    }

    private static bool IsMicrosoftDane(MxPattern pattern) => pattern.Name.EndsWith(".mx.microsoft", StringComparison.Ordinal);

    private static string Lines(IEnumerable<string> patterns) => string.Join(", ", patterns.Select(p => $"'mx: {p}'"));

    private static string Example(string pattern) => MxPattern.TryParse(pattern, out var parsed, out _) ? Example(parsed) : pattern;

    /// <summary>A possible host below a provider's pattern.</summary>
    private static string Example(MxPattern pattern) => pattern.Name switch
    {
        "aspmx.l.google.com" when pattern.IsWildcard => "alt1.aspmx.l.google.com",
        "googlemail.com" => "aspmx2.googlemail.com",
        "mx.cloudflare.net" => "route1.mx.cloudflare.net",
        "mail.protection.outlook.com" => "contoso-com.mail.protection.outlook.com",
        _ => pattern.IsWildcard ? "mx1." + pattern.Name : pattern.Name,
    };

    private static string Shown(string name) => SafeText.Excerpt(name, 100);

    /// <summary>The position of the value of the first 'mx' line with this pattern.</summary>
    private static (int Line, int Column) PlaceOf(string text, string pattern)
    {
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            var line = new PolicyLine(++number, raw.TrimEnd('\r'));
            if (line.Colon > 0 && line.Key == "mx" && line.Value == pattern) return (number, line.ValueColumn);
        }

        // A policy whose lines are run together is read anyway.
        return ArtefactReport.PlaceOf(text, Math.Max(0, text.IndexOf(pattern, StringComparison.Ordinal)), isOneLine: false);
    }
}
