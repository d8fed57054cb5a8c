using System;
using System.Linq;
using MtaSts.Dns;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Text;

public class UserInfoTests
{
    [Theory]
    [InlineData("proxy 'http://someone:secret@127.0.0.1:3128/' failed", "proxy 'http://127.0.0.1:3128/' failed")]
    [InlineData("http://someone@proxy.contoso.test", "http://proxy.contoso.test")] // a name alone
    [InlineData("http://:secret@proxy.contoso.test", "http://proxy.contoso.test")]
    [InlineData("http://CONTOSO\\someone:secret@proxy.contoso.test/", "http://proxy.contoso.test/")]
    [InlineData("http://someone:se cret@proxy.contoso.test/", "http://proxy.contoso.test/")] // Uri.ToString decodes the space
    [InlineData("http://someone:se@cret@proxy.contoso.test/", "http://proxy.contoso.test/")] // the last '@' ends it (WHATWG URL)
    [InlineData("http://someone:secret@[2001:db8::1]:3128/", "http://[2001:db8::1]:3128/")]
    [InlineData("http://a:b@one.test/ and socks5://c:d@two.test", "http://one.test/ and socks5://two.test")]
    [InlineData("http://a://b@one.test/", "http://a://one.test/")]
    [InlineData("HTTPS://a:b@one.test?x=y@z", "HTTPS://one.test?x=y@z")]
    public void The_user_information_of_every_URL_is_removed(string text, string expected) => Assert.Equal(expected, UserInfo.RemoveFrom(text));

    [Theory]
    [InlineData("Access to the path is denied.")]
    [InlineData("https://mta-sts.contoso.test/.well-known/mta-sts.txt?to=postmaster@contoso.test")]
    [InlineData("Write to postmaster@contoso.test, see https://contoso.test/")]
    [InlineData("rua=mailto:tlsrpt@contoso.test")]
    [InlineData("://")]
    [InlineData("a://@")] // nothing before the '@' but the empty name
    public void Other_text_stays(string text) => Assert.Equal(text.Replace("//@", "//", StringComparison.Ordinal), UserInfo.RemoveFrom(text));

    [Fact]
    public void Text_without_a_URL_is_not_copied()
    {
        const string text = "Access to the path is denied.";
        Assert.Same(text, UserInfo.RemoveFrom(text));
        Assert.Equal("", UserInfo.RemoveFrom((string?)null));
    }

    [Fact]
    public void No_character_of_a_password_gets_through()
    {
        // Encoded as the platform does it for HTTPS_PROXY, and then shown in each of the ways in which a message may show it.
        foreach (var c in Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code))
        {
            var (name, password) = (Uri.EscapeDataString($"so{c}me"), Uri.EscapeDataString($"se{c}cret"));
            var url = new UriBuilder("http", "proxy.contoso.test", 3128) { UserName = name, Password = password }.Uri;
            foreach (var shown in new[] { url.ToString(), url.AbsoluteUri, url.OriginalString })
                Assert.Equal("The proxy 'http://proxy.contoso.test:3128/' failed", UserInfo.RemoveFrom($"The proxy '{shown.TrimEnd('/')}/' failed"));
            Assert.Equal("http://proxy.contoso.test:3128/", UserInfo.RemoveFrom(url).AbsoluteUri);
        }
    }

    [Fact]
    public void The_innermost_exception_is_told_without_it()
    {
        var error = new InvalidOperationException("outer", new FormatException("http://someone:secret@proxy.contoso.test/"));
        Assert.Equal("outer", ExceptionText.Of(error));
        Assert.Equal("http://proxy.contoso.test/", ExceptionText.OfInnermost(error));
    }

    [Fact]
    public void An_exception_to_keep_is_the_same_unless_it_holds_a_password()
    {
        var harmless = new FormatException("bad number");
        Assert.Same(harmless, ExceptionText.ToKeep(harmless));
        var kept = ExceptionText.ToKeep(new InvalidOperationException("outer", new FormatException("http://someone:secret@proxy.contoso.test/")));
        Assert.DoesNotContain("secret", kept.ToString(), StringComparison.Ordinal);
        Assert.Contains("FormatException: http://proxy.contoso.test/", kept.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_DNS_server_is_refused_and_named_without_its_password()
    {
        Assert.False(DnsServer.TryParse("https://someone:secret@dns.contoso.test/dns-query", out _, out var error));
        Assert.Contains("'https://dns.contoso.test/dns-query'", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        Assert.Equal("https://dns.contoso.test/q", DnsServer.FromUrl(new Uri("https://someone:secret@dns.contoso.test/q")).ToString());
    }
}
