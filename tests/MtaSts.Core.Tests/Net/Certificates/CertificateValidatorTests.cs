using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MtaSts.Net.Certificates;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Net.Certificates;

public sealed class CertificateValidatorTests : IDisposable
{
    private const string Host = "mta-sts.contoso.test";
    private readonly TestPki _pki = new();

    public void Dispose() => _pki.Dispose();

    [Fact]
    public void A_good_certificate_is_good()
    {
        var info = Judge(_pki.Leaf([Host, "www.contoso.test"]));
        Assert.Empty(info.Problems);
        Assert.True(info.IsValid);
        Assert.Equal("", info.Explanation);
        Assert.Equal((Host, "CN=Test Server", "CN=Test Intermediate"), (info.Host, info.Subject, info.Issuer));
        Assert.Equal([Host, "www.contoso.test"], info.DnsNames);
        Assert.Equal((TestPki.Now.AddDays(-30), TestPki.Now.AddDays(60)), (info.NotBefore, info.NotAfter));
        Assert.Equal(DateTimeKind.Utc, info.NotAfter.Kind);
        Assert.Matches("^[0-9A-F]{64}$", info.Fingerprint);
        Assert.Equal(["CN=Test Server", "CN=Test Intermediate"], info.SentChain);
        Assert.Equal("CN=Test Server, expires 2026-07-31", info.ToString());
    }

    [Theory]
    [InlineData(-31, CertificateProblem.NotYetValid)]
    [InlineData(61, CertificateProblem.Expired)]
    public void Dates_are_compared_with_the_clock(int days, CertificateProblem expected)
    {
        var info = Judge(_pki.Leaf([Host]), trust: TestPki.TrustAt(_pki.Root, TestPki.Now.AddDays(days)));
        Assert.Equal([expected], info.Problems);
        Assert.Contains("UTC", info.Explanation, StringComparison.Ordinal);
        Assert.EndsWith($"({expected})", info.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CertificateProblem.NameMismatch, "another host", "www.contoso.test")]
    [InlineData(CertificateProblem.NameMismatch, "a wildcard one label short", "*.test")]
    [InlineData(CertificateProblem.NameMismatch, "a star within a label", "mta*.contoso.test")]
    [InlineData(CertificateProblem.NoDnsName, "no name at all")]
    public void The_name_must_be_in_the_DNS_names(CertificateProblem expected, string reason, params string[] names)
    {
        // The common name is correct, but does not count.
        var info = Judge(_pki.Leaf(names, subject: "CN=" + Host));
        Assert.True(info.Problems.SequenceEqual([expected]), $"{reason}: {info.Explanation}");
    }

