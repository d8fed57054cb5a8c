using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaSts.Integration.Hosting;

/// <summary>A CA for one run, and certificates in the folder layout of an ACME client.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Certificates(string folder)
    {
        Folder = folder;
        var request = new CertificateRequest("CN=Hosting test root", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        Root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(60));
    }

    /// <summary>As in /etc/letsencrypt/live, it contains one folder per host.</summary>
    public string Folder { get; }

    public X509Certificate2 Root { get; }

    public void Issue(string host) => Issue(host, [host]);

    /// <summary>One certificate for several hosts.</summary>
    public void Issue(string folderName, IReadOnlyCollection<string> hosts)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + hosts.First(), own, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts) names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var certificate = request.Create(Root, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(50), RandomNumberGenerator.GetBytes(12));
        var folder = Directory.CreateDirectory(Path.Combine(Folder, folderName)).FullName;
        File.WriteAllText(Path.Combine(folder, "fullchain.pem"), certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(Path.Combine(folder, "privkey.pem"), own.ExportPkcs8PrivateKeyPem() + "\n");
    }

    public void Dispose()
    {
        Root.Dispose();
        _key.Dispose();
    }
}
