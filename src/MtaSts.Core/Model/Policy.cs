using System.Collections.Generic;
using System.Linq;
using MtaSts.Text;

namespace MtaSts;

/// <summary>An MTA-STS policy (RFC 8461 §3.2), valid or not, with what was found in it.</summary>
public sealed class Policy
{
    private readonly IReadOnlyList<MxPattern> _patterns = [];

    /// <summary>True when a sender that follows RFC 8461 can use the policy.</summary>
    public required bool IsValid { get; init; }

    /// <summary>The version as written; null when there is none.</summary>
    public string? Version { get; init; }

    /// <summary>The mode; null when there is none that is known.</summary>
    public PolicyMode? Mode { get; init; }

    /// <summary>How long senders may keep the policy, in seconds; null when there is no number.</summary>
    public long? MaxAge { get; init; }

    /// <summary>The <c>mx</c> patterns as written, in order.</summary>
    public ReadableList<string> Mx { get; init; } = ReadableList<string>.Empty;

    /// <summary>What was found, in the order of the text.</summary>
    public ReadableList<Finding> Findings { get; init; } = ReadableList<Finding>.Empty;

    /// <summary>The whole text.</summary>
    public required string Text { get; init; }

    /// <summary>The domain for which the policy was created, in A-label form; null when only the text is known.</summary>
    public string? PolicyDomain { get; init; }

    internal IReadOnlyList<MxPattern> Patterns
    {
        get => _patterns;
        init => _patterns = value;
    }

    /// <summary>True when one of the patterns covers the host (RFC 8461 §4.1).</summary>
    /// <param name="host">The name in the MX record.</param>
    public bool Covers(string host) => CoveringPattern(host) is not null;

    /// <summary>
    /// The text of the policy file without its last line ending: <c>Set-Content</c> adds one, and a blank line
    /// at the end is what strict senders reject.
    /// </summary>
    public override string ToString() => LineEnds.WithoutLast(Text);

    /// <summary>The first pattern that covers the host; null when none does.</summary>
    /// <param name="host">The name in the MX record.</param>
    public string? CoveringPattern(string host) => _patterns.FirstOrDefault(pattern => pattern.Covers(host))?.Text;
}
