using System;
using System.Net;
using MtaSts.Dns;
using MtaSts.Net.Transport;

namespace MtaSts.PolicyFetching;

/// <summary>What was seen while a policy was fetched, as far as the fetch got.</summary>
public sealed class PolicyFetch
{
    /// <summary>The policy host, <c>mta-sts.</c> and the domain.</summary>
    public required string Host { get; init; }

    /// <summary>The only URL a policy can have (RFC 8461 §3.2).</summary>
    public required Uri Url { get; init; }

    /// <summary>The step at which it failed.</summary>
    public FetchFailure Failure { get; init; }

    /// <summary>Why no connection was made.</summary>
    public TcpFailure TcpFailure { get; init; }

    /// <summary>Why the TLS handshake failed.</summary>
    public TlsFailure TlsFailure { get; init; }

    /// <summary>What happened, in words; empty with an answer.</summary>
    public string Error { get; init; } = "";

    /// <summary>The addresses of the policy host; null when a proxy resolves the name.</summary>
    public AddressLookup? Lookup { get; init; }

    /// <summary>The address connected to.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The proxy the answer came through; null when the connection was direct.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>For example <c>TLS 1.3</c>.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The policy host's validated certificate.</summary>
    public CertificateInfo? Certificate { get; init; }

    /// <summary>The status line, for example <c>HTTP/1.1 404 Not Found</c>; null without an answer.</summary>
    public string? StatusLine { get; init; }

    /// <summary>The header fields that show how the policy is hosted.</summary>
    internal HttpHeaders Headers { get; init; } = HttpHeaders.None;

    /// <summary>The HTTP status; null without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>The media type without parameters, lower case; null when the answer has none.</summary>
    public string? MediaType { get; init; }

    /// <summary>The charset parameter, lower case; null when there is none.</summary>
    public string? Charset { get; init; }

    /// <summary>The content coding as sent, although it was not requested; null when there is none.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>
    /// True when the body is compressed or encoded otherwise, so that a sender that did not request this cannot read
    /// it. False for a coding that does not change the text.
    /// </summary>
    public bool IsEncoded => !ContentCoding.LeavesText(ContentEncoding, Body);

    /// <summary>The target of a redirect; null for other answers. It is never followed (RFC 8461 §3.3).</summary>
    public string? Location { get; init; }

    /// <summary>The body, up to the size limit; null without an answer.</summary>
    public byte[]? Body { get; init; }

    /// <summary>True when the body is larger than the limit of 64 KiB (RFC 8461 §3.3).</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>From the first DNS query to the last byte.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>True when the host refuses this visitor for now (429, or 503 with Retry-After), so that others may get the policy.</summary>
    public bool MayConcernUsAlone => Failure == FetchFailure.None && HostFacts.MayConcernUsAlone(this);

    /// <summary>True when senders can read a policy from the answer: status 200, valid certificate, size in the limit.</summary>
    public bool IsUsable => Failure == FetchFailure.None && Status == 200 && !IsTooLarge && Certificate is { IsValid: true } && Body is not null && !IsEncoded;
}
