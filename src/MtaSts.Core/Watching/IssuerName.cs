using System;

namespace MtaSts.Watching;

/// <summary>Who issued a certificate, as a baseline compares it.</summary>
internal static class IssuerName
{
    /// <summary>
    /// The organization (O) of a distinguished name, or the whole name when it has none. Certificate authorities issue from
    /// several intermediates in turn, so the common name changes with a renewal that is in order.
    /// </summary>
    public static string OrganizationOf(string name)
    {
        var start = name.StartsWith("O=", StringComparison.Ordinal) ? 2 : name.IndexOf(", O=", StringComparison.Ordinal) + 4;
        if (start < 4 && !name.StartsWith("O=", StringComparison.Ordinal)) return name;
        var isQuoted = start < name.Length && name[start] == '"';
        if (isQuoted) start++;
        var end = name.IndexOf(isQuoted ? "\"" : ", ", start, StringComparison.Ordinal);
        return end < 0 ? name.Substring(start) : name.Substring(start, end - start);
    }
}
