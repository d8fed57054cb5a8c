using MtaSts.Text;

namespace MtaSts;

/// <summary>A TLS-RPT TXT record (RFC 8460 §3), valid or not, with what was found in it.</summary>
public sealed class TlsRptRecord
{
    /// <summary>True when a sender that follows RFC 8460 can use the record.</summary>
    public required bool IsValid { get; init; }

    /// <summary>The version as written, <c>TLSRPTv1</c>; null when the record does not begin with it.</summary>
    public string? Version { get; init; }

    /// <summary>Where reports go: <c>mailto:</c> and <c>https:</c> URIs as written; empty when there is none.</summary>
    public ReadableList<string> Rua { get; init; } = ReadableList<string>.Empty;

    /// <summary>The original text, all strings of the TXT record joined.</summary>
    public required string Text { get; init; }

    /// <summary>What was found, in the order of the text.</summary>
    public ReadableList<Finding> Findings { get; init; } = ReadableList<Finding>.Empty;

    /// <summary>The record's text.</summary>
    public override string ToString() => Text;
}
