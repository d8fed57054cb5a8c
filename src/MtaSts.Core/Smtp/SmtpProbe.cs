using System;
using System.Net;
using MtaSts.Net.Transport;

namespace MtaSts.Smtp;

/// <summary>What was seen of one MX host's STARTTLS.</summary>
public sealed class SmtpProbe
{
    /// <summary>The MX host.</summary>
    public required string Host { get; init; }

    /// <summary>How far it came.</summary>
    public required SmtpPhase Stage { get; init; }

    /// <summary>The address connected to, or the last one tried.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Why no connection came about.</summary>
    public TcpFailure TcpFailure { get; init; }

    /// <summary>True when the server stopped answering, at whatever stage.</summary>
    public bool IsTimedOut { get; init; }

    /// <summary>The code of the last reply; null when none came.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>The last reply that matters, code and first line.</summary>
    public string Reply { get; init; } = "";

    /// <summary>Whether EHLO listed STARTTLS; null when it did not get that far.</summary>
    public bool? IsStartTlsOffered { get; init; }

    /// <summary>True when the server sent something between its 220 to STARTTLS and the handshake; it was dropped.</summary>
    public bool HasInjectedText { get; init; }

    /// <summary>True when STARTTLS failed and the answers are masked, as the SMTP inspection of a firewall does it (<c>250-XXXXXXXA</c>).</summary>
    public bool IsMasked { get; init; }

    /// <summary>Why no TLS came about.</summary>
    public TlsFailure TlsFailure { get; init; }

    /// <summary>For example <c>TLS 1.3</c>.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The certificate, judged; null when the server showed none.</summary>
    public CertificateInfo? Certificate { get; init; }

    /// <summary>What went wrong, in words; empty when TLS stands.</summary>
    public string Error { get; init; } = "";

    /// <summary>From the first packet to the end.</summary>
    public TimeSpan Elapsed { get; init; }
}
