using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Text;

public class ResolverUrlTests
{
    [Theory]
    [InlineData("192.0.2.53")] // not a URL
    [InlineData("[2001:db8::1]:5353")]
    [InlineData("")]
    [InlineData("https://dns.example")]
    [InlineData("https://dns.example/")]
    [InlineData("https://dns.example:8443/dns-query")] // the usual path (RFC 8484 §4.1)
    [InlineData("https://dns.example/dns-query{?dns}")]
    public void What_cannot_hold_a_key_is_shown(string text) => Assert.Equal(text, ResolverUrl.Shown(text));

    [Theory]
    [InlineData("https://dns.example/secret", "https://dns.example/…")]
    [InlineData("https://dns.example:8443/secret/dns-query", "https://dns.example:8443/…")]
    [InlineData("https://dns.example/dns-query/secret", "https://dns.example/…")]
    [InlineData("https://dns.example/dns-query?key=secret", "https://dns.example/…")]
    [InlineData("https://dns.example/dns-query{?dns}&secret", "https://dns.example/…")]
    [InlineData("https://dns.example?key=secret", "https://dns.example/…")]
    [InlineData("https://dns.example#secret", "https://dns.example/…")]
    [InlineData(@"https://dns.example\secret", "https://dns.example/…")] // Uri reads it as '/'
    [InlineData("http://dns.example/secret", "http://dns.example/…")] // the wrong scheme is in an error
    [InlineData("https://someone:secret@dns.example/dns-query", "https://dns.example/dns-query")]
    [InlineData("https://someone:secret@dns.example/secret", "https://dns.example/…")]
    [InlineData("https:///secret", "https:///secret")] // 'secret' is the host, which is shown
    [InlineData("https:///host/secret", "https:///host/…")]
    [InlineData("https:/dns.example/secret", "https:/dns.example/…")] // mistyped
    [InlineData("https//dns.example/secret", "https//dns.example/…")]
    [InlineData("HTTPS:\\\\dns.example\\secret", "HTTPS:\\\\dns.example/…")]
    [InlineData("dns.example/secret", "dns.example/…")]
    [InlineData("192.0.2.53/secret", "192.0.2.53/…")]
    [InlineData("192.0.2.53?secret", "192.0.2.53/…")]
    [InlineData("someone:secret@dns.example/dns-query", "dns.example/dns-query")]
    [InlineData("sdns://secret", "sdns://…")] // a DNS stamp
    [InlineData("tls://dns.example/secret", "tls://…")]
    public void What_may_be_a_key_is_not(string text, string shown) => Assert.Equal(shown, ResolverUrl.Shown(text));
}
