using System;
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
    public string Problem { get; init => field = SpreadsheetText.Clean(value); } = "";

    /// <summary>
    /// The service that hosts the policy, derived from CNAMEs, addresses and headers, for example <c>Cloudflare
    /// Pages</c>; empty when it is not known.
    /// </summary>
    public string HostedBy { get; init; } = "";

    /// <summary>What the problem means at the service that hosts the policy; empty when that is not known.</summary>
    public string Cause { get; init; } = "";

    /// <summary>The setting or the step at the service that hosts the policy; empty when it is not known.</summary>
    public string Fix { get; init; } = "";

    /// <summary>The URL, or the path of a local file.</summary>
    public required string Url { get; init; }

    /// <summary>The CNAMEs from the policy host on; empty when there are none or a proxy resolves the name.</summary>
    public ReadableList<string> Cnames { get; init; } = ReadableList<string>.Empty;

    /// <summary>All addresses of the policy host; empty when there are none or a proxy resolves the name.</summary>
    public ReadableList<string> Addresses { get; init; } = ReadableList<string>.Empty;

    /// <summary>The status line, for example <c>HTTP/1.1 404 Not Found</c>; null without an answer.</summary>
    public string? StatusLine { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The header Server; null when there is none.</summary>
    public string? Server { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The header Location, where a redirect points to; null when there is none. Senders never follow it.</summary>
    public string? Location { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The header Content-Type as it came; null when there is none.</summary>
    public string? ContentType { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The header Content-Encoding; null when there is none, as it should be.</summary>
    public string? ContentEncoding { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The header Cache-Control, which senders ignore (RFC 8461 §3.3); null when there is none.</summary>
    public string? CacheControl { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The header Retry-After; null when there is none.</summary>
    public string? RetryAfter { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The headers that show how the policy is hosted, <c>cf-*</c> among them, one <c>Name: value</c> each; safe to show.</summary>
    public ReadableList<string> Headers { get; init; } = ReadableList<string>.Empty;

    /// <summary>
    /// The beginning of an answer that is not a policy, as words without HTML tags; safe to show, at most 200 characters.
    /// Empty when the answer is a policy.
    /// </summary>
    public string PageText { get; init => field = SpreadsheetText.Clean(value); } = "";

    /// <summary>The HTTP status; null without an answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The media type; null when the answer has none.</summary>
    public string? MediaType { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The size of the body in octets; null without an answer.</summary>
    public int? Size { get; init; }

    /// <summary>For example <c>TLS 1.3</c>.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The end of the certificate's validity, UTC.</summary>
    public DateTime? CertificateExpires => Certificate?.NotAfter;

    /// <summary>The address or proxy that returned the policy.</summary>
    public string? Address { get; init; }

    /// <summary>How long the fetch took, from the first DNS query to the last byte.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The policy's text; empty when there is none.</summary>
    public string Text => SpreadsheetText.GuardLines(Policy?.Text ?? "");

    /// <summary>What was found in the text.</summary>
    public ReadableList<Finding> Findings => Policy?.Findings ?? ReadableList<Finding>.Empty;

    /// <summary>The policy host's certificate; null when none was seen.</summary>
    public CertificateInfo? Certificate { get; init; }

    /// <summary>The policy, parsed; null when there is none.</summary>
    public Policy? Policy { get; init; }

    /// <summary>The policy's text without its last line ending, see <see cref="Policy.ToString"/>.</summary>
    public override string ToString() => SpreadsheetText.GuardLines(Policy?.ToString() ?? "");
}
