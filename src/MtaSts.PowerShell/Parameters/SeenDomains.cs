using System;
using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts.PowerShell.Parameters;

/// <summary>
/// The latest domains in the input and output of the cmdlets of this process, for completion at the prompt. Nothing else reads
/// them. Concurrent runspaces share one list.
/// </summary>
internal sealed class SeenDomains
{
    /// <summary>How many are kept; the oldest ones beyond that are dropped.</summary>
    public const int Limit = 200;

    private readonly object _lock = new();
    private readonly List<string> _newestFirst = [];

    /// <summary>The list of this process.</summary>
    public static SeenDomains OfProcess { get; } = new();

    /// <summary>Puts a domain first.</summary>
    /// <param name="domain">In A-label form.</param>
    public void Add(string domain)
    {
        lock (_lock)
        {
            if (_newestFirst.Count > 0 && _newestFirst[0] == domain) return;
            if (!_newestFirst.Remove(domain) && _newestFirst.Count == Limit) _newestFirst.RemoveAt(Limit - 1);
            _newestFirst.Insert(0, domain);
        }
    }

    /// <summary>Adds a name from a report, which a stranger wrote; a name that is not a domain name is ignored.</summary>
    /// <param name="name">The name; may be null.</param>
    public void AddUnchecked(string? name)
    {
        if (DomainName.TryParse(name, out var domain, out _)) Add(domain);
    }

    /// <summary>The domains that begin with some text, the newest first.</summary>
    /// <param name="beginning">The beginning, ignoring case.</param>
    public IReadOnlyList<string> StartingWith(string beginning)
    {
        lock (_lock)
        {
            return [.. _newestFirst.Where(domain => domain.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))];
        }
    }
}
