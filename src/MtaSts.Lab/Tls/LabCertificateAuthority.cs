using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace MtaSts.Lab.Tls;

/// <summary>
/// A private CA, created at each start: a root, an intermediate that is sent, one that is never
/// sent, and an untrusted root. Leaves share one key, so that a new leaf costs only one signature.
/// </summary>
internal sealed class LabCertificateAuthority : IDisposable
{
    /// <summary>The cache is cleared when it contains more than this number of leaves.</summary>
    private const int CacheLimit = 1024;

    private readonly X509Certificate2 _intermediate;
    private readonly X509Certificate2 _hiddenIntermediate;
    private readonly X509Certificate2 _untrustedIntermediate;
    private readonly LeafFactory _leaves;
    private readonly ConcurrentDictionary<(string Host, CertificateKind Kind), Lazy<SslStreamCertificateContext>> _cache = new();
    private readonly string? _issuersUrl;

    /// <param name="leafKey">The key of all leaves, and the kind of the issuers' keys; the caller disposes it.</param>
    /// <param name="issuersUrl">The address of the hidden intermediate (AIA); null for none.</param>
    /// <param name="hidden">Returns the octets of the hidden intermediate, for the server at that address.</param>
    public LabCertificateAuthority(LabKey leafKey, string? issuersUrl, out byte[] hidden)
    {
        _issuersUrl = issuersUrl;
        Root = IssuerFactory.Root("MtaSts Lab Root", leafKey.Kind);
        _intermediate = IssuerFactory.Intermediate("MtaSts Lab Intermediate", Root, leafKey.Kind);
        _hiddenIntermediate = IssuerFactory.Intermediate("MtaSts Lab Hidden Intermediate", Root, leafKey.Kind);
        using var untrustedRoot = IssuerFactory.Root("MtaSts Lab Untrusted Root", leafKey.Kind);
        _untrustedIntermediate = IssuerFactory.Intermediate("MtaSts Lab Untrusted Intermediate", untrustedRoot, leafKey.Kind);
        _leaves = new LeafFactory(leafKey);
        hidden = _hiddenIntermediate.RawData;
    }

    /// <summary>The root to trust, with its key.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The certificate for a host, with the intermediates that are sent.</summary>
    /// <param name="names">The host, and others that share its certificate; the first identifies all of them.</param>
    /// <param name="kind">Good, or its fault.</param>
    public SslStreamCertificateContext For(IReadOnlyList<string> names, CertificateKind kind)
    {
        if (_cache.Count > CacheLimit)
            _cache.Clear();
        return _cache.GetOrAdd(
            (names[0], kind),
            _ => new Lazy<SslStreamCertificateContext>(() => Make(names, kind), LazyThreadSafetyMode.ExecutionAndPublication)).Value;
    }

    public void Dispose()
    {
        _cache.Clear();
        Root.Dispose();
        _intermediate.Dispose();
        _hiddenIntermediate.Dispose();
        _untrustedIntermediate.Dispose();
    }

    private SslStreamCertificateContext Make(IReadOnlyList<string> names, CertificateKind kind)
    {
        var plan = LeafPlan.For(names[0], kind) with { MoreDnsNames = [.. names.Skip(1)] };
        var issuer = kind switch
        {
            CertificateKind.SelfSigned => null,
            CertificateKind.UntrustedRoot => _untrustedIntermediate,
            CertificateKind.MissingIntermediate => _hiddenIntermediate,
            _ => _intermediate,
        };
        var leaf = _leaves.Make(plan, issuer, kind == CertificateKind.MissingIntermediate ? _issuersUrl : null);
        X509Certificate2Collection sent = kind switch
        {
            CertificateKind.SelfSigned or CertificateKind.MissingIntermediate => [],
            CertificateKind.UntrustedRoot => [_untrustedIntermediate],
            _ => [_intermediate],
        };
        return SslStreamCertificateContext.Create(leaf, sent, offline: true);
    }
}
