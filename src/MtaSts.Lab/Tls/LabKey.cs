using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaSts.Lab.Tls;

/// <summary>The kind of the lab's keys.</summary>
public enum LabKeyKind
{
    /// <summary>NIST P-256.</summary>
    Ecdsa,

    /// <summary>RSA with 2048 bits, for clients that cannot read or verify ECDSA keys (Mono, Wine).</summary>
    Rsa,
}

/// <summary>A key that certificates of the lab contain, or that signs them.</summary>
internal sealed class LabKey : IDisposable
{
    private const int RsaBits = 2048;

    private readonly AsymmetricAlgorithm _key;

    public LabKey(LabKeyKind kind)
    {
        Kind = kind;
        _key = kind == LabKeyKind.Rsa ? RSA.Create(RsaBits) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
    }

    public LabKeyKind Kind { get; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, as TLSA records contain it (RFC 6698 §2.1.3).</summary>
    public byte[] PublicKeyHash() => SHA256.HashData(_key.ExportSubjectPublicKeyInfo());

    /// <summary>A request for a certificate over this key. The issuer's key must be of the same kind.</summary>
    public CertificateRequest Request(X500DistinguishedName subject) => _key switch
    {
        RSA rsa => new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => new CertificateRequest(subject, ecdsa, HashAlgorithmName.SHA256),
        _ => throw new InvalidOperationException("The key has an unknown kind."),
    };

    /// <summary>The certificate together with this key; the caller disposes both certificates.</summary>
    public X509Certificate2 AttachTo(X509Certificate2 certificate) => _key switch
    {
        RSA rsa => certificate.CopyWithPrivateKey(rsa),
        ECDsa ecdsa => certificate.CopyWithPrivateKey(ecdsa),
        _ => throw new InvalidOperationException("The key has an unknown kind."),
    };

    public void Dispose() => _key.Dispose();
}
