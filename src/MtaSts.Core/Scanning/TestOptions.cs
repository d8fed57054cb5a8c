namespace MtaSts.Scanning;

/// <summary>What to test.</summary>
public sealed class TestOptions
{
    /// <summary>Leave the MX hosts' STARTTLS alone, for networks where port 25 is closed.</summary>
    public bool SkipStartTls { get; init; }

    /// <summary>A policy that is not published yet, to be tested against the live MX hosts; null for the published one.</summary>
    public Policy? Policy { get; init; }

    /// <summary>What an earlier test saw of the domain; null to look for no drift.</summary>
    public EarlierResult? Earlier { get; init; }
}
