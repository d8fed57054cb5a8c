using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.Providers;

/// <summary>Who runs MX hosts, told by the end of the host names.</summary>
/// <param name="Name">The name people know, for example <c>Microsoft 365</c>.</param>
/// <param name="Suffixes">Ends of MX host names, without a leading dot.</param>
public sealed record Provider(string Name, IReadOnlyList<string> Suffixes)
{
    /// <summary>True when the host belongs to this provider.</summary>
    /// <param name="host">The name in the MX record.</param>
    public bool Runs(string host)
    {
        var name = DomainName.Normalize(host);
        return Suffixes.Any(suffix => name == suffix || name.EndsWith("." + suffix, StringComparison.Ordinal));
    }
}
