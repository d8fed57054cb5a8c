using System.Collections.Generic;

namespace MtaSts.Watching;

/// <summary>What a domain publishes, as far as drift is looked for. Null is what was not seen.</summary>
public sealed class PublishedState
{
    /// <summary>The id in the record.</summary>
    public string? PolicyId { get; set; }

    /// <summary>The policy's text with <c>\n</c> line ends; empty when the domain has no MTA-STS.</summary>
    public string? Policy { get; set; }

    /// <summary>The MX hosts in A-label form, sorted.</summary>
    public IReadOnlyList<string>? MxHosts { get; set; }

    /// <summary>The organization that issued the certificate of each host, by host.</summary>
    public SortedDictionary<string, string> Issuers { get; } = new(System.StringComparer.Ordinal);
}
