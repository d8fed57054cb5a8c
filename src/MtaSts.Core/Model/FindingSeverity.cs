namespace MtaSts;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity : long
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>Works with most senders or works for now, but should be fixed.</summary>
    Warning,

    /// <summary>A sender that follows the RFC cannot use the text.</summary>
    Error,
}
