using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaSts.Dns.Transports;

/// <summary>
/// Accepts a certificate that the system accepts, and one whose only fault is that its chain ends at a root that
/// the system does not know and the admin trusts. Revocation is not looked up.
/// </summary>
internal sealed class PrivateTrust(X509Certificate2Collection roots)
{
    // Copied, so that later changes to the caller's collection are not seen.
    private readonly X509Certificate2Collection _roots = new(roots);

    public bool Accepts(X509Certificate2? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null) return false;

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1")); // server authentication
#if NET8_0_OR_GREATER
        chain.ChainPolicy.DisableCertificateDownloads = true;
#endif
        chain.ChainPolicy.ExtraStore.AddRange(_roots);
        foreach (var element in sent?.ChainElements.Cast<X509ChainElement>() ?? []) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);

        // netstandard2.0 cannot name roots of one's own. So: build, let pass that the root is unknown and nothing
        // else, and look whether that root is one of ours, to the octet.
        chain.Build(certificate);
        return chain.ChainStatus.All(static status => (status.Status & ~X509ChainStatusFlags.UntrustedRoot) == 0)
            && chain.ChainElements.Count > 0
            && IsOurs(chain.ChainElements[chain.ChainElements.Count - 1].Certificate);
    }

    private bool IsOurs(X509Certificate2 root) =>
        _roots.Cast<X509Certificate2>().Any(ours => ours.RawData.SequenceEqual(root.RawData));
}
