using System;
using System.Collections.Generic;
using System.Linq;

namespace MtaSts.Reporting;

/// <summary>The certificates that were seen, each once per host, with the domains that depend on it.</summary>
internal sealed class CertificateTable
{
    private readonly Dictionary<(bool IsMx, string Host, string Fingerprint), SeenCertificate> _seen = [];

    /// <summary>The certificates; those that expire first come first.</summary>
    public IEnumerable<SeenCertificate> InOrder => _seen.Values
        .OrderBy(c => c.Certificate.NotAfter).ThenBy(c => c.Certificate.Host, StringComparer.Ordinal)
            .ThenBy(c => c.Certificate.Fingerprint, StringComparer.Ordinal);

    public void Add(CertificateInfo? certificate, bool isMx, int domain)
    {
        if (certificate is null) return;
        var key = (isMx, certificate.Host, certificate.Fingerprint);
        if (!_seen.TryGetValue(key, out var seen)) _seen[key] = seen = new SeenCertificate(certificate, isMx);
        seen.Domains.Add(domain);
    }

    /// <summary>Removes the certificates of a domain's earlier test.</summary>
    public void Remove(int domain)
    {
        foreach (var key in _seen.Where(pair => pair.Value.Domains.Remove(domain) && pair.Value.Domains.Count == 0).Select(pair => pair.Key).ToList())
            _seen.Remove(key);
    }
}

/// <summary>A certificate on a host.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="IsMx">True for an MX host, false for a policy host.</param>
internal sealed record SeenCertificate(CertificateInfo Certificate, bool IsMx)
{
    /// <summary>The domains that depend on it, in a set that stays fast for 50,000 domains on one provider's host.</summary>
    public SortedSet<int> Domains { get; } = [];
}
