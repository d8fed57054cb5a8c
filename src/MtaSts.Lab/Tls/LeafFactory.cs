using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaSts.Lab.Tls;

/// <summary>Signs leaf certificates over one shared key.</summary>
internal sealed class LeafFactory(LabKey key)
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <param name="plan">The content of the certificate.</param>
    /// <param name="issuer">The issuer that signs it; null for a self-signed one.</param>
    /// <param name="issuersUrl">The AIA address of the issuer's certificate; null for none.</param>
    public X509Certificate2 Make(LeafPlan plan, X509Certificate2? issuer, string? issuersUrl)
    {
        var request = key.Request(SubjectOf(plan.CommonName));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerAuthentication], false));
        if (plan.DnsName is not null || plan.IsLoopback)
            request.CertificateExtensions.Add(AlternativeName(plan));
        if (issuersUrl is not null)
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [issuersUrl]));

        var now = DateTimeOffset.UtcNow;
        var (from, to) = (now.AddDays(plan.FromDays), now.AddDays(plan.ToDays));
        if (issuer is null)
            return Usable(request.CreateSelfSigned(from, to));

        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var bare = request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(15));
        return Usable(key.AttachTo(bare));
    }

    // A common name has at most 64 characters (RFC 5280, ub-common-name).
    private static X500DistinguishedName SubjectOf(string commonName)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(commonName.Length <= 64 ? commonName : commonName[..64]);
        return builder.Build();
    }

    private static X509Extension AlternativeName(LeafPlan plan)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (plan.DnsName is not null)
            names.AddDnsName(plan.DnsName);
        foreach (var more in plan.MoreDnsNames)
            names.AddDnsName(more);
        if (plan.IsLoopback)
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddDnsName("localhost");
        }

        return names.Build();
    }

    // SChannel does not accept a key that exists only in memory.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
