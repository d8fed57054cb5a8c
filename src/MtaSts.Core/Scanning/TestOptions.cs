using MtaSts.Text;

namespace MtaSts.Scanning;

/// <summary>What to test.</summary>
public sealed class TestOptions
{
    /// <summary>The days of <see cref="WarnDays"/> by default.</summary>
    public const int DefaultWarnDays = 14;

    /// <summary>Skip STARTTLS of the MX hosts, for networks where port 25 is closed.</summary>
    public bool SkipStartTls { get; init; }

    /// <summary>
    /// Ask the DNS for the records first, and scan only a domain with a TXT record at <c>_mta-sts</c> further: without one no sender looks
    /// for a policy. It has no effect on a policy that is not published.
    /// </summary>
    public bool DnsFirst { get; init; }

    /// <summary>The DNS servers that were given instead of the system's, as they were written; commands in fixes repeat them.</summary>
    public ReadableList<string> Servers { get; init; } = ReadableList<string>.Empty;

    /// <summary>A policy that is not published yet, to be tested against the live MX hosts; null for the published one.</summary>
    public Policy? Policy { get; init; }

    /// <summary>How many days before its expiry a certificate gets a warning: the policy host's and those of the MX hosts.</summary>
    public int WarnDays { get; init; } = DefaultWarnDays;

    /// <summary>The data of an earlier test of the domain; null to skip drift checks.</summary>
    public EarlierResult? Earlier { get; init; }
}
