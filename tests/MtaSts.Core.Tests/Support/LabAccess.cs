using System;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Dns;
using MtaSts.Lab;
using MtaSts.Net.Certificates;
using MtaSts.Text;

namespace MtaSts.Tests.Support;

/// <summary>Connects the core to a lab.</summary>
internal static class LabAccess
{
    /// <summary>Queries only the lab's DNS.</summary>
    public static StubResolver Resolver(this LabServer lab, TimeSpan? patience = null)
    {
        var usual = new StubResolverOptions();
        return new StubResolver(new StubResolverOptions
        {
            Servers = new ReadableList<DnsServer>([DnsServer.FromAddress(lab.DnsEndPoint.Address, lab.DnsEndPoint.Port)]),
            AttemptTimeout = patience / 2 ?? usual.AttemptTimeout,
            OverallTimeout = patience ?? usual.OverallTimeout,
        });
    }

    /// <summary>Trusts the lab's root.</summary>
    public static CertificateTrust Trust(this LabServer lab) => new(new X509Certificate2Collection(lab.RootCertificate), null);
}
