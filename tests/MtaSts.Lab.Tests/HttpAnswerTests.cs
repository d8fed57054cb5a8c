using System;
using System.Linq;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

[Collection(SharedLab.Name)]
public class HttpAnswerTests(FullLab fixture)
{
    private const string Path = "/.well-known/mta-sts.txt";

    private LabServer Lab => fixture.Lab;

    [Fact]
    public async Task The_good_host_serves_its_policy_as_plain_text()
    {
        using var response = await GetAsync("healthy.test");
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "version: STSv1\r\nmode: enforce\r\nmx: mail.healthy.test\r\nmax_age: 604800\r\n",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Other_paths_are_not_found()
    {
        using var response = await GetAsync("healthy.test", "/mta-sts.txt");
        Assert.Equal(404, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("http-404.test", 404)]
    [InlineData("http-403.test", 403)]
    [InlineData("http-500.test", 500)]
    [InlineData("http-204.test", 204)]
    [InlineData("http-301.test", 301)]
    [InlineData("http-302.test", 302)]
    [InlineData("http-soft-404.test", 200)]
    public async Task The_status_is_the_expected_one(string domain, int status)
    {
        using var response = await GetAsync(domain);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_redirect_within_the_host_leads_to_a_policy()
    {
        using var response = await GetAsync("http-302.test");
        using var second = await GetAsync("http-302.test", response.Headers.Location!.OriginalString);
        Assert.StartsWith("version: STSv1", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type-html.test", "text/html")]
    [InlineData("type-octets.test", "application/octet-stream")]
    [InlineData("type-missing.test", null)]
    public async Task The_media_type_is_the_expected_one(string domain, string? mediaType)
    {
        using var response = await GetAsync(domain);
        Assert.Equal(mediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("version: STSv1", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http-chunked.test")]
    [InlineData("http-1-0.test")]
    [InlineData("http-100.test")]
    public async Task Unusual_answers_are_correct(string domain)
    {
        using var response = await GetAsync(domain);
        Assert.Equal(PolicyText.Enforce("mail." + domain), await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("http-cut-off.test")]
    [InlineData("http-bad-chunks.test")]
    [InlineData("http-no-answer.test")]
    [InlineData("http-nonsense.test")]
    [InlineData("http-endless-headers.test")]
    public async Task Broken_answers_break_a_real_client(string domain) =>
        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            using var response = await GetAsync(domain);
            await response.Content.ReadAsStringAsync();
        });

    [Fact]
    public async Task The_compressed_answer_is_gzip_without_a_request_for_it()
    {
        using var response = await GetAsync("http-packed.test");
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Equal([0x1F, 0x8B], (await response.Content.ReadAsByteArrayAsync())[..2]);
    }

    [Fact]
    public async Task The_large_policy_is_over_64_KiB()
    {
        using var response = await GetAsync("http-large.test");
        Assert.True((await response.Content.ReadAsByteArrayAsync()).Length > 64 * 1024);
    }

    [Fact]
    public async Task The_endless_answer_has_at_least_a_million_octets()
    {
        using var response = await GetAsync("http-endless.test");
        await using var body = await response.Content.ReadAsStreamAsync();
        var much = new byte[1_000_000];
        await body.ReadExactlyAsync(much, Patience.Token());
        Assert.StartsWith("version: STSv1", Encoding.ASCII.GetString(much, 0, 20), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_slow_answer_begins_with_one_octet()
    {
        using var response = await GetAsync("http-drip.test");
        await using var body = await response.Content.ReadAsStreamAsync();
        Assert.Equal(1, await body.ReadAsync(new byte[100], Patience.Token()));
    }

    [Fact]
    public async Task The_byte_order_mark_is_present()
    {
        using var response = await GetAsync("policy-bom.test");
        Assert.Equal([0xEF, 0xBB, 0xBF], (await response.Content.ReadAsByteArrayAsync())[..3]);
    }

    [Fact]
    public async Task Line_feeds_alone_and_an_empty_body_are_served_as_they_are()
    {
        using var lf = await GetAsync("lf.test");
        Assert.DoesNotContain('\r', await lf.Content.ReadAsStringAsync());
        using var empty = await GetAsync("policy-empty.test");
        Assert.Empty(await empty.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_ipv6_host_is_at_the_ipv6_loopback_address()
    {
        if (Lab.LeftOut.Any(d => d.Name == "ipv6.test"))
            return; // this machine has no ::1
        Assert.Equal(System.Net.IPAddress.IPv6Loopback, Lab.AddressOf("mta-sts.ipv6.test"));
        using var response = await GetAsync("ipv6.test");
        Assert.Equal(200, (int)response.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string domain, string path = Path)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(Lab.RootCertificate);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
            ConnectCallback = async (_, _) => await TlsClient.ConnectAsync(Lab, "mta-sts." + domain),
        };
        var client = new HttpClient(handler);
        return await client.GetAsync(new Uri($"https://mta-sts.{domain}{path}"), HttpCompletionOption.ResponseHeadersRead, Patience.Token());
    }
}
