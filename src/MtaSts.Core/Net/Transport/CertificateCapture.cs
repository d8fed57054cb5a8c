using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Net.Certificates;

namespace MtaSts.Net.Transport;

/// <summary>Takes the certificates out of a handshake and has them judged while they are there; lets the handshake go on.</summary>
/// <param name="host">The name the certificate must be valid for.</param>
/// <param name="trust">Which roots count.</param>
internal sealed class CertificateCapture(string host, CertificateTrust trust)
{
    /// <summary>The judged certificate; null until the server has sent one.</summary>
    public CertificateInfo? Certificate { get; private set; }

    /// <summary>The callback for <see cref="SslStream"/>; accepts every certificate.</summary>
    public bool Callback(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return true;
        var leaf = certificate as X509Certificate2;
        using var copy = leaf is null ? new X509Certificate2(certificate) : null;
        leaf ??= copy!;

        // The platform puts what the server sent into the chain's extra store, among what our policy put there.
        var sent = (chain?.ChainPolicy.ExtraStore.Cast<X509Certificate2>() ?? [])
            .Where(c => !CertificateBytes.AreSame(c, leaf))
            .ToList();
        Certificate = CertificateValidator.Judge(leaf, sent, host, trust, Reusable(chain));

        // Nobody else does, and the memory behind them is none that the garbage collector sees.
        foreach (var other in sent) other.Dispose();
        return true;
    }

#if NET8_0_OR_GREATER
    // Built by our own policy (CertificateChainPolicy), so it need not be built twice.
    private static X509Chain? Reusable(X509Chain? chain) => chain is { ChainElements.Count: > 0 } ? chain : null;
#else
    private static X509Chain? Reusable(X509Chain? chain) => null;
#endif
}
