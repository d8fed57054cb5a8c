using System;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using MtaSts.Dns;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Dns;

public class DnsServerTests
{
    [Theory]
    [InlineData("https://dns.example/dns-query", "https://dns.example/dns-query")]
    [InlineData("https://dns.example:8443/secret-token", "https://dns.example:8443/…")]
    [InlineData("https://dns.example/dns-query?token=secret", "https://dns.example/…")]
    [InlineData("https://dns.example/dns-query/secret", "https://dns.example/…")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    public void Messages_do_not_show_a_path_that_may_be_a_key(string text, string shown)
    {
        Assert.True(DnsServer.TryParse(text, out var server, out _));
        Assert.Equal(shown, server!.Shown);
    }

    [Theory]
    [InlineData("1.1.1.1", "1.1.1.1", 53, "1.1.1.1")]
    [InlineData(" 1.1.1.1 ", "1.1.1.1", 53, "1.1.1.1")]
    [InlineData("127.0.0.1:5353", "127.0.0.1", 5353, "127.0.0.1:5353")]
    [InlineData("127.0.0.1:53", "127.0.0.1", 53, "127.0.0.1")]
    [InlineData("127.0.0.53", "127.0.0.53", 53, "127.0.0.53")] // systemd-resolved
    [InlineData("2606:4700:4700::1111", "2606:4700:4700::1111", 53, "2606:4700:4700::1111")]
    [InlineData("[2606:4700:4700::1111]", "2606:4700:4700::1111", 53, "2606:4700:4700::1111")]
    [InlineData("[::1]:53", "::1", 53, "::1")]
    [InlineData("[::1]:5353", "::1", 5353, "[::1]:5353")]
    [InlineData("fe80::1%2", "fe80::1%2", 53, "fe80::1%2")]
    public void Addresses_are_read(string text, string address, int port, string shown)
    {
        Assert.True(DnsServer.TryParse(text, out var server, out var error));
        Assert.Null(error);
        Assert.Null(server.Url);
        Assert.Equal((IPAddress.Parse(address), port, shown), (server.Address, server.Port, server.ToString()));
        Assert.True(DnsServer.TryParse(shown, out var again, out _));
        Assert.Equal(server, again);
        Assert.Equal(server, DnsServer.FromAddress(IPAddress.Parse(address), port));
    }

    [Theory]
    [InlineData("https://dns.example/dns-query", "https://dns.example/dns-query", 443)]
    [InlineData("HTTPS://dns.example/dns-query", "https://dns.example/dns-query", 443)]
    [InlineData("https://127.0.0.1:8443/q", "https://127.0.0.1:8443/q", 8443)]
    [InlineData("https://[::1]:8443/q?a=b", "https://[::1]:8443/q?a=b", 8443)]
    [InlineData("https://dns.example/dns-query{?dns}", "https://dns.example/dns-query", 443)] // as operators publish it
    public void URLs_are_read(string text, string shown, int port)
    {
        Assert.True(DnsServer.TryParse(text, out var server, out _));
        Assert.Null(server.Address);
        Assert.Equal((shown, port), (server.ToString(), server.Port));
        Assert.Equal(server, DnsServer.FromUrl(new Uri(shown)));
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("dns.google", "host name is not accepted")]
    [InlineData("localhost:53", "host name is not accepted")]
    [InlineData("1", "not an IPv4")] // the platform reads it as 0.0.0.1
    [InlineData("1.1", "not an IPv4")]
    [InlineData("1.1.1.1.1", "not an IPv4")]
    [InlineData("010.1.1.1", "not an IPv4")] // octal for some
    [InlineData("256.1.1.1", "not an IPv4")]
    [InlineData("1.1.1.1/32", "not an IPv4")]
    [InlineData("1.1.1.1 8.8.8.8", "not an IPv4")]
    [InlineData("::1::2", "not an IPv4 or IPv6")]
    [InlineData("::1]:53", "not an IPv4 or IPv6")]
    [InlineData("2001:db8::/32", "not an IPv4 or IPv6")]
    [InlineData("[::1", "']' is missing")]
    [InlineData("[::1]53", "can follow ']'")]
    [InlineData("[1.1.1.1]:53", "only an IPv6")]
    [InlineData("1.1.1.1:", "port")]
    [InlineData("1.1.1.1:0", "port")]
    [InlineData("1.1.1.1:65536", "port")]
    [InlineData("1.1.1.1:+53", "port")]
    [InlineData("[::1]:x", "port")]
    [InlineData("0.0.0.0", "not identify a single machine")]
    [InlineData("::", "not identify a single machine")]
    [InlineData("224.0.0.251", "not identify a single machine")]
    [InlineData("255.255.255.255", "not identify a single machine")]
    [InlineData("ff02::fb", "not identify a single machine")]
    [InlineData("http://dns.example/dns-query", "only https://")]
    [InlineData("tls://1.1.1.1/x", "only https://")]
    [InlineData("https://dns.example", "no path")]
    [InlineData("https://dns.example/", "no path")]
    [InlineData("https://", "not a URL")]
    [InlineData("https:/dns.example/secret", "must begin with https://")]
    [InlineData("https//dns.example/secret", "must begin with https://")]
    [InlineData("dns.example/secret", "not an IPv4 or IPv6 address")]
    [InlineData("https://user@dns.example/q", "user name")]
    [InlineData("https://dns.example/q#x", "'#'")]
    public void An_invalid_server_is_rejected_with_the_valid_forms(string? text, string reason)
    {
        Assert.False(DnsServer.TryParse(text, out var server, out var error));
        Assert.Null(server);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:5353", error, StringComparison.Ordinal);
        Assert.Contains("https://dns.example/dns-query", error, StringComparison.Ordinal);
        if (!string.IsNullOrWhiteSpace(text)) Assert.Contains($"'{ResolverUrl.Shown(text)}'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_shows_no_control_characters_and_only_a_part_of_a_long_text()
    {
        Assert.False(DnsServer.TryParse("a\u001b[31m" + new string('x', 10000), out _, out var error));
        Assert.InRange(error!.Length, 100, 600);
        Assert.DoesNotContain('\u001b', error);
    }

    [Fact]
    public void Misuse_throws()
    {
        Assert.Throws<ArgumentNullException>(() => DnsServer.FromAddress(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => DnsServer.FromAddress(IPAddress.Loopback, 0));
        Assert.Throws<ArgumentNullException>(() => DnsServer.FromUrl(null!));
        Assert.Throws<ArgumentException>(() => DnsServer.FromUrl(new Uri("http://dns.example/q")));
        Assert.Throws<ArgumentException>(() => DnsServer.FromUrl(new Uri("/q", UriKind.Relative)));
    }

    [Fact]
    public void Any_text_is_a_server_or_an_error() => Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), text =>
    {
        Assert.Equal(DnsServer.TryParse(text, out var server, out var error), server is not null);
        Assert.NotEqual(server is null, error is null);
    }).QuickCheckThrowOnFailure();
}
