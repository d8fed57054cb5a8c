using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>Creates policies that the strictest reader of RFC 8461 §3.2 accepts.</summary>
public static class PolicyBuilder
{
    /// <summary>The default <c>max_age</c> of a policy, in seconds: a day, and in enforce a week.</summary>
    /// <param name="mode">The mode.</param>
    public static long DefaultMaxAge(PolicyMode mode) => mode == PolicyMode.Enforce ? 604800 : 86400;

    /// <summary>What is wrong with a <c>max_age</c>, as half a sentence; null when nothing is.</summary>
    /// <param name="seconds">In seconds.</param>
    public static string? CheckMaxAge(long seconds) => seconds switch
    {
        <= 0 => "it must be at least 1 second, or senders forget the policy as soon as they fetch it",
        > PolicyWriter.LargestMaxAge => "the largest value that RFC 8461 §3.2 allows is 31557600 seconds (one year)",
        _ => null,
    };

    /// <summary>
    /// Converts a pattern to the form that belongs in a policy: lower case, A-labels, without the final dot of zone files.
    /// </summary>
    /// <param name="text">A host name, or <c>*.</c> and a domain.</param>
    /// <param name="pattern">The pattern; null when the text is not valid.</param>
    /// <param name="problem">Why not, as half a sentence.</param>
    public static bool TryReadPattern(string? text, [NotNullWhen(true)] out string? pattern, [NotNullWhen(false)] out string? problem)
    {
        pattern = null;
        var name = (text ?? "").Trim();
        var isWildcard = name.StartsWith("*.", StringComparison.Ordinal);
        if (isWildcard) name = name.Substring(2);
        if (name.Length > 1 && name[name.Length - 1] == '.') name = name.Substring(0, name.Length - 1);
        if (AddressText.IsAddress(name))
        {
            problem = "it is an IP address, but MX records contain host names";
            return false;
        }

        if (!DomainName.TryToAscii(name, out var ascii, out problem)) return false;
        var candidate = isWildcard ? "*." + ascii : ascii;
        if (!MxPattern.TryParse(candidate, out _, out problem)) return false;
        pattern = candidate;
        return true;
    }

    /// <summary>The tightest patterns that cover all hosts, in the form that their providers require; each once, in order.</summary>
    /// <param name="hosts">The names in the MX records.</param>
    public static ReadableList<string> PatternsFor(IEnumerable<string> hosts) =>
        MxAdvice.PatternsFor(hosts ?? throw new ArgumentNullException(nameof(hosts))).ToReadableList();

    /// <summary>
    /// Creates a policy. Its text has no line ending after the last line (the grammar makes it optional), so that the program
    /// that writes it to a file may add one.
    /// </summary>
    /// <param name="mode">The mode.</param>
    /// <param name="mx">The patterns that <see cref="TryReadPattern"/> returns. At least one, unless the mode is none.</param>
    /// <param name="maxAge">In seconds, 1 to 31557600.</param>
    /// <param name="lineEnd">CRLF or LF.</param>
    /// <param name="domain">The domain of the policy; null when it is not known.</param>
    /// <exception cref="ArgumentException">The values do not form a valid policy; the message says why.</exception>
    public static Policy Build(PolicyMode mode, IEnumerable<string> mx, long maxAge, string lineEnd = "\r\n", string? domain = null)
    {
        if (CheckMaxAge(maxAge) is { } problem) throw new ArgumentException($"max_age: {problem}.", nameof(maxAge));
        var patterns = (mx ?? throw new ArgumentNullException(nameof(mx))).Distinct(StringComparer.OrdinalIgnoreCase);
        var text = LineEnds.WithoutLast(PolicyWriter.Write(mode, patterns, maxAge, lineEnd));
        var policy = PolicyParser.Parse(text);
        return new Policy
        {
            IsValid = policy.IsValid,
            Version = policy.Version,
            Mode = policy.Mode,
            MaxAge = policy.MaxAge,
            Mx = policy.Mx,
            Patterns = policy.Patterns,
            Findings = policy.Findings,
            Text = text,
            PolicyDomain = domain,
        };
    }
}
