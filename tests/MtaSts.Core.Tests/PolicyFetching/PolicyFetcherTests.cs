using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Lab.Scenarios;
using MtaSts.Net.Certificates;
using MtaSts.Net.Transport;
using MtaSts.Policies;
using MtaSts.PolicyFetching;
using MtaSts.Tests.Checks;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.PolicyFetching;

[Collection(SharedTestLab.Name)]
public class PolicyFetcherTests(TestLab lab)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("healthy.test")]
    [InlineData("tls12.test")]
    [InlineData("wildcard-certificates.test")]
    [InlineData("xn--bcher-kva.test")]
    [InlineData("delegated.test")]
    [InlineData("http-chunked.test")]
    [InlineData("http-1-0.test")]
    [InlineData("http-100.test")]
    [InlineData("cert-ends-soon.test")]
    public async Task A_policy_is_fetched_byte_for_byte(string domain)
    {
        var fetch = await Fetch(domain);
        Assert.Equal((FetchFailure.None, 200, "text/plain"), (fetch.Failure, fetch.Status, fetch.MediaType));
        Assert.True(fetch.IsUsable);
        Assert.Equal(AllScenarios.Domains.Single(d => d.Name == domain).Policy, Encoding.UTF8.GetString(fetch.Body!));
        Assert.True(PolicyParser.Parse(fetch.Body!).IsValid);
        Assert.Equal(("mta-sts." + domain, "", null), (fetch.Host, fetch.Error, fetch.Proxy));
        Assert.Equal($"https://mta-sts.{domain}:{lab.Lab.HttpsPort}/.well-known/mta-sts.txt", fetch.Url.ToString());
        Assert.Equal(lab.Lab.AddressOf("mta-sts." + domain), fetch.Address);
        Assert.True(fetch.Certificate!.IsValid, fetch.Certificate.Explanation);
        Assert.Equal(domain == "tls12.test" ? "TLS 1.2" : fetch.TlsVersion, fetch.TlsVersion);
    }

    [Theory]
    [InlineData("host-missing.test", FetchFailure.Lookup, TcpFailure.None, TlsFailure.None, "no address")]
    [InlineData("host-dangling.test", FetchFailure.Lookup, TcpFailure.None, TlsFailure.None, "no address")]
    [InlineData("host-servfail.test", FetchFailure.Lookup, TcpFailure.None, TlsFailure.None, "SERVFAIL")]
    [InlineData("host-refused.test", FetchFailure.Connect, TcpFailure.Refused, TlsFailure.None, "refused")]
    [InlineData("host-closes.test", FetchFailure.Tls, TcpFailure.None, TlsFailure.Closed, "without an answer")]
    [InlineData("host-plain-http.test", FetchFailure.Tls, TcpFailure.None, TlsFailure.NotTls, "HTTP/1.1 400")]
    [InlineData("host-handshake-closed.test", FetchFailure.Tls, TcpFailure.None, TlsFailure.Closed, "without an answer")]
    [InlineData("host-handshake-failure.test", FetchFailure.Tls, TcpFailure.None, TlsFailure.Alert, "alert 40")]
    [InlineData("host-unknown-name.test", FetchFailure.Tls, TcpFailure.None, TlsFailure.UnknownName, "alert 112")]
    [InlineData("host-version-alert.test", FetchFailure.Tls, TcpFailure.None, TlsFailure.TooOld, "alert 70")]
    [InlineData("host-tls10.test", FetchFailure.Tls, TcpFailure.None, TlsFailure.TooOld, "TLS 1.0")]
    [InlineData("http-no-answer.test", FetchFailure.Http, TcpFailure.None, TlsFailure.None, "")]
    [InlineData("http-nonsense.test", FetchFailure.Http, TcpFailure.None, TlsFailure.None, "")]
    [InlineData("http-cut-off.test", FetchFailure.Http, TcpFailure.None, TlsFailure.None, "")]
    [InlineData("http-bad-chunks.test", FetchFailure.Http, TcpFailure.None, TlsFailure.None, "")]
    [InlineData("http-endless-headers.test", FetchFailure.Http, TcpFailure.None, TlsFailure.None, "32 KiB")]
    public async Task The_obstacle_is_reported(string domain, FetchFailure failure, TcpFailure tcp, TlsFailure tls, string words)
    {
        var fetch = await Fetch(domain);
        Assert.Equal((failure, tcp, tls), (fetch.Failure, fetch.TcpFailure, fetch.TlsFailure));
        Assert.Contains(words, fetch.Error, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual("", fetch.Error);
        Assert.Null(fetch.Status);
        Assert.False(fetch.IsUsable);
    }

    [Theory]
    [InlineData("host-timeout.test", FetchFailure.Connect, TcpFailure.TimedOut, TlsFailure.None, "did not answer in time")]
    [InlineData("host-silent.test", FetchFailure.Tls, TcpFailure.None, TlsFailure.TimedOut, "in time")]
    [InlineData("http-silent.test", FetchFailure.TimedOut, TcpFailure.None, TlsFailure.None, "not complete after 1 seconds")]
    [InlineData("http-drip.test", FetchFailure.TimedOut, TcpFailure.None, TlsFailure.None, "not complete after 1 seconds")]
    public async Task A_slow_host_is_not_awaited(string domain, FetchFailure failure, TcpFailure tcp, TlsFailure tls, string words)
    {
        var isStep = failure != FetchFailure.TimedOut;
        var fetch = await Fetch(domain, lab.Options(step: isStep ? Short : null, fetch: TimeSpan.FromSeconds(1)));
        Assert.Equal((failure, tcp, tls), (fetch.Failure, fetch.TcpFailure, fetch.TlsFailure));
        Assert.Contains(words, fetch.Error, StringComparison.Ordinal);
        Assert.InRange(fetch.Elapsed, TimeSpan.FromMilliseconds(200), Wait.Long);
    }

    [Theory]
    [InlineData("http-404.test", 404)]
    [InlineData("http-403.test", 403)]
    [InlineData("http-500.test", 500)]
    [InlineData("http-204.test", 204)]
    public async Task The_result_contains_the_status(string domain, int status)
    {
        var fetch = await Fetch(domain);
        Assert.Equal((FetchFailure.None, status, false), (fetch.Failure, fetch.Status, fetch.IsUsable));
        Assert.Null(FetchProblem.Read(fetch));
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), FetchProblem.Describe(fetch, null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_whose_hosts_certificate_was_not_seen_is_not_usable()
    {
        PolicyFetch Answer(CertificateInfo? certificate) =>
            new() { Host = "mta-sts.contoso.test", Url = new Uri("https://mta-sts.contoso.test/"), Status = 200, Body = [], Certificate = certificate };
        Assert.True(Answer(SampleScan.Certificate("mta-sts.contoso.test")).IsUsable);
        Assert.False(Answer(null).IsUsable);
    }

    [Fact]
    public async Task No_redirect_is_followed()
    {
        var before = lab.Lab.Counters.HttpsConnectionsTo("mta-sts.healthy.test");
        var elsewhere = await Fetch("http-301.test");
        Assert.Equal((301, "https://mta-sts.healthy.test/.well-known/mta-sts.txt"), (elsewhere.Status, elsewhere.Location));
        Assert.Equal(before, lab.Lab.Counters.HttpsConnectionsTo("mta-sts.healthy.test"));
        var here = await Fetch("http-302.test");
        Assert.Equal((302, "/policy.txt"), (here.Status, here.Location));
        Assert.Equal(0, lab.Lab.Counters.RequestsFor("mta-sts.http-302.test", "/policy.txt"));
        Assert.Contains("redirect", FetchProblem.Describe(here, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http-endless.test")]
    [InlineData("http-large.test")]
    public async Task At_most_64_KiB_are_read(string domain)
    {
        var fetch = await Fetch(domain);
        Assert.Equal(
            (FetchFailure.None, 200, true, PolicyFetcher.SizeLimit, false),
            (fetch.Failure, fetch.Status, fetch.IsTooLarge, fetch.Body!.Length, fetch.IsUsable));
        Assert.Contains("64 KiB", FetchProblem.Describe(fetch, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_shows_how_the_policy_was_served()
    {
        Assert.Equal("text/html", (await Fetch("type-html.test")).MediaType);
        Assert.Null((await Fetch("type-missing.test")).MediaType);
        var html = await Fetch("http-soft-404.test");
        Assert.Equal(("text/html", "utf-8"), (html.MediaType, html.Charset));
        var packed = await Fetch("http-packed.test");
        Assert.Equal(("gzip", false), (packed.ContentEncoding, packed.IsUsable));
        Assert.Contains("compressed", FetchProblem.Describe(packed, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cert-expired.test", CertificateProblem.Expired)]
    [InlineData("cert-not-yet-valid.test", CertificateProblem.NotYetValid)]
    [InlineData("cert-wrong-name.test", CertificateProblem.NameMismatch)]
    [InlineData("cert-common-name.test", CertificateProblem.NoDnsName)]
    [InlineData("cert-self-signed.test", CertificateProblem.SelfSigned)]
    [InlineData("cert-untrusted.test", CertificateProblem.UntrustedRoot)]
    [InlineData("cert-incomplete.test", CertificateProblem.MissingIntermediate)]
    [InlineData("dept.cert-wildcard-short.test", CertificateProblem.NameMismatch)]
    [InlineData("cert-partial-wildcard.test", CertificateProblem.NameMismatch)]
    public async Task A_bad_certificate_is_explained_and_the_rest_is_still_checked(string domain, CertificateProblem problem)
    {
        var fetch = await Fetch(domain);
        Assert.Equal([problem], fetch.Certificate!.Problems);
        Assert.Equal((FetchFailure.None, 200, false), (fetch.Failure, fetch.Status, fetch.IsUsable));
        Assert.Contains(fetch.Certificate.Explanation, FetchProblem.Describe(fetch, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_labs_root_the_labs_certificates_are_not_trusted() =>
        Assert.Equal([CertificateProblem.UntrustedRoot], (await Fetch("healthy.test", lab.Options(trust: CertificateTrust.System))).Certificate!.Problems);

    [Theory]
    [InlineData("healthy.test")]
    [InlineData("tls12.test")]
    public async Task The_tenth_connection_shows_the_same_certificate_and_chain_as_the_first(string domain)
    {
        // A resumed session contains no certificate.
        for (var i = 0; i < 10; i++)
        {
            var fetch = await Fetch(domain);
            Assert.True(fetch.Certificate!.IsValid, fetch.Certificate.Explanation);
            Assert.Equal(2, fetch.Certificate.SentChain.Count);
        }
    }

    [Fact]
    public async Task Private_addresses_are_not_contacted_unless_allowed()
    {
        var before = lab.Lab.Counters.HttpsConnectionsTo("mta-sts.healthy.test");
        var fetch = await Fetch("healthy.test", lab.Options(allowPrivate: false));
        Assert.Equal(FetchFailure.PrivateAddress, fetch.Failure);
        Assert.Contains("loopback", fetch.Error, StringComparison.Ordinal);
        Assert.Equal(before, lab.Lab.Counters.HttpsConnectionsTo("mta-sts.healthy.test"));
    }

    [Fact]
    public async Task Every_step_is_reported()
    {
        var steps = new ConcurrentQueue<NetworkStep>();
        await Fetch("healthy.test", lab.Options(onStep: steps.Enqueue));
        Assert.Equal(["TCP", "TLS", "HTTP"], steps.Select(s => s.Kind));
        await Fetch("http-nonsense.test", lab.Options(onStep: steps.Enqueue));
        Assert.All(steps, step => Assert.NotEqual("", step.Outcome));
    }

    [Fact]
    public async Task The_longest_domain_and_an_unusual_one_are_queried_and_nothing_throws()
    {
        var label = new string('a', 63);
        string[] names = [string.Join(".", label, label, label, new string('a', 61)), "xn--a.test", "xn--99999999999.test", "ab--cd.test", "1.2.test"];
        foreach (var name in names) Assert.Equal(FetchFailure.Lookup, (await Fetch(name)).Failure);

        // The same for such a name with an address.
        var resolver = new FakeResolver();
        foreach (var name in names) resolver.Address("mta-sts." + name, "127.0.0.1");
        foreach (var name in names)
        {
            Assert.Equal(
                FetchFailure.Connect,
                (await new PolicyFetcher(resolver, new NetworkOptions { HttpsPort = 1, AllowPrivateAddress = true })
                    .FetchAsync(name, CancellationToken.None)).Failure);
        }
    }

    [Theory]
    [InlineData("host-silent.test", "TCP")]
    [InlineData("http-silent.test", "TLS")]
    public async Task Cancellation_ends_it_at_once(string domain, string after)
    {
        using var source = new CancellationTokenSource();
        var fetch = Fetch(domain, lab.Options(step: Wait.Long, fetch: Wait.Long, onStep: step =>
        {
            if (step.Kind == after) source.CancelAfter(1);
        }), source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Null_is_misuse()
    {
        Assert.Throws<ArgumentNullException>(() => new PolicyFetcher(null!, lab.Options()));
        Assert.Throws<ArgumentNullException>(() => new PolicyFetcher(lab.Resolver, null!));
    }

    private Task<PolicyFetch> Fetch(string domain, NetworkOptions? options = null, CancellationToken cancellationToken = default) =>
        new PolicyFetcher(lab.Resolver, options ?? lab.Options()).FetchAsync(domain, cancellationToken);
}
