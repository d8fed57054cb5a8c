using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Reporting;

/// <summary>
/// The command of this module that helps with a problem: it creates what must be published, or shows what is there.
/// It only contains valid domain names, because it is meant to be pasted into a shell.
/// </summary>
internal static class ActionCommand
{
    /// <summary>The placeholder for the names of the domains, separated by commas.</summary>
    public const string Domains = "{domains}";

    /// <summary>The placeholder for the name of the first domain.</summary>
    public const string FirstDomain = "{first}";

    /// <summary>The command; null when it cannot contain any of the names.</summary>
    public static string? For(ActionGroup group, IReadOnlyList<DomainEntry> domains)
    {
        var safe = domains.Where(domain => IsName(domain.Name)).ToList();
        if (safe.Count == 0) return null;
        if (group.IsReported) return $"Test-MtaSts {Domains} | Format-List";
        return group.Id.Substring(0, group.Id.IndexOf('.') + 1) switch
        {
            "Record." when group.Id == "Record.Present" && safe.All(domain => domain.Status == TestStatus.NotConfigured) => $"Step-MtaStsPolicy {Domains}",
            "Record." => $"New-MtaStsRecord {Domains}",
            "Policy." or "Coverage." => ForPolicy(safe),
            "PolicyHost." => $"Get-MtaStsPolicy {Domains} | Format-List",
            "StartTls." or "Mx." or "Dane." => $"Get-MtaStsMx {Domains} -StartTls | Format-List",
            "TlsRpt." => $"New-TlsRptRecord {Domains} -Rua tls-reports@{FirstDomain}",
            _ => $"Test-MtaSts {Domains} | Format-List",
        };
    }

    /// <summary>A new policy keeps the mode that is published, where all the domains have the same.</summary>
    private static string ForPolicy(List<DomainEntry> domains)
    {
        var modes = domains.Select(domain => domain.Mode).Distinct().ToList();
        return modes.Count == 1 && modes[0] == PolicyMode.Enforce ? $"New-MtaStsPolicy {Domains} -Mode Enforce" : $"New-MtaStsPolicy {Domains}";
    }

    /// <summary>Whether a name can be used in a command unchanged.</summary>
    public static bool IsName(string name) =>
        DomainName.TryParse(name, out var parsed, out _) && parsed == name && name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '.' or '_')
        && name[0] != '-' && name.IndexOf("..", StringComparison.Ordinal) < 0;
}
