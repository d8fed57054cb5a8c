using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Checks;
using MtaSts.Dns;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using MtaSts.Text;

namespace MtaSts.PowerShell.Commands;

/// <summary>The resolver, options and checker of one invocation of a live cmdlet, for all its domains.</summary>
internal sealed class NetworkSession : IDisposable
{
    private readonly StubResolver _stub;

    /// <summary>Creates a session; the network is not used yet.</summary>
    /// <param name="servers">DNS servers; empty for the system's.</param>
    /// <param name="options">The network settings.</param>
    public NetworkSession(IReadOnlyList<DnsServer> servers, NetworkOptions options)
    {
        _stub = new StubResolver(new StubResolverOptions
        {
            Servers = servers.ToReadableList(),
            AttemptTimeout = Shorter(options.StepTimeout, TimeSpan.FromSeconds(3)),
            OverallTimeout = options.StepTimeout,
            OnStep = options.OnStep,
            Proxy = options.Proxy,
            TrustedRoots = options.Trust.ExtraRoots,
        });
        Resolver = new CachingResolver(_stub);
        Checker = new MtaStsChecker(Resolver, options);
    }

    /// <summary>What is wrong with this installation of the module, and what to do; null when nothing is, as far as is known.</summary>
    public string? Problem => _stub.Problem;

    public IDnsResolver Resolver { get; }

    public MtaStsChecker Checker { get; }

    /// <summary>The proxy of the system, which may be none.</summary>
    public static IWebProxy? SystemProxy =>
#if NET8_0_OR_GREATER
        System.Net.Http.HttpClient.DefaultProxy;
#else
        WebRequest.DefaultWebProxy;
#endif

    public static CertificateTrust TrustIn(X509Certificate2[] roots) =>
        roots.Length == 0 ? CertificateTrust.System : new CertificateTrust(new X509Certificate2Collection(roots), null);

    public void Dispose() => _stub.Dispose();

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
