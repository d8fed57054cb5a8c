using System;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Dns.Udp;
using MtaSts.Net.Transport;
using MtaSts.Text;

namespace MtaSts.Dns;

/// <summary>The settings of a <see cref="StubResolver"/>. Immutable.</summary>
public sealed class StubResolverOptions
{
    /// <summary>The servers in the order in which they are queried; empty for the system's (<see cref="SystemDnsServers.Find"/>).</summary>
    public ReadableList<DnsServer> Servers { get; init; } = ReadableList<DnsServer>.Empty;

    /// <summary>Where the system's servers come from when <see cref="Servers"/> is empty; called once, when the resolver is created.</summary>
    public Func<ReadableList<DnsServer>> SystemServers { get; init; } = SystemDnsServers.Find;

    /// <summary>How long one server has for one answer, including TCP where it is used as well.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a query may take in total: servers, retries and CNAMEs.</summary>
    public TimeSpan OverallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a server that does not answer is queried, in turn with the others. A server that fails is not queried again.</summary>
    public int AttemptsPerServer { get; init; } = 2;

    /// <summary>The maximum number of CNAMEs that are followed for one query.</summary>
    public int MaxCnames { get; init; } = 16;

    /// <summary>Receives each exchange with a server. Called from several threads; must not throw. May be null.</summary>
    public Action<NetworkStep>? OnStep { get; init; }

    /// <summary>The time since any moment, for what is remembered about servers; it never goes back.</summary>
    internal Func<TimeSpan> Clock { get; init; } = static () => TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);

    /// <summary>Loads the client that queries over UDP; null for the one that is shipped.</summary>
    internal UdpClientLoader? Udp { get; init; }

    /// <summary>The proxy for DNS over HTTPS; null for a direct connection. Servers on this machine are always queried directly.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Root certificates to trust for DNS-over-HTTPS servers besides the system's. Null or empty for none.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }
}
