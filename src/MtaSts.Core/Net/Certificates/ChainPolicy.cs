using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaSts.Net.Certificates;

/// <summary>
/// How chains are built: no revocation by default (RFC 8461 §3.3 MAY), no download of missing issuers (AIA), TLS server
/// usage.
/// </summary>
internal static class ChainPolicy
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>The policy for a handshake or a chain of our own.</summary>
    /// <param name="trust">The trusted roots and the time.</param>
    /// <param name="useExtraRoots">Trust the extra roots; otherwise the system's.</param>
    public static X509ChainPolicy Create(CertificateTrust trust, bool useExtraRoots)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = trust.UtcNow().ToLocalTime(),
        };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
#if NET8_0_OR_GREATER
        policy.DisableCertificateDownloads = true;
        if (useExtraRoots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(trust.ExtraRoots!);
        }
#else
        // .NET Framework has no setting that prevents network access; the shortest timeout comes close.
        policy.UrlRetrievalTimeout = System.TimeSpan.FromMilliseconds(1);
        if (useExtraRoots)
        {
            policy.ExtraStore.AddRange(trust.ExtraRoots!);
            policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        }
#endif
        return policy;
    }
}
