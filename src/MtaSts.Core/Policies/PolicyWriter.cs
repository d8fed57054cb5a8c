using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>Writes the text of a policy file that the strictest reader of RFC 8461 §3.2 accepts.</summary>
public static class PolicyWriter
{
    /// <summary>The largest <c>max_age</c> RFC 8461 §3.2 allows, in seconds (one year of 365.25 days).</summary>
    public const long LargestMaxAge = 31557600;

    /// <summary>Writes version, mode, mx and max_age, one per line.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="mx">The patterns; at least one unless the mode is none. Duplicates are written once.</param>
    /// <param name="maxAge">In seconds, 1 to <see cref="LargestMaxAge"/>.</param>
    /// <param name="lineEnd">CRLF as RFC 8461 §3.2 describes the file, or LF, which its grammar accepts too.</param>
    /// <returns>The text; its last line ends with <paramref name="lineEnd"/> too.</returns>
    /// <exception cref="ArgumentException">The values do not form a valid policy; the message says why.</exception>
    public static string Write(PolicyMode mode, IEnumerable<string> mx, long maxAge, string lineEnd = "\r\n")
    {
        if (mx is null) throw new ArgumentNullException(nameof(mx));
        if (lineEnd is not ("\r\n" or "\n")) throw new ArgumentException("A line ends with CRLF or LF.", nameof(lineEnd));
        if (maxAge is < 1 or > LargestMaxAge)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxAge), maxAge, FormattableString.Invariant($"max_age is 1 to {LargestMaxAge} seconds (RFC 8461 §3.2)."));
        }

        var text = new StringBuilder();
        text.Append("version: STSv1").Append(lineEnd);
        text.Append("mode: ").Append(NameOf(mode)).Append(lineEnd);
        var patterns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pattern in mx)
        {
            if (!MxPattern.TryParse(pattern, out _, out var problem))
                throw new ArgumentException($"'{SafeText.Excerpt(pattern)}' is not an mx pattern: {problem}.", nameof(mx));
            if (!patterns.Add(pattern)) continue;
            text.Append("mx: ").Append(pattern).Append(lineEnd);
        }

        text.Append("max_age: ").Append(maxAge.ToString(CultureInfo.InvariantCulture)).Append(lineEnd);

        var written = text.ToString();
        foreach (var finding in PolicyParser.Parse(written).Findings)
            if (finding.Severity == FindingSeverity.Error) throw new ArgumentException(finding.Message + " " + finding.Fix);
        return written;
    }

    /// <summary>The mode as the file spells it.</summary>
    /// <param name="mode">The mode.</param>
    public static string NameOf(PolicyMode mode) => mode switch
    {
        PolicyMode.None => "none",
        PolicyMode.Testing => "testing",
        PolicyMode.Enforce => "enforce",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };
}
