using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MtaSts.Text;

namespace MtaSts.Reporting;

/// <summary>
/// The command of this module that a fix ends with, behind <c>Run:</c>. The fix is the only source, so that a reader is never
/// given a command that does something else than the sentence above it. Only names that are domain names get into it, and only
/// what has the form of such a command is one: it is made to be pasted into a shell.
/// </summary>
internal static class ActionCommand
{
    /// <summary>The placeholder for the names of the domains, separated by commas.</summary>
    public const string Domains = "{domains}";

    private const string Marker = "Run: ";

    // In PowerShell these end a quoted text as well as ' does.
    private const string Quotes = "'\u2018\u2019\u201a\u201b";

    // A cmdlet that changes nothing on this computer, the domain, and parameters with plain or quoted arguments.
    private static readonly Regex Form = new(
        $@"^(?<cmdlet>(?:New|Step|Get|Test)-(?:MtaSts|TlsRpt)[A-Za-z]*) (?<domain>[^\s,]+)(?<rest>(?: -[A-Za-z]+(?: (?:[A-Za-z0-9{{][A-Za-z0-9.:/_%@{{}}-]*"
            + $@"|'(?:[^{Quotes}]|[{Quotes}]{{2}})*')(?:, ?(?:[A-Za-z0-9{{][A-Za-z0-9.:/_%@{{}}-]*|'(?:[^{Quotes}]|[{Quotes}]{{2}})*'))*)?)*)\z",
        RegexOptions.CultureInvariant);

    /// <summary>
    /// The command; null when the fix has none, when a status is Unknown (it is not known yet what must be changed), and when no
    /// name can be put into it.
    /// </summary>
    public static string? For(ActionGroup group, IReadOnlyList<DomainEntry> domains)
    {
        if (group.IsReported || group.HasUnknown || Find(group.Fix) is not { } found || !domains.Any(domain => IsName(domain.Name))) return null;
        var (cmdlet, domain, rest) = (found.Groups["cmdlet"].Value, found.Groups["domain"].Value, found.Groups["rest"].Value);
        if (domains.Count == 1) return domain == domains[0].Name ? found.Value : null;
        if (!group.IsTemplate || domain != TextTemplate.Domain || rest.IndexOf(TextTemplate.MxHost, StringComparison.Ordinal) >= 0) return null;
        // An argument that names the domain differs between domains, so each has a command of its own.
        return rest.IndexOf(TextTemplate.Domain, StringComparison.Ordinal) >= 0 ? found.Value : $"{cmdlet} {Domains}{rest}";
    }

    private static Match? Find(string fix)
    {
        for (var at = fix.IndexOf(Marker, StringComparison.Ordinal); at >= 0; at = fix.IndexOf(Marker, at + 1, StringComparison.Ordinal))
        {
            if (Form.Match(fix.Substring(at + Marker.Length)) is { Success: true } match) return match;
        }

        return null;
    }

    /// <summary>Whether a name can be used in a command unchanged.</summary>
    public static bool IsName(string name) =>
        DomainName.TryParse(name, out var parsed, out _) && parsed == name && name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '.' or '_')
        && name[0] != '-' && name.IndexOf("..", StringComparison.Ordinal) < 0;
}
