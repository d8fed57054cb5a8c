using MtaSts.Text;

namespace MtaSts.Scanning;

/// <summary>What to test.</summary>
public sealed class TestOptions
{
    /// <summary>Skip STARTTLS of the MX hosts, for networks where port 25 is closed.</summary>
    public bool SkipStartTls { get; init; }

    /// <summary>The DNS servers that were given instead of the system's, as they were written; commands in fixes repeat them.</summary>
    public ReadableList<string> Servers { get; init; } = ReadableList<string>.Empty;

    /// <summary>A policy that is not published yet, to be tested against the live MX hosts; null for the published one.</summary>
    public Policy? Policy { get; init; }

    /// <summary>The data of an earlier test of the domain; null to skip drift checks.</summary>
    public EarlierResult? Earlier { get; init; }
}
