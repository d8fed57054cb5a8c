using MtaSts.Lab.Net;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Https;

/// <summary>A policy host: its behavior from the first packet to the last octet.</summary>
public sealed record HttpsHost
{
    /// <summary>The path at which policies live (RFC 8461 §3.3).</summary>
    public const string PolicyPath = "/.well-known/mta-sts.txt";

    /// <summary>Without faults.</summary>
    public static HttpsHost Good { get; } = new();

    public OnConnect Connect { get; init; } = OnConnect.Accept;

    public TlsSetup Tls { get; init; } = TlsSetup.Good;

    /// <summary>The answer at <see cref="PolicyPath"/>; null for the domain's policy text with status 200 as text/plain.</summary>
    public HttpReply? Reply { get; init; }

    /// <summary>The answer at every other path.</summary>
    public HttpReply Elsewhere { get; init; } = HttpReply.Status(404, "Not Found", "<p>Nothing here.</p>");

    /// <summary>True to listen at ::1 instead of an IPv4 loopback address.</summary>
    public bool IsIPv6 { get; init; }

    /// <summary>Without faults except on connect.</summary>
    public static HttpsHost With(OnConnect connect) => new() { Connect = connect };

    /// <summary>Without faults except for the certificate.</summary>
    public static HttpsHost With(CertificateKind certificate) => new() { Tls = TlsSetup.With(certificate) };

    /// <summary>Without faults except for the handshake.</summary>
    public static HttpsHost With(Handshake handshake) => new() { Tls = TlsSetup.With(handshake) };

    /// <summary>Without faults except for the answer.</summary>
    public static HttpsHost With(HttpReply reply) => new() { Reply = reply };
}
