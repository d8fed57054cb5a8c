using System;
using System.Linq;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

[Collection(SharedLab.Name)]
public class CertificateTests(FullLab fixture)
{
    private LabServer Lab => fixture.Lab;

    [Fact]
    public async Task The_good_certificate_is_sent_with_its_intermediate_and_chains_to_the_root()
    {
        var (shown, faults) = await TlsClient.LookAsync(Lab, "healthy.test");
        Assert.Equal(X509ChainStatusFlags.NoError, faults);
        Assert.Equal(["mta-sts.healthy.test"], shown.DnsNames);
        Assert.Contains(shown.SentSubjects, s => s.StartsWith("CN=MtaSts Lab Intermediate", StringComparison.Ordinal));
        Assert.Equal(SslProtocols.Tls13, shown.Protocol);
    }

    [Fact]
    public async Task A_wrong_or_missing_server_name_gets_a_certificate_that_matches_no_host()
    {
        Assert.Equal(["unknown-sni.lab.test"], (await TlsClient.LookAsync(Lab, "healthy.test", "mta-sts.other.test")).Shown.DnsNames);
        Assert.Equal(["unknown-sni.lab.test"], (await TlsClient.LookAsync(Lab, "healthy.test", "")).Shown.DnsNames);
        Assert.Equal(["unknown-sni.lab.test"], (await TlsClient.LookAsync(Lab, "delegated.test", "delegated-test.policies.provider.test")).Shown.DnsNames);
    }

    [Theory]
    [InlineData("cert-expired.test", X509ChainStatusFlags.NotTimeValid)]
    [InlineData("cert-not-yet-valid.test", X509ChainStatusFlags.NotTimeValid)]
    [InlineData("cert-self-signed.test", X509ChainStatusFlags.UntrustedRoot)]
    [InlineData("cert-untrusted.test", X509ChainStatusFlags.PartialChain)]
    [InlineData("cert-incomplete.test", X509ChainStatusFlags.PartialChain)]
    [InlineData("cert-wrong-name.test", X509ChainStatusFlags.NoError)]
    [InlineData("cert-common-name.test", X509ChainStatusFlags.NoError)]
    [InlineData("cert-ends-soon.test", X509ChainStatusFlags.NoError)]
    [InlineData("cert-partial-wildcard.test", X509ChainStatusFlags.NoError)]
    public async Task The_chain_has_only_the_expected_fault(string domain, X509ChainStatusFlags expected) =>
        Assert.Equal(expected, (await TlsClient.LookAsync(Lab, domain)).Faults);

    [Fact]
    public async Task The_validity_is_in_the_past_in_the_future_or_ends_soon()
    {
        var now = DateTime.Now;
        Assert.True((await TlsClient.LookAsync(Lab, "cert-expired.test")).Shown.Leaf.NotAfter < now);
        Assert.True((await TlsClient.LookAsync(Lab, "cert-not-yet-valid.test")).Shown.Leaf.NotBefore > now);
        var soon = (await TlsClient.LookAsync(Lab, "cert-ends-soon.test")).Shown.Leaf.NotAfter;
        Assert.InRange(soon, now.AddDays(4), now.AddDays(6));
    }

    [Theory]
    [InlineData("cert-wrong-name.test", "another-host.invalid")]
    [InlineData("dept.cert-wildcard-short.test", "*.cert-wildcard-short.test")]
    [InlineData("cert-partial-wildcard.test", "m*.cert-partial-wildcard.test")]
    [InlineData("wildcard-certificates.test", "*.wildcard-certificates.test")]
    public async Task The_SAN_contains_the_expected_names(string domain, string name) =>
        Assert.Equal([name], (await TlsClient.LookAsync(Lab, domain)).Shown.DnsNames);

    [Fact]
    public async Task A_certificate_with_a_common_name_only_has_no_SAN()
    {
        var leaf = (await TlsClient.LookAsync(Lab, "cert-common-name.test")).Shown.Leaf;
        Assert.Equal("CN=mta-sts.cert-common-name.test", leaf.Subject);
        Assert.DoesNotContain(leaf.Extensions, e => e is X509SubjectAlternativeNameExtension);
    }

    [Fact]
    public async Task Self_signed_is_its_own_issuer_and_untrusted_is_not()
    {
        var own = (await TlsClient.LookAsync(Lab, "cert-self-signed.test")).Shown;
        Assert.Equal(own.Leaf.Subject, own.Leaf.Issuer);

        // Its intermediate is sent, unlike that of the host that does not send it.
        var other = (await TlsClient.LookAsync(Lab, "cert-untrusted.test")).Shown;
        Assert.NotEqual(other.Leaf.Subject, other.Leaf.Issuer);
        Assert.Contains(other.Leaf.Issuer, other.SentSubjects);
    }

    [Fact]
    public async Task The_missing_intermediate_is_not_sent_and_the_one_at_the_AIA_address_completes_the_chain()
    {
        await using var lab = await LabServer.StartAsync(new LabOptions { Scenarios = [.. Lab.Scenarios.Where(d => d.Name == "cert-incomplete.test")] });
        await using var network = await TlsClient.ConnectAsync(lab, "mta-sts.cert-incomplete.test");
        var (tls, shown, sent) = await TlsClient.HandshakeAsync(network, "mta-sts.cert-incomplete.test");
        await tls.DisposeAsync();
        Assert.Empty(shown.SentSubjects);
        Assert.Equal(0, lab.Counters.IssuerDownloads);

        var url = Assert.Single(shown.Leaf.Extensions.OfType<X509AuthorityInformationAccessExtension>().SelectMany(e => e.EnumerateCAIssuersUris()));
        using var client = new System.Net.Http.HttpClient(new System.Net.Http.SocketsHttpHandler { UseProxy = false });
        sent.Add(X509CertificateLoader.LoadCertificate(await client.GetByteArrayAsync(new Uri(url))));
        Assert.Equal(X509ChainStatusFlags.NoError, shown.ChainFaults(lab, sent));
        Assert.Equal(1, lab.Counters.IssuerDownloads);
    }

    [Fact]
    public async Task A_host_with_TLS_1_2_uses_TLS_1_2() =>
        Assert.Equal(SslProtocols.Tls12, (await TlsClient.LookAsync(Lab, "tls12.test")).Shown.Protocol);

    [Fact]
    public async Task The_TLSA_record_matches_the_key()
    {
        var tlsa = Assert.Single((await TinyDns.AskAsync(Lab.DnsEndPoint, "_25._tcp.mail.dane.test", LabDnsType.Tlsa)).Answers);
        var leaf = (await TlsClient.LookAsync(Lab, "dane.test")).Shown.Leaf;
        Assert.Equal([3, 1, 1, .. SHA256.HashData(leaf.PublicKey.ExportSubjectPublicKeyInfo())], tlsa.Data);
    }

    [Fact]
    public void The_root_that_is_shown_has_no_key() => Assert.False(Lab.RootCertificate.HasPrivateKey);
}
