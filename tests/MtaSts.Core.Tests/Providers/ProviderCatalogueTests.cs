using System;
using System.Linq;
using MtaSts.Checking;
using MtaSts.Lab.Cast;
using MtaSts.Policies;
using MtaSts.Providers;
using MtaSts.Tests.Support;
using MtaSts.Text;
using Xunit;

namespace MtaSts.Tests.Providers;

public class ProviderCatalogueTests
{
    [Theory]
    [InlineData("contoso-com.mail.protection.outlook.com", "Microsoft 365")]
    [InlineData("contoso-com.a-v1.mx.microsoft.", "Microsoft 365")]
    [InlineData("SMTP.google.com", "Google Workspace")]
    [InlineData("aspmx.l.google.com", "Google Workspace")]
    [InlineData("alt4.aspmx.l.google.com", "Google Workspace")]
    [InlineData("aspmx5.googlemail.com", "Google Workspace")]
    [InlineData("route1.mx.cloudflare.net", "Cloudflare Email Routing")]
    [InlineData("mxa-00000000.gslb.pphosted.com", "Proofpoint")]
    [InlineData("eu-smtp-inbound-1.mimecast.com", "Mimecast")]
    [InlineData("d1.ess.barracudanetworks.com", "Barracuda")]
    [InlineData("mx1.hc1-1.iphmx.com", "Cisco Secure Email")]
    [InlineData("mx.zoho.eu", "Zoho Mail")]
    [InlineData("mail.protonmail.ch", "Proton Mail")]
    [InlineData("in1-smtp.messagingengine.com", "Fastmail")]
    [InlineData("mail.contoso.test", null)]
    [InlineData("google.com.evil.test", null)]
    [InlineData("notpphosted.com", null)] // the end of a name, and not of a label
    public void Providers_are_known_by_their_hosts(string host, string? name) => Assert.Equal(name, ProviderCatalogue.Find(host)?.Name);

    [Fact]
    public void Several_are_named_once_each() =>
        Assert.Equal("Google Workspace; Proofpoint", ProviderCatalogue.Describe(["aspmx.l.google.com", "smtp.google.com", "x.pphosted.com", "mail.contoso.test"]));

    [Fact]
    public void The_catalogue_has_names_and_suffixes_that_are_host_names()
    {
        Assert.Equal(ProviderCatalogue.All.Count, ProviderCatalogue.All.Select(p => p.Name).Distinct().Count());
        Assert.All(ProviderCatalogue.All.SelectMany(p => p.Suffixes), suffix =>
        {
            Assert.Null(DomainName.CheckHostName(suffix));
            Assert.Equal(DomainName.Normalize(suffix), suffix);
        });
    }

    [Fact]
    public void Any_host_has_a_provider_or_none() => Any.Hold(Any.Text, host => Assert.True(ProviderCatalogue.Find(host) is null || host.Contains('.', StringComparison.Ordinal)));

    [Fact]
    public void Advised_patterns_cover_the_hosts_they_are_advised_for()
    {
        var hosts = FullCast.Domains.SelectMany(d => d.Mx).Select(mx => mx.Host).Where(host => DomainName.CheckHostName(host) is null).Distinct().ToList();
        Assert.True(hosts.Count > 50);
        foreach (var host in hosts)
        {
            Assert.True(MxPattern.TryParse(MxAdvice.PatternsFor([host]).Single(), out var pattern, out var problem), problem);
            Assert.True(pattern.Covers(host), $"{pattern} does not cover {host}");
        }
    }

    [Fact]
    public void Any_advised_pattern_is_one_and_covers() => Any.Hold(Any.Host, host =>
    {
        Assert.True(MxPattern.TryParse(MxAdvice.PatternsFor([host]).Single(), out var pattern, out _));
        Assert.True(pattern.Covers(host));
    });
}
