using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Watching;

/// <summary>What a baseline holds of one domain.</summary>
internal sealed class BaselineEntry
{
    /// <summary>What was accepted as published.</summary>
    public PublishedState Accepted { get; init; } = new();

    /// <summary>The policy that belongs to the accepted id, when only the policy was accepted; otherwise null.</summary>
    public string? PolicyOfId { get; set; }

    /// <summary>What was last seen and differs from what was accepted. Accepting takes it from here.</summary>
    public PublishedState Differing { get; set; } = new();

    /// <summary>The accepted faults by check id.</summary>
    public SortedDictionary<string, AcceptedFault> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>The open faults and drifts by check id.</summary>
    public SortedDictionary<string, OpenFault> Open { get; } = new(StringComparer.Ordinal);

    /// <summary>When an open fault of the domain was last seen, UTC; null when none is open.</summary>
    public DateTime? LastSeen => Open.Count == 0 ? null : Open.Values.Max(fault => fault.LastSeen);
}
