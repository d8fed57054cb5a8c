using MtaSts.Text;

namespace MtaSts;

/// <summary>An MTA-STS TXT record (RFC 8461 §3.1), valid or not, with what was found in it.</summary>
public sealed class StsRecord
{
    /// <summary>True when a sender that follows RFC 8461 can use the record.</summary>
    public required bool IsValid { get; init; }

    /// <summary>The version as written, <c>STSv1</c>; null when the record does not begin with it.</summary>
    public string? Version { get; init; }

    /// <summary>The policy's id: 1 to 32 letters and digits when valid; null when there is none.</summary>
    public string? Id { get; init; }

    /// <summary>The original text, all strings of the TXT record joined.</summary>
    public required string Text { get; init; }

    /// <summary>What was found, in the order of the text.</summary>
    public ReadableList<Finding> Findings { get; init; } = ReadableList<Finding>.Empty;

    /// <summary>The record's text.</summary>
    public override string ToString() => Text;
}
