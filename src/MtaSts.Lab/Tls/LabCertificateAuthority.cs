using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace MtaSts.Lab.Tls;

/// <summary>
/// A private CA, made new at each start: a root, an intermediate that is sent, one that is never
/// sent, and a root nobody trusts. Leaves share one key, so that a new one costs one signature.
/// </summary>
internal sealed class LabCertificateAuthority : IDisposable
{
    /// <summary>Above this many leaves the cache starts again.</summary>
    private const int CacheLimit = 1024;

    private readonly X509Certificate2 intermediate;
    private readonly X509Certificate2 hiddenIntermediate;
    private readonly X509Certificate2 untrustedIntermediate;
    private readonly LeafFactory leaves;
    private readonly ConcurrentDictionary<(string Host, CertificateKind Kind), Lazy<SslStreamCertificateContext>> cache = new();
    private readonly string? issuersUrl;

    /// <param name="leafKey">The key of all leaves; stays the caller's.</param>
    /// <param name="issuersUrl">Where the hidden intermediate can be had (AIA); null for nowhere.</param>
    /// <param name="hidden">Gives the hidden intermediate's octets to whoever serves that address.</param>
    public LabCertificateAuthority(ECDsa leafKey, string? issuersUrl, out byte[] hidden)
    {
        this.issuersUrl = issuersUrl;
        Root = IssuerFactory.Root("MtaSts Lab Root");
        intermediate = IssuerFactory.Intermediate("MtaSts Lab Intermediate", Root);
        hiddenIntermediate = IssuerFactory.Intermediate("MtaSts Lab Hidden Intermediate", Root);
        using var untrustedRoot = IssuerFactory.Root("MtaSts Lab Untrusted Root");
        untrustedIntermediate = IssuerFactory.Intermediate("MtaSts Lab Untrusted Intermediate", untrustedRoot);
        leaves = new LeafFactory(leafKey);
        hidden = hiddenIntermediate.RawData;
    }

    /// <summary>The root to trust, with its key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The certificate for a host, with the intermediates that are sent.</summary>
    /// <param name="names">The host, and others that share its certificate; the first stands for all.</param>
    /// <param name="kind">Good, or what is wrong with it.</param>
    public SslStreamCertificateContext For(IReadOnlyList<string> names, CertificateKind kind)
    {
        if (cache.Count > CacheLimit)
            cache.Clear();
        return cache.GetOrAdd(
            (names[0], kind),
            _ => new Lazy<SslStreamCertificateContext>(() => Make(names, kind), LazyThreadSafetyMode.ExecutionAndPublication)).Value;
    }

    public void Dispose()
    {
        cache.Clear();
        Root.Dispose();
        intermediate.Dispose();
        hiddenIntermediate.Dispose();
        untrustedIntermediate.Dispose();
    }

    private SslStreamCertificateContext Make(IReadOnlyList<string> names, CertificateKind kind)
    {
        var plan = LeafPlan.For(names[0], kind) with { MoreDnsNames = [.. names.Skip(1)] };
        var issuer = kind switch
        {
            CertificateKind.SelfSigned => null,
            CertificateKind.UntrustedRoot => untrustedIntermediate,
            CertificateKind.MissingIntermediate => hiddenIntermediate,
            _ => intermediate,
        };
        var leaf = leaves.Make(plan, issuer, kind == CertificateKind.MissingIntermediate ? issuersUrl : null);
        X509Certificate2Collection sent = kind switch
        {
            CertificateKind.SelfSigned or CertificateKind.MissingIntermediate => [],
            CertificateKind.UntrustedRoot => [untrustedIntermediate],
            _ => [intermediate],
        };
        return SslStreamCertificateContext.Create(leaf, sent, offline: true);
    }
}
