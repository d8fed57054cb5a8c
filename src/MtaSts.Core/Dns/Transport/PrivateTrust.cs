using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Net.Certificates;

namespace MtaSts.Dns.Transport;

/// <summary>
/// Accepts a certificate that the system accepts, or whose only fault is that its chain ends at a root that
/// the system does not know but the admin trusts. The platform checks the name, because a server may be identified
/// by its address; the chain is validated as for every other server, without network access.
/// </summary>
/// <param name="trust">The roots to trust besides the system's.</param>
internal sealed class PrivateTrust(CertificateTrust trust)
{
    public bool Accepts(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null) return false;

        var sent = (chain?.ChainPolicy.ExtraStore.Cast<X509Certificate2>() ?? [])
            .Where(c => !CertificateBytes.AreSame(c, certificate))
            .ToList();
        return CertificateValidator.Judge(certificate, sent, "", trust).Problems
            .All(problem => problem is CertificateProblem.NameMismatch or CertificateProblem.NoDnsName);
    }
}
