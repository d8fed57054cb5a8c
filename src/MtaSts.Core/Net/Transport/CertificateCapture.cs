using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Net.Certificates;

namespace MtaSts.Net.Transport;

/// <summary>Captures the certificates of a handshake and validates them while they exist; lets the handshake continue.</summary>
/// <param name="host">The name the certificate must be valid for.</param>
/// <param name="trust">The trusted roots.</param>
internal sealed class CertificateCapture(string host, CertificateTrust trust)
{
    /// <summary>The validated certificate; null until the server has sent one.</summary>
    public CertificateInfo? Certificate { get; private set; }

    /// <summary>The callback for <see cref="SslStream"/>; accepts every certificate.</summary>
    public bool Callback(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return true;
        var leaf = certificate as X509Certificate2;
        using var copy = leaf is null ? new X509Certificate2(certificate) : null;
        leaf ??= copy!;

        // The platform adds the sent certificates to the chain's extra store, beside those of our policy.
        var sent = (chain?.ChainPolicy.ExtraStore.Cast<X509Certificate2>() ?? [])
            .Where(c => !CertificateBytes.AreSame(c, leaf))
            .ToList();
        Certificate = CertificateValidator.Judge(leaf, sent, host, trust, Reusable(chain));

        // Nobody else disposes them, and the garbage collector does not see their memory.
        foreach (var other in sent) other.Dispose();
        return true;
    }

#if NET8_0_OR_GREATER
    // Built with our own policy (CertificateChainPolicy), so it need not be built twice.
    private static X509Chain? Reusable(X509Chain? chain) => chain is { ChainElements.Count: > 0 } ? chain : null;
#else
    private static X509Chain? Reusable(X509Chain? chain) => null;
#endif
}
