using System;
using System.Net;
using MtaSts.Dns;
using MtaSts.Net.Transport;

namespace MtaSts.PolicyFetching;

/// <summary>What was seen while a policy was fetched, as far as it went.</summary>
public sealed class PolicyFetch
{
    /// <summary>The policy host, <c>mta-sts.</c> and the domain.</summary>
    public required string Host { get; init; }

    /// <summary>The only URL a policy can have (RFC 8461 §3.2).</summary>
    public required Uri Url { get; init; }

    /// <summary>Where it ended.</summary>
    public FetchFailure Failure { get; init; }

    /// <summary>Why no connection came about.</summary>
    public TcpFailure TcpFailure { get; init; }

    /// <summary>Why no TLS came about.</summary>
    public TlsFailure TlsFailure { get; init; }

    /// <summary>What happened, in words; empty when an answer came.</summary>
    public string Error { get; init; } = "";

    /// <summary>The addresses of the policy host; null when a proxy looks them up.</summary>
    public AddressLookup? Lookup { get; init; }

    /// <summary>The address connected to.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The proxy the answer came through; null when the connection was direct.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>For example <c>TLS 1.3</c>.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The policy host's certificate, judged.</summary>
    public CertificateInfo? Certificate { get; init; }

    /// <summary>The status line, for example <c>HTTP/1.1 404 Not Found</c>; null when no answer came.</summary>
    public string? StatusLine { get; init; }

    /// <summary>The header fields that tell how the policy is hosted.</summary>
    internal HttpHeaders Headers { get; init; } = HttpHeaders.None;

    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The media type without parameters, lower case; null when the answer names none.</summary>
    public string? MediaType { get; init; }

    /// <summary>The charset parameter, lower case; null when there is none.</summary>
    public string? Charset { get; init; }

    /// <summary>The content coding as named, which nobody asked for; null when none is named.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>
    /// True when the body is compressed or coded otherwise, so that a sender which did not ask for that cannot read
    /// it. False for a coding that leaves the text as it is.
    /// </summary>
    public bool IsEncoded => !ContentCoding.LeavesText(ContentEncoding, Body);

    /// <summary>Where a redirect points to; null when it is none. It is never followed (RFC 8461 §3.3).</summary>
    public string? Location { get; init; }

    /// <summary>The body, up to the size limit; null when no answer came.</summary>
    public byte[]? Body { get; init; }

    /// <summary>True when the body is larger than the limit of 64 KiB (RFC 8461 §3.3).</summary>
    public bool IsTooLarge { get; init; }

    /// <summary>From the first DNS question to the last byte.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>True when the host refuses this visitor for now (429, or 503 with Retry-After), so that others may get the policy.</summary>
    public bool MayConcernUsAlone => Failure == FetchFailure.None && HostFacts.MayConcernUsAlone(this);

    /// <summary>True when the answer is one that a sender reads a policy from: status 200, valid certificate, size in the limit.</summary>
    public bool IsUsable => Failure == FetchFailure.None && Status == 200 && !IsTooLarge && Certificate is { IsValid: true } && Body is not null && !IsEncoded;
}
