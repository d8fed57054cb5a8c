using System;
using MtaSts.Lab.Net;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Smtp;

/// <summary>An MX host: its behavior from the first packet to QUIT.</summary>
public sealed record SmtpHost
{
    /// <summary>Without faults.</summary>
    public static SmtpHost Good { get; } = new();

    public OnConnect Connect { get; init; } = OnConnect.Accept;

    public TlsSetup Tls { get; init; } = TlsSetup.Good;

    /// <summary>The greeting; null for a good one of two lines.</summary>
    public SmtpReply? Greeting { get; init; }

    /// <summary>The answer to EHLO before TLS; null for a good one.</summary>
    public SmtpReply? Ehlo { get; init; }

    /// <summary>The answer to HELO.</summary>
    public SmtpReply Helo { get; init; } = SmtpReply.Lines(250, "lab.test");

    /// <summary>True when a good EHLO answer offers STARTTLS.</summary>
    public bool OffersStartTls { get; init; } = true;

    /// <summary>The answer to STARTTLS; null for 220, or 502 when it is not offered.</summary>
    public SmtpReply? StartTls { get; init; }

    /// <summary>Plain text sent in one write with the 220, before the handshake, as an attacker would.</summary>
    public string Injected { get; init; } = "";

    /// <summary>A wait before every reply, on top of the lab's delay.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>True to listen at ::1 instead of an IPv4 loopback address.</summary>
    public bool IsIPv6 { get; init; }

    /// <summary>Without faults except on connect.</summary>
    public static SmtpHost With(OnConnect connect) => new() { Connect = connect };

    /// <summary>Without faults except for the certificate.</summary>
    public static SmtpHost With(CertificateKind certificate) => new() { Tls = TlsSetup.With(certificate) };

    /// <summary>Without faults except for the handshake.</summary>
    public static SmtpHost With(Handshake handshake) => new() { Tls = TlsSetup.With(handshake) };
}
