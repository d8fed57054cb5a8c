using System;
using System.Net;
using MtaSts.Net.Transport;

namespace MtaSts.Smtp;

/// <summary>The result of probing STARTTLS at one MX host.</summary>
public sealed class SmtpProbe
{
    /// <summary>The MX host.</summary>
    public required string Host { get; init; }

    /// <summary>How far it got.</summary>
    public required SmtpPhase Stage { get; init; }

    /// <summary>The address connected to, or the last one tried.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Why no connection was made.</summary>
    public TcpFailure TcpFailure { get; init; }

    /// <summary>True when the server stopped answering, in any phase.</summary>
    public bool IsTimedOut { get; init; }

    /// <summary>The code of the last reply; null without one.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>The last reply that matters, code and first line.</summary>
    public string Reply { get; init; } = "";

    /// <summary>True when the greeting or the answer to EHLO refuses this client (RFC 5321 §4.2.1: 4yz for now, 5yz for good).</summary>
    public bool IsRefused => Stage is SmtpPhase.Greeting or SmtpPhase.Hello && !IsTimedOut && ReplyCode is >= 400;

    /// <summary>Whether EHLO listed STARTTLS; null when it did not get that far.</summary>
    public bool? IsStartTlsOffered { get; init; }

    /// <summary>True when the server sent data between its 220 to STARTTLS and the handshake; the data was discarded.</summary>
    public bool HasInjectedText { get; init; }

    /// <summary>True when STARTTLS failed and the answers are masked, as by the SMTP inspection of a firewall (<c>250-XXXXXXXA</c>).</summary>
    public bool IsMasked { get; init; }

    /// <summary>Why the TLS handshake failed.</summary>
    public TlsFailure TlsFailure { get; init; }

    /// <summary>True when the handshake failed because of what this machine offers, so it says nothing about the host.</summary>
    public bool IsLimitOfThisMachine => TlsFailure.IsLimitOfThisMachine();

    /// <summary>For example <c>TLS 1.3</c>.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>The validated certificate; null when the server sent none.</summary>
    public CertificateInfo? Certificate { get; init; }

    /// <summary>What went wrong, in words; empty when TLS is established.</summary>
    public string Error { get; init; } = "";

    /// <summary>From the first packet to the end.</summary>
    public TimeSpan Elapsed { get; init; }
}
