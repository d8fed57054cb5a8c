using System;

namespace MtaSts.PowerShell.Input;

/// <summary>
/// Distinguishes lines that are separate records from the lines of dig, nslookup, Resolve-DnsName or a zone file, which
/// belong together.
/// </summary>
internal static class ToolOutput
{
    private static readonly string[] Beginnings = [";", "$ORIGIN", "$TTL", "Server:", "Non-authoritative answer", "----"];
    private static readonly string[] Endings = ["(", "text =", "text=", "{", "["];

    /// <summary>True for a line that is not a separate record.</summary>
    public static bool IsPart(string line)
    {
        var text = line.Trim();
        // Thousands of records may come down the pipeline, and the first and the last character tell nearly all of them apart.
        if (text.Length == 0 || !(text[0] is ';' or '$' or '-' or 'S' or 's' or 'N' or 'n' || text[text.Length - 1] is '(' or '=' or '{' or '[')) return false;
        return Array.Exists(Beginnings, start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            || Array.Exists(Endings, end => text.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            || (text.StartsWith("Name ", StringComparison.Ordinal) && text.EndsWith("Strings", StringComparison.Ordinal));
    }
}
