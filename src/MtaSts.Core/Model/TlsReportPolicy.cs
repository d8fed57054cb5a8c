using System.Globalization;
using MtaSts.Text;

namespace MtaSts;

/// <summary>One policy that the sender applied, and how its sessions went (RFC 8460 §4.4).</summary>
public sealed class TlsReportPolicy
{
    private MxCoverage? _coverage;

    /// <summary><c>sts</c>, <c>tlsa</c> or <c>no-policy-found</c>; another word as the sender wrote it; null when it is missing.</summary>
    public string? PolicyType { get; init; }

    /// <summary>The domain that the policy is for, or null when the sender omitted it.</summary>
    public string? PolicyDomain { get; init; }

    /// <summary>Sessions with the TLS that the policy requires.</summary>
    public long SuccessCount { get; init; }

    /// <summary>Sessions without that TLS.</summary>
    public long FailureCount { get; init; }

    /// <summary>Successes of all sessions in percent, with two decimals, never rounded up to 100; null when there was no session.</summary>
    public double? SuccessRate => SessionMath.SuccessRate(SuccessCount, FailureCount);

    /// <summary>The MX patterns of the policy.</summary>
    public ReadableList<string> MxHost { get; init; } = ReadableList<string>.Empty;

    /// <summary>The policy's lines, or its TLSA records, as the sender saw them.</summary>
    public ReadableList<string> PolicyString { get; init; } = ReadableList<string>.Empty;

    /// <summary>What failed. The counts may overlap and need not sum to <see cref="FailureCount"/> (RFC 8460 §4).</summary>
    public ReadableList<TlsReportFailure> FailureDetails
    {
        get;
        init
        {
            field = value;
            foreach (var detail in value) detail.Policy ??= this; // a policy that others are merged into leaves the report as it is
        }
    } = ReadableList<TlsReportFailure>.Empty;

    /// <summary>Members that RFC 8460 does not define.</summary>
    public ReadableList<TlsReportMember> OtherMembers { get; init; } = ReadableList<TlsReportMember>.Empty;

    /// <summary>The mx patterns, prepared for lookups.</summary>
    internal MxCoverage Coverage => _coverage ??= new MxCoverage(this);

    /// <summary>One line: domain, type and counts, safe to show.</summary>
    public override string ToString() => SafeText.Clean(string.Format(
        CultureInfo.InvariantCulture,
        "{0} {1}: {2} ok, {3} failed",
        PolicyDomain ?? "(no domain)",
        PolicyType ?? "(no type)",
        SuccessCount,
        FailureCount));
}
