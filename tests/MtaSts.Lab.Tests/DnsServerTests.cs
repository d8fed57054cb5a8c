using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MtaSts.Lab.Dns;
using MtaSts.Lab.Tests.Support;

namespace MtaSts.Lab.Tests;

[Collection(SharedLab.Name)]
public class DnsServerTests(FullLab fixture)
{
    private LabServer Lab => fixture.Lab;

    [Fact]
    public async Task Txt_is_answered_over_udp()
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, "_mta-sts.healthy.test", LabDnsType.Txt);
        Assert.Equal("v=STSv1; id=20260101000000;", Assert.Single(answer.Answers).Text);
        Assert.Equal(0x1234, answer.Id);
        Assert.Equal("_mta-sts.healthy.test", answer.Question);
        Assert.Equal(300u, answer.Answers[0].Ttl);
    }

    [Theory]
    [InlineData("anything.wildcard-txt.test", 1)]
    [InlineData("_mta-sts.wildcard-txt.test", 1)]
    [InlineData("_smtp._tls.wildcard-txt.test", 1)] // a wildcard also matches several labels (RFC 4592)
    [InlineData("mail.wildcard-txt.test", 0)] // a wildcard does not answer for an existing name
    [InlineData("x.mail.wildcard-txt.test", 0)] // or for a name below it
    [InlineData("anything.healthy.test", 0)]
    public async Task A_wildcard_answers_for_names_that_do_not_exist(string name, int count)
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, name, LabDnsType.Txt);
        Assert.Equal(count, answer.Answers.Count);
        Assert.All(answer.Answers, record => Assert.StartsWith("v=spf1", record.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_question_is_echoed_unchanged()
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, "_MTA-sts.HealthY.test", LabDnsType.Txt);
        Assert.Equal("_MTA-sts.HealthY.test", answer.Question);
        Assert.Single(answer.Answers);
    }

    [Fact]
    public async Task TCP_returns_the_same_answer()
    {
        var query = TinyDns.Query("healthy.test", LabDnsType.Mx);
        Assert.Equal(await TinyDns.UdpAsync(Lab.DnsEndPoint, query), await TinyDns.TcpAsync(Lab.DnsEndPoint, query));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DoH_returns_the_same_answer_with_POST_and_GET_to_a_client_that_trusts_only_the_root(bool post)
    {
        var query = TinyDns.Query("healthy.test", LabDnsType.Mx);
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnly(Lab.RootCertificate) },
        };
        using var client = new HttpClient(handler);
        using var content = new ByteArrayContent(query);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/dns-message");
        var text = Convert.ToBase64String(query).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var response = post
            ? await client.PostAsync(Lab.DohUrl, content)
            : await client.GetAsync(new Uri($"{Lab.DohUrl}?dns={text}"));
        Assert.Equal("application/dns-message", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(await TinyDns.UdpAsync(Lab.DnsEndPoint, query), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_missing_name_is_NXDOMAIN_with_SOA()
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, "nowhere.test", LabDnsType.Mx);
        Assert.Equal(3, answer.Rcode);
        Assert.Empty(answer.Answers);
        Assert.Equal("test", Assert.Single(answer.Authority).Name);
    }

    [Theory]
    [InlineData("healthy.test", LabDnsType.Txt)]
    [InlineData("mail.healthy.test", LabDnsType.Aaaa)]
    [InlineData("_tls.healthy.test", LabDnsType.Txt)]
    public async Task A_name_without_that_type_is_nodata_with_the_zones_soa(string name, LabDnsType type)
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, name, type);
        Assert.Equal(0, answer.Rcode);
        Assert.Empty(answer.Answers);
        Assert.Equal("healthy.test", Assert.Single(answer.Authority).Name);
    }

    [Fact]
    public async Task Null_mx_is_the_root_with_preference_zero()
    {
        var mx = Assert.Single((await TinyDns.AskAsync(Lab.DnsEndPoint, "null-mx.test", LabDnsType.Mx)).Answers);
        Assert.Equal("", mx.Target);
        Assert.Equal([0, 0, 0], mx.Data);
    }

    [Fact]
    public async Task Several_strings_of_one_record_are_sent_separately()
    {
        var record = Assert.Single((await TinyDns.AskAsync(Lab.DnsEndPoint, "_mta-sts.split-strings.test", LabDnsType.Txt)).Answers);
        Assert.Equal(3, record.Strings);
        Assert.Equal("v=STSv1; id=20260101000000;", record.Text);
    }

    [Fact]
    public async Task Cnames_are_followed_for_the_client()
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, "_mta-sts.delegated.test", LabDnsType.Txt);
        Assert.Equal([5, 16], answer.Answers.Select(r => r.Type));
        Assert.Equal("delegated-test.records.provider.test", answer.Answers[0].Target);
        Assert.Equal(answer.Answers[0].Target, answer.Answers[1].Name);
    }

    [Fact]
    public async Task A_dangling_cname_is_nxdomain_with_the_cname()
    {
        var answer = await TinyDns.AskAsync(Lab.DnsEndPoint, "mta-sts.host-dangling.test", LabDnsType.A);
        Assert.Equal(3, answer.Rcode);
        Assert.Equal(5, Assert.Single(answer.Answers).Type);
    }

    [Theory]
    [InlineData(false, null, false)] // neither bit requests it (RFC 6840 section 5.8)
    [InlineData(true, null, true)]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    public async Task The_AD_bit_is_sent_only_on_request(bool ad, bool? dnssecOk, bool expected)
    {
        var query = TinyDns.Query("_25._tcp.mail.dane.test", LabDnsType.Tlsa, ad: ad, dnssecOk: dnssecOk);
        var answer = new TinyMessage(await TinyDns.UdpAsync(Lab.DnsEndPoint, query));
        Assert.Equal(expected, answer.IsAuthenticated);
        Assert.Equal(52, Assert.Single(answer.Answers).Type);
        Assert.Equal(dnssecOk is null ? 0 : 1, answer.Additional.Count);
    }

    [Fact]
    public async Task An_answer_from_an_unsigned_zone_never_has_the_AD_bit()
    {
        var query = TinyDns.Query("_25._tcp.mail.dane-unsigned.test", LabDnsType.Tlsa, ad: true);
        Assert.False(new TinyMessage(await TinyDns.UdpAsync(Lab.DnsEndPoint, query)).IsAuthenticated);
    }

    [Fact]
    public async Task An_answer_too_large_for_the_client_is_truncated_and_complete_over_TCP()
    {
        var query = TinyDns.Query("_mta-sts.dns-large.test", LabDnsType.Txt);
        var short_ = new TinyMessage(await TinyDns.UdpAsync(Lab.DnsEndPoint, query));
        Assert.True(short_.IsTruncated);
        Assert.Empty(short_.Answers);
        Assert.Equal(31, new TinyMessage(await TinyDns.TcpAsync(Lab.DnsEndPoint, query)).Answers.Count);
    }

    private static X509ChainPolicy TrustOnly(X509Certificate2 root)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(root);
        return policy;
    }
}
