using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaSts.Lab.Tls;

/// <summary>Creates the certificates that sign others. Valid for longer than any leaf, in both directions.</summary>
internal static class IssuerFactory
{
    private const int Days = 800;

    public static X509Certificate2 Root(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key, pathLength: 1);
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-Days - 1), now.AddDays(Days + 1));
    }

    public static X509Certificate2 Intermediate(string name, X509Certificate2 root)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key, pathLength: 0);
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = DateTimeOffset.UtcNow;
        using var bare = request.Create(root, now.AddDays(-Days), now.AddDays(Days), RandomNumberGenerator.GetBytes(15));
        return bare.CopyWithPrivateKey(key);
    }

    // Each start has its own names, so that certificates of an earlier start in some store never match.
    private static CertificateRequest Request(string name, ECDsa key, int pathLength)
    {
        var unique = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var request = new CertificateRequest($"CN={name} {unique}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLength, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }
}
