using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Scanning;

/// <summary>The data of an earlier test of a domain that drift checks need. Null or empty where it saw nothing.</summary>
public sealed class EarlierResult
{
    /// <summary>The domain in A-label form.</summary>
    public required string DomainName { get; init; }

    /// <summary>When it was tested, UTC; null when not known.</summary>
    public DateTime? Tested { get; init; }

    /// <summary>The id in the record.</summary>
    public string? PolicyId { get; init; }

    /// <summary>The policy's text.</summary>
    public string? PolicyText { get; init; }

    /// <summary>The MX hosts.</summary>
    public IReadOnlyCollection<string> MxHosts { get; init; } = [];

    /// <summary>The SHA-256 of the policy host's certificate, in hexadecimal.</summary>
    public string? PolicyHostFingerprint { get; init; }

    /// <summary>The SHA-256 of each MX host's certificate, by host.</summary>
    public IReadOnlyDictionary<string, string> MxFingerprints { get; init; } = new Dictionary<string, string>();

    /// <summary>The data of a result of this session.</summary>
    /// <param name="result">A result of <c>Test-MtaSts</c>.</param>
    public static EarlierResult From(TestResult result)
    {
        if (result is null) throw new ArgumentNullException(nameof(result));
        return new EarlierResult
        {
            DomainName = result.DomainName,
            Tested = result.Tested,
            PolicyId = result.PolicyId,
            PolicyText = result.Policy?.Text,
            MxHosts = result.MxHosts,
            PolicyHostFingerprint = result.Policy?.Certificate?.Fingerprint,
            MxFingerprints = result.Mx.Where(mx => mx.Certificate is not null)
                .GroupBy(mx => Text.DomainName.Normalize(mx.Host), StringComparer.Ordinal)
                .ToDictionary(mx => mx.Key, mx => mx.First().Certificate!.Fingerprint, StringComparer.Ordinal),
        };
    }
}
