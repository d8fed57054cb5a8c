namespace MtaSts.Scanning;

/// <summary>What to test.</summary>
public sealed class TestOptions
{
    /// <summary>The days of <see cref="WarnDays"/> when nobody says otherwise.</summary>
    public const int DefaultWarnDays = 14;

    /// <summary>Leave the MX hosts' STARTTLS alone, for networks where port 25 is closed.</summary>
    public bool SkipStartTls { get; init; }

    /// <summary>A policy that is not published yet, to be tested against the live MX hosts; null for the published one.</summary>
    public Policy? Policy { get; init; }

    /// <summary>How many days before its end a certificate is worth a warning: the policy host's and those of the MX hosts.</summary>
    public int WarnDays { get; init; } = DefaultWarnDays;

    /// <summary>What an earlier test saw of the domain; null to look for no drift.</summary>
    public EarlierResult? Earlier { get; init; }
}
