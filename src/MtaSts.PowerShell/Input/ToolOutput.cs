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
        return Array.Exists(Beginnings, start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            || Array.Exists(Endings, end => text.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            || (text.StartsWith("Name ", StringComparison.Ordinal) && text.EndsWith("Strings", StringComparison.Ordinal));
    }
}
