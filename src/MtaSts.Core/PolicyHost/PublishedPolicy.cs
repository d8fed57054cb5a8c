using System;
using MtaSts.PolicyHost;
using MtaSts.Text;

namespace MtaSts;

/// <summary>The policy of a domain as it is published, and how it was served.</summary>
public sealed class PublishedPolicy
{
    /// <summary>The policy domain; empty for a local file.</summary>
    public required string DomainName { get; init; }

    /// <summary>True when a sender that follows RFC 8461 can fetch and use the policy.</summary>
    public required bool IsValid { get; init; }

    /// <summary>The mode; null when there is no policy or no known mode.</summary>
    public PolicyMode? Mode => Policy?.Mode;

    /// <summary>In seconds; null when there is no policy or no number.</summary>
    public long? MaxAge => Policy?.MaxAge;

    /// <summary>The patterns as written.</summary>
    public ReadableList<string> Mx => Policy?.Mx ?? ReadableList<string>.Empty;

    /// <summary>Why the policy cannot be fetched or used; empty when it can.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The URL, or the path of a local file.</summary>
    public required string Url { get; init; }

    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The media type; null when the answer names none.</summary>
    public string? MediaType { get; init; }

    /// <summary>The size of the body in octets; null when no answer came.</summary>
    public int? Size { get; init; }

    /// <summary>For example <c>TLS 1.3</c>.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The end of the certificate's validity, UTC.</summary>
    public DateTime? CertificateExpires => Certificate?.NotAfter;

    /// <summary>The address or proxy the policy came from.</summary>
    public string? Address { get; init; }

    /// <summary>From the first DNS question to the last byte, in milliseconds.</summary>
    public int DurationMs { get; init; }

    /// <summary>The policy's text; empty when there is none.</summary>
    public string Text => Policy?.Text ?? "";

    /// <summary>What was found in the text.</summary>
    public ReadableList<Finding> Findings => Policy?.Findings ?? ReadableList<Finding>.Empty;

    /// <summary>The policy host's certificate; null when none was seen.</summary>
    public CertificateInfo? Certificate { get; init; }

    /// <summary>The policy, parsed; null when there is none.</summary>
    public Policy? Policy { get; init; }

    /// <summary>The policy's text without its last line end, see <see cref="Policy.ToString"/>.</summary>
    public override string ToString() => Policy?.ToString() ?? "";

    /// <summary>A policy that was read from a local file: how it will be served is not known yet.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="size">The file's size in octets.</param>
    /// <param name="policy">What was read.</param>
    public static PublishedPolicy FromFile(string path, int size, Policy policy) => new()
    {
        DomainName = "",
        IsValid = (policy ?? throw new ArgumentNullException(nameof(policy))).IsValid,
        Problem = FetchProblem.InText(policy),
        Url = path,
        Size = size,
        Policy = policy,
    };

    internal static PublishedPolicy From(string domain, PolicyFetch fetch, Policy? policy) => new()
    {
        DomainName = domain,
        IsValid = fetch.IsUsable && policy is { IsValid: true },
        Problem = FetchProblem.Describe(fetch, policy),
        Url = fetch.Url.ToString(),
        HttpStatus = fetch.Status,
        MediaType = fetch.MediaType,
        Size = fetch.Body?.Length,
        TlsVersion = fetch.TlsVersion,
        Address = fetch.Address?.ToString() ?? fetch.Proxy?.ToString(),
        DurationMs = (int)fetch.Elapsed.TotalMilliseconds,
        Certificate = fetch.Certificate,
        Policy = policy,
    };
}
