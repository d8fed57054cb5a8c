using System;
using System.Net;
using MtaSts.Text;

namespace MtaSts;

/// <summary>One MX host of a domain.</summary>
public sealed class MxHost
{
    /// <summary>The domain.</summary>
    public required string DomainName { get; init; }

    /// <summary>The name in the MX record; the domain itself when it has no MX record (RFC 5321 §5.1).</summary>
    public required string Host { get; init => field = SpreadsheetText.Clean(value); }

    /// <summary>Lower is tried first.</summary>
    public required int Preference { get; init; }

    /// <summary>IPv4 and IPv6 addresses.</summary>
    public required ReadableList<IPAddress> Addresses { get; init; }

    /// <summary>Who runs the host; null when it is not known.</summary>
    public string? Provider { get; init; }

    /// <summary>Whether the policy covers the host; null when there is no policy.</summary>
    public bool? IsCovered { get; init; }

    /// <summary>The pattern that covers the host; null when none does.</summary>
    public string? CoveredBy { get; init => field = SpreadsheetText.CleanOrNull(value); }

    /// <summary>The state of STARTTLS.</summary>
    public StartTlsState StartTls { get; init; }

    /// <summary>For example <c>TLS 1.3</c>; null when TLS was not seen.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The end of the certificate's validity, UTC; null when none was seen.</summary>
    public DateTime? CertificateExpires => Certificate?.NotAfter;

    /// <summary>What is wrong, in words; empty when nothing is.</summary>
    public string Problem { get; init => field = SpreadsheetText.Clean(value); } = "";

    /// <summary>The certificate; null when none was seen.</summary>
    public CertificateInfo? Certificate { get; init; }

    /// <summary>True when the DNS says definitely that the host does not exist or has no address.</summary>
    public bool IsMissing { get; init; }

    /// <summary>True when the domain has so many MX hosts that this one was not looked at.</summary>
    internal bool IsLeftOut { get; init; }

    /// <summary>The host name.</summary>
    public override string ToString() => Host;
}
