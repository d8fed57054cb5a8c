using MtaSts.Text;

namespace MtaSts;

/// <summary>Whether the evidence is enough for the next stage, and why.</summary>
public sealed class RolloutReadiness
{
    /// <summary>The answer.</summary>
    public required Readiness Readiness { get; init; }

    /// <summary>The reasons, the most important first.</summary>
    public required ReadableList<string> Reasons { get; init; }
}
