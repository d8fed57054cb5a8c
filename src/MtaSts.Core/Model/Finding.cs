using System;

namespace MtaSts;

/// <summary>One finding in a text: its place, the rule it is about, its effect on senders, and the fix.</summary>
public sealed class Finding
{
    /// <summary>The check this finding belongs to, for example <c>Policy.MaxAge</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>The line, from 1. A DNS record has one line.</summary>
    public required int Line { get; init; }

    /// <summary>The column in characters, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>What was seen.</summary>
    public required string Message { get; init; }

    /// <summary>The effect on senders.</summary>
    public required string SenderEffect { get; init; }

    /// <summary>What to change; empty when there is nothing to change.</summary>
    public string Fix { get; init; } = "";

    /// <summary>The rule's name in the RFC's grammar, for example <c>sts-policy-max-age-value</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The RFC and section, for example <c>RFC 8461 §3.2</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>How many findings this one stands for that are not listed; 0 for a finding of its own.</summary>
    internal int Unlisted { get; init; }

    /// <summary>One line: place, severity and message.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Id} {Severity} at {Line}:{Column}: {Message}");
}
