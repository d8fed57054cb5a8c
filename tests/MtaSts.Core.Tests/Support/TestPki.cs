using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Net.Certificates;

namespace MtaSts.Tests.Support;

/// <summary>A root, an intermediate below it, and leaves with the faults that tests need. All are valid at <see cref="Now"/>.</summary>
internal sealed class TestPki : IDisposable
{
    public const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    public const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    public static readonly DateTime Now = new(2026, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly List<X509Certificate2> _made = [];

    public TestPki(string rootName = "CN=Test Root")
    {
        Root = Authority(rootName, rootName);
        Intermediate = Authority("CN=Test Intermediate", rootName);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    /// <summary>The root alone, and the time of the tests.</summary>
    public CertificateTrust Trust => new([Root], () => Now);

    public static CertificateTrust TrustAt(X509Certificate2 root, DateTime utcNow) => new([root], () => utcNow);

    public X509Certificate2 Authority(string subject, string issuer, DateTime? notAfter = null, bool isAuthority = true)
    {
        var request = new CertificateRequest(subject, _key, HashAlgorithmName.SHA256);
        if (isAuthority) request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return Sign(request, issuer, Now.AddYears(-5), notAfter ?? Now.AddYears(5));
    }

    public X509Certificate2 Leaf(
        string[] names, string issuer = "CN=Test Intermediate", string subject = "CN=Test Server", string usage = ServerUsage, ECDsa? signer = null,
        params X509Extension[] more)
    {
        var request = new CertificateRequest(subject, _key, HashAlgorithmName.SHA256);
        if (names.Length > 0)
        {
            var builder = new SubjectAlternativeNameBuilder();
            foreach (var name in names) builder.AddDnsName(name);
            request.CertificateExtensions.Add(builder.Build());
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        foreach (var extension in more) request.CertificateExtensions.Add(extension);
        return Sign(request, issuer, Now.AddDays(-30), Now.AddDays(60), signer);
    }

    /// <summary>A leaf with this key, which a server can use; valid today, but not at <see cref="Now"/>.</summary>
    public X509Certificate2 ServerCertificate(params string[] names)
    {
        var request = new CertificateRequest("CN=Test Server", _key, HashAlgorithmName.SHA256);
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names) builder.AddDnsName(name);
        request.CertificateExtensions.Add(builder.Build());
        using var issued = Sign(request, "CN=Test Root", DateTime.UtcNow.AddDays(-1), DateTime.UtcNow.AddDays(60));
        using var withKey = issued.CopyWithPrivateKey(_key);
        var usable = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
        _made.Add(usable);
        return usable;
    }

    public void Dispose()
    {
        _made.ForEach(c => c.Dispose());
        _key.Dispose();
    }

    // Signed directly: the convenient API refuses to create faulty certificates.
    private X509Certificate2 Sign(CertificateRequest request, string issuer, DateTime notBefore, DateTime notAfter, ECDsa? signer = null)
    {
        var made = request.Create(
            new X500DistinguishedName(issuer), X509SignatureGenerator.CreateForECDsa(signer ?? _key), notBefore, notAfter, RandomNumberGenerator.GetBytes(8));
        _made.Add(made);
        return made;
    }
}
