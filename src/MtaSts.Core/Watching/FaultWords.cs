using System;
using System.Collections.Generic;

namespace MtaSts.Watching;

/// <summary>
/// Tells whether the evidence of a fault names something that earlier evidence did not, for example another MX host.
/// Numbers, dates and addresses differ from run to run and do not count.
/// </summary>
internal static class FaultWords
{
    private static readonly char[] Trimmed = ['.', ',', ':', ';', '\'', '"', '(', ')', '[', ']', '!', '?'];

    public static bool HasNew(string earlier, string now)
    {
        if (earlier == now) return false;
        var known = new HashSet<string>(Of(earlier), StringComparer.OrdinalIgnoreCase);
        foreach (var word in Of(now))
        {
            if (!known.Contains(word)) return true;
        }

        return false;
    }

    private static IEnumerable<string> Of(string text)
    {
        foreach (var part in text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var word = part.Trim(Trimmed);
            if (word.Length > 0 && !IsVolatile(word)) yield return word;
        }
    }

    /// <summary>A number, a date, a time, an address.</summary>
    private static bool IsVolatile(string word)
    {
        var hasDigit = false;
        var isAddress = word.IndexOf(':') >= 0;
        foreach (var c in word)
        {
            hasDigit |= c is >= '0' and <= '9';
            if (c is (>= '0' and <= '9') or '-' or '.' or ':' or '/' or ',' or '+' or 'T' or 'Z' or '%') continue;
            if (!isAddress || c is not ((>= 'a' and <= 'f') or (>= 'A' and <= 'F'))) return false;
        }

        return hasDigit;
    }
}
