using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaSts.Lab.Tls;

/// <summary>Creates the certificates that sign others. They are valid before and after every leaf.</summary>
internal static class IssuerFactory
{
    private const int Days = 800;

    public static X509Certificate2 Root(string name, LabKeyKind kind)
    {
        using var key = new LabKey(kind);
        var request = Request(name, key, pathLength: 1);
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-Days - 1), now.AddDays(Days + 1));
    }

    public static X509Certificate2 Intermediate(string name, X509Certificate2 root, LabKeyKind kind)
    {
        using var key = new LabKey(kind);
        var request = Request(name, key, pathLength: 0);
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var now = DateTimeOffset.UtcNow;
        using var bare = request.Create(root, now.AddDays(-Days), now.AddDays(Days), RandomNumberGenerator.GetBytes(15));
        return key.AttachTo(bare);
    }

    // Each start has its own names, so that certificates of an earlier start in a certificate store never match.
    private static CertificateRequest Request(string name, LabKey key, int pathLength)
    {
        var unique = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var request = key.Request(new X500DistinguishedName($"CN={name} {unique}"));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLength, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }
}
