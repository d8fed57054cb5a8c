using System;
using MtaSts.Text;

namespace MtaSts.Rollout;

/// <summary>The request for a step, and the data it is based on.</summary>
public sealed class RolloutRequest
{
    /// <summary>A test of what the domain publishes.</summary>
    public required TestResult Test { get; init; }

    /// <summary>The current time, UTC.</summary>
    public required DateTime UtcNow { get; init; }

    /// <summary>Whether the TLS reports allow the next stage; null when none were given.</summary>
    public ReportVerdict? Reports { get; init; }

    /// <summary>How many objects were given as evidence and could not be read. They may be reports of failures.</summary>
    public int UnreadEvidence { get; init; }

    /// <summary>Return the step although the evidence does not allow it.</summary>
    public bool IsForced { get; init; }

    /// <summary>Patterns to write instead of the published ones and those for the live MX hosts; empty to use the latter.</summary>
    public ReadableList<string> Mx { get; init; } = ReadableList<string>.Empty;

    /// <summary>The largest max_age the domain ever served, in seconds; null when only the published one is known.</summary>
    public long? LargestMaxAge { get; init; }

    /// <summary>The DNS zone the domain is in; null for the domain itself.</summary>
    public string? ZoneName { get; init; }

    /// <summary>The DNS servers that were given instead of the system's, as they were written; commands in reasons and in the order repeat them.</summary>
    public ReadableList<string> Servers { get; init; } = ReadableList<string>.Empty;

    /// <summary>The line ending of the policy's text.</summary>
    public string LineEnd { get; init; } = "\r\n";
}
