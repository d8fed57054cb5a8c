using System;
using System.Linq;
using MtaSts.Records;
using MtaSts.Text;

namespace MtaSts.Policies;

/// <summary>A key that RFC 8461 does not define: a well-formed one is ignored by senders (§3.2), which hides a typo.</summary>
internal static class UnknownKey
{
    private static readonly string[] Known = ["version", "mode", "mx", "max_age"];

    /// <summary>The line with a wrong key in place of one that the policy lacks: one finding, which corrects the name and keeps the value.</summary>
    public static void InPlaceOf(string meant, string id, string rule, PolicyLine line, FindingList findings)
    {
        var key = SafeText.Excerpt(line.Key);
        findings.Error(
            id, line.Number, line.KeyColumn, rule,
            LostBackslash(line.Key) is { } rest
                ? $"'{key}' is not '{meant}': the '{rest}' is left over from a line break written as '\\{rest}'."
                : $"'{key}' is not '{meant}': {Exactly(line.Key, meant)}.",
            $"Senders ignore the line, and without '{meant}' the policy is not valid. {PolicyParser.Rejected}",
            $"Write '{meant}: {SafeText.Excerpt(line.Value)}'.");
    }

    private static string Exactly(string key, string meant) => string.Equals(key, meant, StringComparison.OrdinalIgnoreCase)
        ? "keys are written in lower case"
        : "keys must be written exactly";

    public static void Check(PolicyLine line, FindingList findings)
    {
        var key = SafeText.Excerpt(line.Key);
        if (!Field.IsExtensionName(line.Key))
        {
            findings.Error(
                "Policy.Syntax", line.Number, line.KeyColumn, "sts-policy-ext-name",
                $"'{key}' is not a valid key: a key has 1 to 32 letters, digits, '_', '-' and '.', and begins with a letter or digit.",
                PolicyParser.Rejected, Meant(line.Key) is { } meant ? $"Write '{meant}'." : "Remove the line.");
        }
        else if (!IsValue(line.Value))
        {
            findings.Error(
                "Policy.Syntax", line.Number, line.ValueColumn, "sts-policy-ext-value", $"The value of '{key}' is empty or contains a control character.",
                PolicyParser.Rejected, "Remove the line.");
        }
        else if (Meant(line.Key) is { } meant)
        {
            findings.Warning(
                "Policy.Syntax", line.Number, line.KeyColumn, "sts-policy-extension",
                LostBackslash(line.Key) is { } rest
                    ? $"'{key}' is not '{meant}': the '{rest}' is left over from a line break written as '\\{rest}'."
                    : $"'{key}' is not '{meant}': {Exactly(line.Key, meant)}.",
                "Senders ignore the line.", $"Remove the line: the policy has '{meant}' already.");
        }
        else
        {
            findings.Info(
                "Policy.Syntax", line.Number, line.KeyColumn, "sts-policy-extension", $"The key '{key}' is not defined in RFC 8461.",
                "Senders ignore the line.");
        }
    }

    /// <summary>The known key that was probably meant; null when none is similar.</summary>
    public static string? Meant(string key)
    {
        var plain = Plain(LostBackslash(key) is { } rest ? key.Substring(rest.Length) : key);
        foreach (var known in Known)
            if (string.Equals(plain, Plain(known), StringComparison.OrdinalIgnoreCase)) return known;
        return plain.ToUpperInvariant() switch { "V" => "version", "MXS" or "MXHOST" or "MXRECORD" => "mx", "MAXAGES" or "AGE" => "max_age", _ => null };
    }

    /// <summary>
    /// The rest of a line break, written as <c>\n</c> or <c>\r\n</c>, before a key when its backslashes are
    /// lost; null when there is none.
    /// </summary>
    private static string? LostBackslash(string key) => Known.Contains(key.Substring(Math.Min(1, key.Length))) && key[0] == 'n' ? "n"
        : Known.Contains(key.Substring(Math.Min(2, key.Length))) && key.StartsWith("rn", StringComparison.Ordinal) ? "rn" : null;

    private static string Plain(string key) => key.Replace("_", "").Replace("-", "").Replace(".", "").Replace(" ", "").Trim('"', '\'', '\uFEFF');

    /// <summary><c>sts-policy-ext-value</c>: visible ASCII and anything beyond ASCII, with spaces inside only.</summary>
    private static bool IsValue(string value)
    {
        if (value.Length == 0) return false;
        foreach (var c in value)
            if (c is < ' ' or (>= '\u007f' and <= '\u009f')) return false;
        return true;
    }
}
