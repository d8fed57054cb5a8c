using System;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Dns.Udp;
using MtaSts.Net.Transport;
using MtaSts.Text;

namespace MtaSts.Dns;

/// <summary>How a <see cref="StubResolver"/> asks. Does not change once it is made.</summary>
public sealed class StubResolverOptions
{
    /// <summary>The servers in the order in which they are asked; empty for the system's (<see cref="SystemDnsServers.Find"/>).</summary>
    public ReadableList<DnsServer> Servers { get; init; } = ReadableList<DnsServer>.Empty;

    /// <summary>Where the system's servers come from when <see cref="Servers"/> is empty; asked once, when the resolver is made.</summary>
    public Func<ReadableList<DnsServer>> SystemServers { get; init; } = SystemDnsServers.Find;

    /// <summary>How long one server has for one answer, with TCP where it is asked as well.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a question may take in all: servers, repetitions and CNAMEs.</summary>
    public TimeSpan OverallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a server is asked that does not answer, in turn with the others. One that fails is not asked again.</summary>
    public int AttemptsPerServer { get; init; } = 2;

    /// <summary>The most CNAMEs that are followed for one question.</summary>
    public int MaxCnames { get; init; } = 16;

    /// <summary>Told each exchange with a server. Called from several threads; must not throw. Null for nobody.</summary>
    public Action<NetworkStep>? OnStep { get; init; }

    /// <summary>The time since any moment, for what is remembered about servers; it never goes back.</summary>
    internal Func<TimeSpan> Clock { get; init; } = static () => TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);

    /// <summary>Where the client comes from that asks over UDP; null for the one that is shipped.</summary>
    internal UdpClientLoader? Udp { get; init; }

    /// <summary>The proxy for DNS over HTTPS; null for a direct connection. This machine itself is always asked directly.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Root certificates that DNS-over-HTTPS servers may have besides the system's. Null or empty for none.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }
}
