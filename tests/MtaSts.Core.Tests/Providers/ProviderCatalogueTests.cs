using System;
using System.Linq;
using MtaSts.Lab.Scenarios;
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
    [InlineData("feedback-smtp.eu-west-1.amazonses.com", "Amazon SES or WorkMail")]
    [InlineData("inbound-smtp.us-east-1.amazonaws.com", "Amazon SES or WorkMail")]
    [InlineData("mx01.mail.icloud.com", "iCloud Mail")]
    [InlineData("mx.yandex.net", "Yandex 360")]
    [InlineData("mxa.mailgun.org", "Mailgun")]
    [InlineData("mx.sendgrid.net", "SendGrid")]
    [InlineData("mx1.mail.ovh.net", "OVHcloud")]
    [InlineData("mx00.ionos.de", "IONOS")]
    [InlineData("contoso.in.tmes.trendmicro.com", "Trend Micro Email Security")]
    [InlineData("mx01.hornetsecurity.com", "Hornetsecurity")]
    [InlineData("contoso-com.olc.protection.outlook.com", "Outlook.com")]
    [InlineData("cluster1.eu.messagelabs.com", "Symantec Email Security.cloud")]
    [InlineData("mailstream-east.mxrecord.io", "Cloudflare Email Security")]
    [InlineData("mx1.privateemail.com", "Namecheap Private Email")]
    [InlineData("smtpin.rzone.de", "STRATO")]
    [InlineData("mail.contoso.test", null)]
    [InlineData("google.com.evil.test", null)]
    [InlineData("notpphosted.com", null)] // the end of a name, but not a whole label
    public void Providers_are_known_by_their_hosts(string host, string? name) => Assert.Equal(name, ProviderCatalogue.Find(host)?.Name);

    [Theory]
    [InlineData("Office365", "Microsoft365")]
    [InlineData("office 365", "Microsoft365")]
    [InlineData("O365", "Microsoft365")]
    [InlineData("m365", "Microsoft365")]
    [InlineData("ExchangeOnline", "Microsoft365")]
    [InlineData("Exchange Online", "Microsoft365")]
    [InlineData("Microsoft 365", "Microsoft365")]
    [InlineData("Google", "GoogleWorkspace")]
    [InlineData("G Suite", "GoogleWorkspace")]
    [InlineData("gsuite", "GoogleWorkspace")]
    [InlineData("Gmail", "GoogleWorkspace")]
    [InlineData("google-workspace", "GoogleWorkspace")]
    [InlineData("iCloud", "ICloudMail")]
    [InlineData("Cloudflare", "CloudflareEmailRouting")]
    [InlineData("Proton", "ProtonMail")]
    [InlineData("Yandex", "Yandex360")]
    [InlineData("Proofpoint", null)] // its hosts differ from customer to customer
    [InlineData("365", null)]
    [InlineData("", null)]
    public void A_provider_is_found_by_its_common_names(string typed, string? id) => Assert.Equal(id, ProviderCatalogue.FindByName(typed)?.Id);

    [Fact]
    public void No_name_belongs_to_two_providers()
    {
        var names = ProviderCatalogue.All.SelectMany(
            p => p.Aliases.Append(p.Name).Append(p.Id ?? p.Name)
                .Select(name => (Key: new string([.. name.Where(char.IsLetterOrDigit)]).ToUpperInvariant(), p.Name)).Distinct()).Distinct();
        Assert.All(names.GroupBy(n => n.Key), group => Assert.Single(group));
    }

    [Fact]
    public void A_provider_without_patterns_is_also_found_by_name() => Assert.Equal("Proofpoint", ProviderCatalogue.FindAnyByName("proofpoint")?.Name);

    [Fact]
    public void Several_providers_are_listed_once_each() =>
        Assert.Equal(
            "Google Workspace; Proofpoint", ProviderCatalogue.Describe(["aspmx.l.google.com", "smtp.google.com", "x.pphosted.com", "mail.contoso.test"]));

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
    public void Any_host_has_a_provider_or_none() =>
        Any.Hold(Any.Text, host => Assert.True(ProviderCatalogue.Find(host) is null || host.Contains('.', StringComparison.Ordinal)));

    [Fact]
    public void The_provider_of_a_host_is_the_first_one_that_runs_it()
    {
        string[] parts = ["mx", "a.b", "outlook", "", "com", .. ProviderCatalogue.All.SelectMany(provider => provider.Suffixes)];
        string[] hosts =
        [
            .. parts.SelectMany(part => new[] { part, "mx." + part, "a.b." + part, "x" + part, part + ".", part + ".com", part.ToUpperInvariant() }),
            "mail.protection.outlook.com.mx.microsoft", "mx.microsoft.zoho.com", "zoho.com.mx.microsoft",
        ];
        foreach (var host in hosts)
            Assert.Same(ProviderCatalogue.All.FirstOrDefault(provider => provider.Runs(host)), ProviderCatalogue.Find(host));
    }

    [Fact]
    public void Advised_patterns_cover_the_hosts_they_are_advised_for()
    {
        var hosts = AllScenarios.Domains.SelectMany(d => d.Mx).Select(mx => mx.Host)
            .Where(host => DomainName.CheckHostName(host) is null && !MxAdvice.NeverExists(host) && !AddressText.IsAddress(host)).Distinct().ToList();
        Assert.True(hosts.Count > 50);
        foreach (var host in hosts)
        {
            Assert.True(MxPattern.TryParse(MxAdvice.PatternsFor([host]).Single(), out var pattern, out var problem), problem);
            Assert.True(pattern.Covers(host), $"{pattern} does not cover {host}");
        }
    }

    [Theory]
    [InlineData("mail_1.contoso.test", "*.contoso.test")] // the label for '*' is not compared
    [InlineData("-mail.contoso.test", "*.contoso.test")]
    [InlineData("mail_1.test", null)] // '*.test' would also cover strangers
    [InlineData("mail.data_center.contoso.test", null)]
    [InlineData("ms12345678.msv1.invalid", null)]
    [InlineData("mail.contoso.invalid.", null)]
    [InlineData("192.0.2.25", null)]
    [InlineData("mail..contoso.test", null)]
    [InlineData("", null)]
    public void A_host_that_cannot_be_a_pattern_gets_a_wildcard_that_covers_it_or_no_pattern(string host, string? expected) =>
        Assert.Equal(expected, MxAdvice.PatternFor(host));

    [Fact]
    public void Any_advised_pattern_is_valid_and_covers_the_host() => Any.Hold(Any.Host, host =>
    {
        Assert.True(MxPattern.TryParse(MxAdvice.PatternsFor([host]).Single(), out var pattern, out _));
        Assert.True(pattern.Covers(host));
    });
}
