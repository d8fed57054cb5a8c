using System;
using System.Net;
using MtaSts.Net.Certificates;

namespace MtaSts.Net.Transport;

/// <summary>The network settings, the same for every kind of connection.</summary>
public sealed class NetworkOptions
{
    /// <summary>How long one step may take: a connection, a handshake, an answer. Default 10 seconds.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long fetching one policy may take from connection to last byte. RFC 8461 §3.3 suggests one minute.</summary>
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The port of policy hosts; 443 except in a lab.</summary>
    public int HttpsPort { get; init; } = 443;

    /// <summary>The port of MX hosts; 25 except in a lab.</summary>
    public int SmtpPort { get; init; } = 25;

    /// <summary>The trusted roots.</summary>
    public CertificateTrust Trust { get; init; } = CertificateTrust.System;

    /// <summary>Connect to loopback, link-local and private addresses too. Off, so that a stranger's DNS cannot lead into the internal network.</summary>
    public bool AllowPrivateAddress { get; init; }

    /// <summary>The proxy for HTTPS; null for a direct connection.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Receives every network step, on the thread that performed it; may be null.</summary>
    public Action<NetworkStep>? OnStep { get; init; }
}