    [Fact]
    public void A_certificate_with_many_names_is_described_in_short_form()
    {
        var info = Judge(_pki.Leaf([.. Enumerable.Range(0, 100).Select(i => $"host{i}.contoso.test")]));
        Assert.Equal([CertificateProblem.NameMismatch], info.Problems);
        Assert.InRange(info.Explanation.Length, 1, 500);
        Assert.Contains("host4.contoso.test and 95 more, not for", info.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wildcard_of_one_label_is_enough() => Assert.True(Judge(_pki.Leaf(["*.contoso.test"])).IsValid);

    [Fact]
    public void A_self_signed_certificate_is_one_problem_and_the_root_is_not_mentioned()
    {
        var info = Judge(_pki.Leaf([Host], issuer: "CN=Test Server"), sent: []);
        Assert.Equal([CertificateProblem.SelfSigned], info.Problems);
    }

    [Fact]
    public void A_trusted_self_signed_certificate_is_good()
    {
        var own = _pki.Leaf([Host], issuer: "CN=Test Server");
        Assert.DoesNotContain(CertificateProblem.SelfSigned, Judge(own, sent: [], trust: TestPki.TrustAt(own, TestPki.Now)).Problems);
    }

    [Fact]
    public void Another_root_is_not_trusted()
    {
        using var other = new TestPki("CN=Other Root");
        var info = Judge(_pki.Leaf([Host]), trust: other.Trust);
        Assert.Equal([CertificateProblem.UntrustedRoot], info.Problems);
        Assert.Contains("Test Root", info.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_root_is_not_trusted_because_the_server_sends_it()
    {
        using var other = new TestPki("CN=Other Root");
        Assert.Equal([CertificateProblem.UntrustedRoot], Judge(_pki.Leaf([Host]), sent: [_pki.Intermediate, _pki.Root], trust: other.Trust).Problems);
    }

    [Fact]
    public void Another_root_of_the_same_name_is_not_trusted_either()
    {
        using var other = new TestPki();
        Assert.False(Judge(_pki.Leaf([Host]), trust: other.Trust).IsValid);
        Assert.False(Judge(_pki.Leaf([Host]), sent: [_pki.Intermediate, _pki.Root], trust: other.Trust).IsValid);
    }

    [Fact]
    public void The_systems_roots_do_not_trust_it() =>
        Assert.Equal(
            [CertificateProblem.UntrustedRoot],
            Judge(_pki.Leaf([Host]), sent: [_pki.Intermediate, _pki.Root], trust: new CertificateTrust(null, () => TestPki.Now)).Problems);

    [Fact]
    public void A_missing_intermediate_is_reported()
    {
        var info = Judge(_pki.Leaf([Host]), sent: []);
        Assert.Equal([CertificateProblem.MissingIntermediate], info.Problems);
        Assert.Contains("Test Intermediate", info.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_root_is_optional_in_the_sent_chain()
    {
        Assert.True(Judge(_pki.Leaf([Host], issuer: "CN=Test Root"), sent: []).IsValid);
        Assert.True(Judge(_pki.Leaf([Host]), sent: [_pki.Root, _pki.Intermediate]).IsValid); // in any order
    }

    [Fact]
    public void An_expired_intermediate_is_reported()
    {
        var ended = _pki.Authority("CN=Old Intermediate", "CN=Test Root", TestPki.Now.AddDays(-1));
        var info = Judge(_pki.Leaf([Host], issuer: "CN=Old Intermediate"), sent: [ended]);
        Assert.Contains(CertificateProblem.ChainExpired, info.Problems);
        Assert.Contains("Old Intermediate", info.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain(CertificateProblem.Expired, info.Problems);
    }

    [Fact]
    public void A_client_certificate_is_not_valid_for_servers() =>
        Assert.Equal([CertificateProblem.WrongUsage], Judge(_pki.Leaf([Host], usage: TestPki.ClientUsage)).Problems);

    [Fact]
    public void An_issuer_that_must_not_sign_certificates_is_a_fault_of_the_chain()
    {
        var noAuthority = _pki.Authority("CN=No Authority", "CN=Test Root", isAuthority: false);
        Assert.Equal([CertificateProblem.Invalid], Judge(_pki.Leaf([Host], issuer: "CN=No Authority"), sent: [noAuthority]).Problems);
    }

    [Fact]
    public void A_signature_that_is_not_from_the_issuer_is_never_valid()
    {
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(Judge(_pki.Leaf([Host], signer: forger)).IsValid);
    }

    [Fact]
    public void Several_problems_are_each_reported_once()
    {
        var info = Judge(_pki.Leaf(["www.contoso.test"]), sent: [], trust: TestPki.TrustAt(_pki.Root, TestPki.Now.AddDays(90)));
        Assert.Equal([CertificateProblem.Expired, CertificateProblem.NameMismatch, CertificateProblem.MissingIntermediate], info.Problems);
        Assert.Equal(3, info.Explanation.Split("; ").Length);
    }

    [Fact]
    public void Text_from_strangers_in_a_certificate_is_shown_safely()
    {
        var info = Judge(_pki.Leaf([], subject: "CN=\u001b[31mred"));
        Assert.Equal(SafeText.Clean(info.Explanation), info.Explanation);
        Assert.Equal(SafeText.Clean(info.ToString()), info.ToString());
    }

    [Fact]
    public void Neither_issuer_nor_revocation_is_looked_up()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var url = FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/x");
        var leaf = _pki.Leaf(
            [Host],
            more: [new X509AuthorityInformationAccessExtension([url], [url]), CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([url])]);

        // Without a revocation check, a revoked certificate looks valid.
        Assert.Empty(Judge(leaf).Problems);
#if !CORE_NETSTANDARD
        Assert.Equal([CertificateProblem.MissingIntermediate], Judge(leaf, sent: []).Problems);
#endif
        Assert.False(server.Pending());
    }

    private CertificateInfo Judge(X509Certificate2 leaf, X509Certificate2[]? sent = null, CertificateTrust? trust = null) =>
        CertificateValidator.Judge(leaf, sent ?? [_pki.Intermediate], Host, trust ?? _pki.Trust);
}
