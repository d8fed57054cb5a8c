using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MtaSts.Lab.Scenarios;
using MtaSts.Lab.Tests.Support;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.Tests;

public class KeyTests
{
    [Theory]
    [InlineData(LabKeyKind.Ecdsa, "1.2.840.10045.2.1")]
    [InlineData(LabKeyKind.Rsa, "1.2.840.113549.1.1.1")]
    public async Task Every_certificate_has_a_key_of_the_requested_kind(LabKeyKind kind, string algorithm)
    {
        var healthy = AllScenarios.Domains.Single(d => d.Name == "healthy.test");
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [healthy], Keys = kind });
        var (shown, faults) = await TlsClient.LookAsync(lab, "healthy.test");
        Assert.Equal(X509ChainStatusFlags.NoError, faults);
        Assert.Equal(algorithm, shown.Leaf.PublicKey.Oid.Value);
        Assert.Equal(algorithm, lab.RootCertificate.PublicKey.Oid.Value);
        Assert.All(shown.Leaf.Extensions.OfType<X509KeyUsageExtension>(), e => Assert.Equal(X509KeyUsageFlags.DigitalSignature, e.KeyUsages));
    }
}
