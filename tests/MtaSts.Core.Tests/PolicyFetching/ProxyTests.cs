using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Net.Transport;
using MtaSts.PolicyFetching;
using MtaSts.Scanning;
using MtaSts.Tests.Support;
using Xunit;

namespace MtaSts.Tests.PolicyFetching;

[Collection(SharedTestLab.Name)]
public class ProxyTests(TestLab lab)
{
    [Fact]
    public async Task A_policy_is_fetched_through_the_proxy_which_looks_the_name_up()
    {
        await using var proxy = new ConnectProxy(lab.Lab.AddressOf);
        var resolver = new FakeResolver();
        var fetch = await Fetch(proxy.Url, "healthy.test", resolver);
        Assert.Equal((FetchFailure.None, 200, true), (fetch.Failure, fetch.Status, fetch.IsUsable));
        Assert.Equal((proxy.Url, null, null), (fetch.Proxy, fetch.Lookup, fetch.Address));
        Assert.Equal([$"CONNECT mta-sts.healthy.test:{lab.Lab.HttpsPort} HTTP/1.1"], proxy.Requests);
        Assert.Empty(resolver.Asked);
        Assert.True(fetch.Certificate!.IsValid);
        Assert.Equal(2, fetch.Certificate.SentChain.Count);
    }

    [Theory]
    [InlineData("cert-expired.test", CertificateProblem.Expired)]
    [InlineData("cert-wrong-name.test", CertificateProblem.NameMismatch)]
    [InlineData("cert-common-name.test", CertificateProblem.NoDnsName)]
    [InlineData("cert-self-signed.test", CertificateProblem.SelfSigned)]
    [InlineData("cert-untrusted.test", CertificateProblem.UntrustedRoot)]
    [InlineData("cert-incomplete.test", CertificateProblem.MissingIntermediate)]
    public async Task The_certificate_is_also_checked_behind_a_proxy(string domain, CertificateProblem problem)
    {
        await using var proxy = new ConnectProxy(lab.Lab.AddressOf);
        var fetch = await Fetch(proxy.Url, domain);
        Assert.Equal([problem], fetch.Certificate!.Problems);
        Assert.Equal((200, false), (fetch.Status, fetch.IsUsable));
    }

    [Theory]
    [InlineData("http-301.test", 301)]
    [InlineData("http-302.test", 302)]
    [InlineData("http-404.test", 404)]
    public async Task The_answer_is_used_unchanged(string domain, int status)
    {
        await using var proxy = new ConnectProxy(lab.Lab.AddressOf);
        Assert.Equal(status, (await Fetch(proxy.Url, domain)).Status);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task The_limit_also_applies_behind_a_proxy()
    {
        await using var proxy = new ConnectProxy(lab.Lab.AddressOf);
        var fetch = await Fetch(proxy.Url, "http-endless.test");
        Assert.Equal((true, PolicyFetcher.SizeLimit), (fetch.IsTooLarge, fetch.Body!.Length));
    }

    [Theory]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("")]
    public async Task A_connection_that_the_proxy_blocks_says_nothing_about_the_host(string refusal)
    {
        await using var proxy = new ConnectProxy(lab.Lab.AddressOf, refusal);
        await AssertUnknown(proxy.Url);
    }

    [Fact]
    public Task A_missing_proxy_says_nothing_about_the_host() => AssertUnknown(new Uri("http://127.0.0.1:1"));

    [Fact]
    public async Task A_TLS_failure_behind_the_proxy_is_the_hosts_failure()
    {
        await using var proxy = new ConnectProxy(lab.Lab.AddressOf);
        var fetch = await Fetch(proxy.Url, "host-handshake-failure.test");
        Assert.Equal(FetchFailure.Tls, fetch.Failure);
        Assert.NotEqual("", fetch.Error);
    }

    [Fact]
    public async Task A_password_for_the_proxy_is_not_shown()
    {
        await using var proxy = new ConnectProxy(lab.Lab.AddressOf);
        var url = new UriBuilder(proxy.Url) { UserName = "someone", Password = "secret" }.Uri;
        foreach (var domain in new[] { "healthy.test", "host-handshake-failure.test" })
        {
            var result = await lab.Checker(Options(url)).TestAsync(domain, new TestOptions { SkipStartTls = true }, CancellationToken.None);
            Assert.DoesNotContain("secret", string.Join(" ", result.Checks) + result.Policy!.Address, StringComparison.Ordinal);
            Assert.Contains("127.0.0.1", result.Policy.Address, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"")]
    [InlineData("403 Forbidden")]
    [InlineData("502 Bad Gateway")]
    [InlineData("502 http://someone:secret@proxy.contoso.test/")] // the proxy may say it too
    public async Task A_password_for_the_proxy_is_not_shown_when_it_refuses(string status)
    {
        await using var proxy = new ConnectProxy(lab.Lab.AddressOf, $"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        var url = new UriBuilder(proxy.Url) { UserName = "someone", Password = "secret" }.Uri;
        var steps = new ConcurrentQueue<NetworkStep>();
        var result = await lab.Checker(Options(new WebProxy(url), steps.Enqueue))
            .TestAsync("healthy.test", new TestOptions { SkipStartTls = true }, CancellationToken.None);
        var shown = string.Join(" ", result.Checks.Select(check => $"{check} {check.Detail} {check.Fix}")) + result.Policy!.Address + string.Join(" ", steps);
        Assert.Equal(TestStatus.Unknown, result.Status);
        Assert.Contains(FormattableString.Invariant($"127.0.0.1:{proxy.Url.Port}"), shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("someone", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_that_bypass_the_proxy_are_fetched_directly()
    {
        var fetch = await new PolicyFetcher(lab.Resolver, Options(new WebProxy("http://127.0.0.1:1", false, [@"mta-sts\.healthy\.test"])))
            .FetchAsync("healthy.test", CancellationToken.None);
        Assert.Equal((200, null), (fetch.Status, fetch.Proxy));
    }

    private async Task AssertUnknown(Uri proxy)
    {
        var fetch = await Fetch(proxy, "healthy.test");
        Assert.Equal((FetchFailure.Connect, TcpFailure.Unreachable), (fetch.Failure, fetch.TcpFailure));
        Assert.NotEqual("", fetch.Error);
        var result = await lab.Checker(Options(proxy)).TestAsync("healthy.test", new TestOptions { SkipStartTls = true }, CancellationToken.None);
        Assert.Equal((TestStatus.Unknown, SenderAction.Unknown), (result.Status, result.SenderAction));
        Assert.Equal(["PolicyHost.Connect"], result.Problems);
    }

    private Task<PolicyFetch> Fetch(Uri proxy, string domain, FakeResolver? resolver = null) =>
        new PolicyFetcher(resolver ?? lab.Resolver, Options(proxy)).FetchAsync(domain, CancellationToken.None);

    private NetworkOptions Options(Uri proxy) => Options(new WebProxy(proxy));

    private NetworkOptions Options(IWebProxy proxy, Action<NetworkStep>? onStep = null) => new()
    {
        StepTimeout = TestLab.Patience,
        FetchTimeout = TestLab.Patience,
        HttpsPort = lab.Lab.HttpsPort,
        AllowPrivateAddress = true,
        Trust = lab.Trust,
        Proxy = proxy,
        OnStep = onStep,
    };
}
