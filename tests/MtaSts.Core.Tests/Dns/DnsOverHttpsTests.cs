using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MtaSts.Dns;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;
#if !CORE_NETSTANDARD
using System.Net.Sockets;
#endif

namespace MtaSts.Tests.Dns;

public sealed class DnsOverHttpsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_query_is_a_POST_with_the_id_zero()
    {
        await using var server = Serving(query => HttpsServer.Response(Ask.Hello(query).Authentic().Build()));
        var response = await AskAsync(server.Server, _authority.Roots);
        Assert.Equal("hello", Ask.TextOf(response));
        Assert.True(response.IsAuthenticated);
        Assert.Equal(server.Server.ToString(), response.Server);

        var (head, body) = server.Requests.Single();
        Assert.StartsWith("POST /dns-query HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/dns-message\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nAccept: application/dns-message\r\n", head, StringComparison.Ordinal);
        Assert.Equal([0, 0, 1, 0x20], body[..4]);
    }

    [Theory]
    [InlineData("application/dns-message; charset=x")]
    [InlineData("APPLICATION/DNS-Message")]
    public async Task Parameters_and_case_of_the_media_type_do_not_matter(string mediaType)
    {
        await using var server = Serving(query => HttpsServer.Response(Ask.Hello(query).Build(), mediaType: mediaType));
        Assert.Equal(DnsStatus.Success, (await AskAsync(server.Server, _authority.Roots)).Status);
    }

    [Fact]
    public async Task The_body_can_have_no_length_or_chunks_of_one_octet()
    {
        await using var unbounded = Serving(query => HttpsServer.Response(Ask.Hello(query).Build(), withLength: false));
        Assert.Equal(DnsStatus.Success, (await AskAsync(unbounded.Server, _authority.Roots)).Status);

        await using var chunked = new HttpsServer(_authority.Issue(), query =>
        [
            Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/dns-message\r\nTransfer-Encoding: chunked\r\n\r\n"),
            .. Ask.Hello(query).Build().Select(octet => (byte[])[(byte)'1', 13, 10, octet, 13, 10]),
            Encoding.ASCII.GetBytes("0\r\n\r\n"),
        ]);
        Assert.Equal(DnsStatus.Success, (await AskAsync(chunked.Server, _authority.Roots)).Status);
    }

    [Theory]
    [InlineData("404", DnsStatus.Unreachable, "HTTP status 404")]
    [InlineData("302", DnsStatus.Unreachable, "HTTP status 302")] // a redirect is not followed
    [InlineData("503", DnsStatus.Unreachable, "HTTP status 503")]
    [InlineData("no HTTP", DnsStatus.Unreachable, "could not be queried")]
    [InlineData("closed early", DnsStatus.Unreachable, "could not be queried")]
    [InlineData("text/html", DnsStatus.Malformed, "the media type text/html")]
    [InlineData("no media type", DnsStatus.Malformed, "no media type")]
    [InlineData("65536 announced", DnsStatus.Malformed, "65,535")]
    [InlineData("65536 not announced", DnsStatus.Malformed, "65,535")]
    [InlineData("empty", DnsStatus.Malformed, "shorter than a DNS header")]
    [InlineData("another question", DnsStatus.Malformed, "different question")]
    [InlineData("garbage behind the question", DnsStatus.Malformed, "not a DNS message")]
    [InlineData("cut", DnsStatus.Malformed, "TC")]
    public async Task Each_kind_of_fault_is_reported_separately(string what, DnsStatus status, string reason)
    {
        await using var server = Serving(query => what switch
        {
            "404" or "503" => HttpsServer.Response([], what + " No"),
            "302" => HttpsServer.Response([], "302 Found\r\nLocation: https://127.0.0.1:1/"),
            "no HTTP" => "220 mail.test ESMTP\r\n"u8.ToArray(),
            "closed early" => HttpsServer.Response(Ask.Hello(query).Build())[..^5],
            "text/html" => HttpsServer.Response(Ask.Hello(query).Build(), mediaType: "text/html"),
            "no media type" => HttpsServer.Response(Ask.Hello(query).Build(), mediaType: null),
            "65536 announced" => HttpsServer.Response(new byte[65536]),
            "65536 not announced" => HttpsServer.Response(new byte[65536], withLength: false),
            "empty" => HttpsServer.Response([]),
            "another question" =>
                HttpsServer.Response(Packet.To(Packet.Query("other.test", Packet.Txt)).Build().Select((octet, i) => i < 2 ? (byte)0 : octet).ToArray()),
            "cut" => HttpsServer.Response(Packet.To(query).Truncated().Build()),
            _ => HttpsServer.Response(Packet.To(query).Raw(0, [1]).Build()),
        });
        var response = await AskAsync(server.Server, _authority.Roots);
        Assert.Equal(status, response.Status);
        Assert.Contains(reason, response.Error, StringComparison.Ordinal);
        Assert.StartsWith("DNS server https://127.0.0.1:", response.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no root given")]
    [InlineData("another root given")]
    [InlineData("another host name")]
    [InlineData("expired")]
    [InlineData("not a server certificate")]
    [InlineData("self-signed")] // a root that the server sends, not a trusted one
    public async Task A_bad_certificate_is_refused_before_the_query_is_sent(string what)
    {
        using var other = new TestAuthority();
        await using var server = new HttpsServer(
            what switch
            {
                "another host name" => _authority.Issue("dns.example"),
                "expired" => _authority.Issue(expired: true),
                "self-signed" => _authority.Issue(selfSigned: true),
                "not a server certificate" => _authority.Issue(usage: "1.3.6.1.5.5.7.3.2"),
                _ => _authority.Issue(),
            },
            query => [HttpsServer.Response(Ask.Hello(query).Build())]);
        var roots = what switch
        {
            "no root given" => null,
            "another root given" => other.Roots,
            _ => _authority.Roots,
        };
        var response = await AskAsync(server.Server, roots);
        Assert.Equal(DnsStatus.Unreachable, response.Status);
        Assert.Contains("certificate", response.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

#if !CORE_NETSTANDARD
    [Fact] // only .NET's HttpClient has this option; see docs/threat-model.md for Windows PowerShell 5.1
    public async Task An_issuer_that_the_server_did_not_send_is_not_fetched()
    {
        using var issuer = new TcpListener(IPAddress.Loopback, 0);
        issuer.Start();
        var url = new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)issuer.LocalEndpoint).Port}/issuer.cer"));
        await using var server = new HttpsServer(_authority.IssueBelowIntermediate(url), query => [HttpsServer.Response(Ask.Hello(query).Build())]);
        foreach (var roots in new[] { _authority.Roots, null })
            Assert.Equal(DnsStatus.Unreachable, (await AskAsync(server.Server, roots)).Status);
        Assert.False(issuer.Pending());
        Assert.Empty(server.Requests);
    }
#endif

    [Fact]
    public async Task Only_the_given_proxy_is_used()
    {
        await using var server = new HttpsServer(_authority.Issue("dns.contoso.test"), query => [HttpsServer.Response(Ask.Hello(query).Build())]);
        await using var proxy = new ConnectProxy(_ => IPAddress.Loopback);
        var named = DnsServer.FromUrl(new UriBuilder(server.Server.Url!) { Host = "dns.contoso.test" }.Uri);
        using var through = Through(named, new WebProxy(proxy.Url));
        Assert.Equal("hello", Ask.TextOf(await through.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)));
        Assert.Equal(FormattableString.Invariant($"CONNECT dns.contoso.test:{named.Port} HTTP/1.1"), Assert.Single(proxy.Requests));

        // The name can be reached only through the proxy.
        using var direct = Through(named, null);
        Assert.Equal(DnsStatus.Unreachable, (await direct.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)).Status);
        using var loopback = Through(server.Server, new WebProxy("http://127.0.0.1:1"));
        Assert.Contains(
            "certificate", (await loopback.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)).Error, StringComparison.Ordinal);
        Assert.Single(proxy.Requests);
    }

    [Theory]
    [InlineData("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"")]
    [InlineData("403 Forbidden")]
    [InlineData("502 Bad Gateway")]
    public async Task A_password_for_the_proxy_is_not_shown_when_it_refuses(string status)
    {
        await using var proxy = new ConnectProxy(_ => IPAddress.Loopback, $"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        using var through = Through(
            DnsServer.FromUrl(new Uri("https://dns.contoso.test/dns-query")),
            new WebProxy(new UriBuilder(proxy.Url) { UserName = "someone", Password = "secret" }.Uri));
        var response = await through.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None);
        Assert.Equal(DnsStatus.Unreachable, response.Status);
        Assert.Contains(status[..3], response.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", response.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("someone", response.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_port_is_Unreachable()
    {
        var server = DnsServer.FromUrl(new Uri(FormattableString.Invariant($"https://127.0.0.1:{Ask.Nobody().Port}/q")));
        var response = await AskAsync(server, null);
        Assert.Equal(DnsStatus.Unreachable, response.Status);
        Assert.Contains("refused the connection", response.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)] // silent from the beginning
    [InlineData(true)] // silent in the body
    public async Task Silence_is_a_Timeout(bool inBody)
    {
        await using var server = new HttpsServer(_authority.Issue(), query => inBody ? [HttpsServer.Response(Ask.Hello(query).Build())[..^5], []] : [[]]);
        var response = await AskAsync(server.Server, _authority.Roots, TimeSpan.FromSeconds(1));
        Assert.Equal(DnsStatus.Timeout, response.Status);
    }

    [Fact]
    public async Task Cancelling_ends_the_query()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new HttpsServer(_authority.Issue(), _ =>
        {
            cancel.Cancel();
            return [[]];
        });
        using var resolver = Resolver(server.Server, _authority.Roots, TimeSpan.FromMinutes(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolver.QueryAsync("contoso.test", DnsRecordType.TXT, cancel.Token));
    }

    [Fact]
    public async Task After_a_failing_HTTPS_server_a_plain_one_is_queried()
    {
        await using var failing = Serving(_ => HttpsServer.Response([], "500 No"));
        await using var plain = ScriptedServer.Answering(Ask.Hello);
        using var resolver = new StubResolver(new StubResolverOptions
        {
            Servers = new([failing.Server, plain.Server]),
            TrustedRoots = _authority.Roots,
            AttemptTimeout = Ask.Long,
            OverallTimeout = Ask.Long,
        });
        Assert.Equal("hello", Ask.TextOf(await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None)));
    }

    private HttpsServer Serving(Func<byte[], byte[]> response) => new(_authority.Issue(), query => [response(query)]);

    private static StubResolver Resolver(DnsServer server, X509Certificate2Collection? roots, TimeSpan attempt) => new(new StubResolverOptions
    {
        Servers = new[] { server }.ToReadableList(),
        TrustedRoots = roots,
        AttemptTimeout = attempt,
        OverallTimeout = TimeSpan.FromMinutes(10),
        AttemptsPerServer = 1,
    });

    private StubResolver Through(DnsServer server, IWebProxy? proxy) => new(new StubResolverOptions
    {
        Servers = new[] { server }.ToReadableList(),
        TrustedRoots = _authority.Roots,
        Proxy = proxy,
        AttemptTimeout = Ask.Long,
        OverallTimeout = Ask.Long,
        AttemptsPerServer = 1,
    });

    private static async Task<DnsResponse> AskAsync(DnsServer server, X509Certificate2Collection? roots, TimeSpan? attempt = null)
    {
        using var resolver = Resolver(server, roots, attempt ?? Ask.Long);
        return await resolver.QueryAsync("contoso.test", DnsRecordType.TXT, CancellationToken.None);
    }
}
